"""One file, one article: plain text, a web page, an e-mail."""

import email
import email.policy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from flows.domain.text import safe
from flows.sources.text import plain, plain_line

LARGEST = 5_000_000
"""Bytes of one file."""
_LONGEST_TITLE = 200
_BAD_SHARE = 0.01
"""Share of characters that may fail to decode before a file counts as no text."""
_HEAD = 20_000
"""Characters in which a page's title is looked for."""
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]{1,30})""", re.IGNORECASE)


class PageError(Exception):
    """The file gives no article; the text says why."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a file itself says."""

    title: str
    text: str
    url: str = ""
    outlet: str = ""
    language: str = ""
    published: str = ""
    """The date as it stands there."""
    remark: str = ""
    """What is wrong with it although it could be read."""


def read_text(data: bytes) -> Page:
    """Plain text. A short first line with an empty one after it is its title; the rest stays exactly as it is."""
    text, remark = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.strip() and len(first) <= _LONGEST_TITLE and rest.strip() and not rest.partition("\n")[0].strip():
        return Page(first.strip(), rest.lstrip("\n"), remark=remark)
    return Page("", text, remark=remark)


def read_html(data: bytes) -> Page:
    """A web page: its article, as trafilatura finds it, or all of its words where it finds none."""
    # Imported here: it takes a fifth of a second, and few runs need it.
    import trafilatura  # noqa: PLC0415

    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PageError("is no text but binary data")
    remark = "no article was found in the page; all its words are read"
    try:
        found: Any = trafilatura.bare_extraction(data, fast=True, include_comments=False, with_metadata=True)
    except Exception as error:  # noqa: BLE001  # whatever an extractor trips over, the other files go on
        found, remark = None, f"its article could not be found ({type(error).__name__}); all its words are read"
    if found is None or not (found.text or "").strip():
        markup = _decode_html(data)
        named = _TITLE.search(markup[:_HEAD])
        return Page(plain_line(named.group(1)) if named else "", plain(markup), remark=remark)
    title = plain_line(found.title or "")
    return Page(
        title=title,
        # Where the headline opens the article it would be read twice.
        text=safe(found.text.removeprefix(f"{title}\n")),
        url=found.url or "",
        outlet=plain_line(found.sitename or ""),
        language=found.language or "",
        published=found.date or "",
    )


def read_email(data: bytes) -> Page:
    """An e-mail: its subject and its text, plain before HTML."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101  # what this policy makes
        body = message.get_body(("plain", "html"))
        content = "" if body is None else str(body.get_content())
        text = plain(content) if body is not None and body.get_content_type() == "text/html" else safe(content)
        headers = {name: str(message.get(name, "")) for name in ("subject", "date", "from")}
        senders = message["from"].addresses if message["from"] is not None else ()
    except (ValueError, LookupError, AttributeError, IndexError, TypeError) as error:
        raise PageError(f"is no e-mail that can be read ({type(error).__name__})") from None
    if not headers["from"] and not headers["subject"]:
        raise PageError("is no e-mail: it has neither sender nor subject")
    outlet = plain_line(senders[0].display_name or senders[0].domain) if senders else ""
    return Page(plain_line(headers["subject"]), text.replace("\r\n", "\n"), outlet=outlet, published=headers["date"])


READERS: Mapping[str, Callable[[bytes], Page]] = {
    ".txt": read_text,
    ".text": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".eml": read_email,
}
"""What reads which kind of file, by its suffix."""


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return safe(data.decode("utf-16", errors="replace")), ""
    if b"\x00" in data:
        raise PageError("is no text but binary data")
    text = data.decode("utf-8-sig", errors="replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode())
    if bad > _BAD_SHARE * len(text):
        raise PageError("is not UTF-8 text; save it as UTF-8")
    return text, f"{bad} characters are not UTF-8 and are shown as \ufffd" if bad else ""


def _decode_html(data: bytes) -> str:
    declared = _CHARSET.search(data[:2000])
    for charset in (declared.group(1).decode("ascii") if declared else "utf-8", "utf-8"):
        try:
            return data.decode(charset, errors="replace")
        except LookupError:
            continue
    return data.decode("latin-1")
