"""Untrusted text made fit for a message: one line, no hidden characters, cut at words, links that are links."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from flows.domain.text import STEERING, safe

ELLIPSIS = "…"


class Verbatim(str):
    """Text that is safe in every form of message as it stands, such as a checked address."""

    __slots__ = ()


MAX_LINK = 500
"""Longer addresses are left out: a message is no place for them."""

_HIDDEN = re.compile(rf"[{STEERING}\t\n\r\x85\u200b\u2028\u2029\u2060\ufffe\uffff]")
"""What a line of a message must not hold: line breaks, and characters that nobody sees."""
_AT = "＠"
"""What takes the place of `@` in a call: as long, and it calls nobody."""
_CALLS = re.compile(r"@(?=everyone|here|channel|all)", re.IGNORECASE)
"""What calls everybody in a chat room; also at the beginning of a longer word, which may be cut."""
_SPACES = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"(?<!\b\w)[.!?](?= )|[。！？]")
_SNAP = 24
"""How far a cut may move to meet a word boundary; Chinese and Japanese have none."""


def flat(text: str) -> str:
    """The text without line breaks, hidden characters, or calls to a whole chat room; runs of blanks become one."""
    return safe(_SPACES.sub(" ", _HIDDEN.sub(" ", _CALLS.sub(_AT, text))))


def one_line(text: str) -> str:
    """`flat` without blanks at the ends."""
    return flat(text).strip()


def cut(text: str, width: int) -> str:
    """At most `width` characters: whole sentences where they fill half of it, else whole words; then `…`."""
    if len(text) <= width:
        return text
    if width < 2:  # noqa: PLR2004 - one character and the mark
        return ""
    ends = [found.end() for found in _SENTENCE_END.finditer(text, width // 2, width - 1)]
    if ends:
        return f"{text[: ends[-1]]} {ELLIPSIS}"
    end = width - 1
    for place in range(end, max(end - _SNAP, end // 2), -1):
        if text[place].isspace():
            end = place
            break
    return text[:end].rstrip(" ,;:.-–—") + ELLIPSIS


def brief(text: str, width: int) -> str:
    """`one_line` of a text, cut to at most `width` characters; of a huge text only the beginning is read."""
    head = text[: 16 * width + 256]
    line = one_line(head)
    return cut(line if len(head) == len(text) else f"{line} {ELLIPSIS}".lstrip(), width)


def window(text: str, spans: Iterable[tuple[int, int]], width: int) -> tuple[int, int]:
    """The part of a long sentence to show: from its start if the hits at `spans` stand there, else around them.

    Both ends stand at word boundaries where the script has them.
    """
    if len(text) <= width:
        return 0, len(text)
    spans = list(spans)
    first = min((start for start, _ in spans), default=0)
    last = max((end for _, end in spans), default=0)
    start = 0 if last <= width else max(0, min(first, last - width))
    if start:
        start = _word_start(text, min(start, first))
    end = min(len(text), start + width)
    if end < len(text):
        for place in range(end, max(end - _SNAP, start + width // 2), -1):
            if text[place].isspace():
                end = place
                break
    return start, end


def _word_start(text: str, place: int) -> int:
    for back in range(place, max(place - _SNAP, 0), -1):
        if text[back - 1].isspace():
            return back
    return place


def excerpt(text: str, spans: Iterable[tuple[int, int]], width: int) -> tuple[tuple[str, bool], ...]:
    """A sentence in pieces of (text, is a hit), cut to `width` around its hits, every piece made flat."""
    text = _CALLS.sub(_AT, text)  # as a whole: the border of a piece may run through a call
    inside = [(max(0, a), min(len(text), b)) for a, b in spans if 0 <= a < b and a < len(text)]
    start, end = window(text, inside, width)
    pieces = [(flat(piece), hit) for piece, hit in _pieces(text, _merged(inside), start, end)]
    if start > 0:
        pieces.insert(0, (ELLIPSIS, False))
    if end < len(text):
        pieces.append((ELLIPSIS, False))
    return tuple(piece for piece in _trimmed(pieces) if piece[0])


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _pieces(text: str, spans: list[tuple[int, int]], start: int, end: int) -> Iterator[tuple[str, bool]]:
    place = start
    for hit_start, hit_end in spans:
        a, b = max(hit_start, start), min(hit_end, end)
        if a < b:
            yield text[place:a], False
            yield text[a:b], True
            place = b
    yield text[place:end], False


def _trimmed(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    if pieces:
        pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    return pieces


def link(url: str) -> Verbatim:
    """The address if it is a plain http(s) one, made safe for every form of message; else an empty string.

    Addresses with user information are left out: they serve to mislead readers, or hold a password.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return Verbatim()
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc or len(url) > MAX_LINK:
        return Verbatim()
    if _HIDDEN.search(url.strip()) or safe(url) != url or "\\" in url or any(c.isspace() for c in url.strip()):
        return Verbatim()
    try:
        ascii_host = host.encode("idna").decode("ascii")  # shows a look-alike name for what it is
    except UnicodeError:
        return Verbatim()
    address = url.strip() if host.isascii() else url.strip().replace(parts.netloc, _netloc(port, ascii_host), 1)
    return Verbatim(quote(address, safe="%:/?#[]@!$&*+,;=~-._()"))


def _netloc(port: int | None, host: str) -> str:
    return f"{host}:{port}" if port else host
