"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), as the same entries that feedparser makes of RSS and Atom."""

import html
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

MARK = "jsonfeed.org/version/"
"""What its `version` holds, whatever stands before it."""
_BARE = ("1", "1.0", "1.1")
_OWN_WORDS = {"home_page_url", "feed_url", "content_html", "content_text"}
"""Names that only this format uses: with one of them the bare number of a version will do."""


class JsonFeedError(Exception):
    """The text is no JSON Feed; the text of the error says why."""


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A JSON Feed as its entries."""

    version: str
    """Such as `JSON Feed 1.1`."""
    title: str
    home: str
    """Address of its site."""
    language: str
    entries: tuple[dict[str, Any], ...]
    """With `title`, `link`, `id`, `summary`, `content`, `published`, `updated`, `language`; empty if not given."""
    flaws: tuple[str, ...] = ()
    """What is wrong with it although it could be read."""


def read_json_feed(text: str, base: str = "") -> JsonFeed:
    """The feed that the text holds; relative addresses in it start at `base`.

    Raises:
        JsonFeedError: it is no JSON, or not of that format.
    """
    try:
        found = json.loads(text.lstrip("\ufeff \t\r\n"), parse_constant=lambda _: None)
    except RecursionError:
        raise JsonFeedError("is JSON that is nested too deeply") from None
    except ValueError as error:
        raise JsonFeedError(f"is JSON that does not parse: {str(error)[:80]}") from None
    version = _word(found, "version")
    items = found.get("items") if isinstance(found, dict) else None
    if MARK not in version and not (version in _BARE and isinstance(items, list) and _has_own_words(found, items)):
        raise JsonFeedError("is JSON, but no JSON Feed: 'version' does not name one")
    if not isinstance(items, list):
        raise JsonFeedError("is a JSON Feed without a list of 'items'")
    wrong = sum(not isinstance(item, dict) for item in items)
    flaws = (f"{wrong} of its {len(items)} items are no objects; they are left out",) if wrong else ()
    return JsonFeed(
        version=f"JSON Feed {version.rpartition('/')[2][:10] or '1'}",
        title=_word(found, "title"),
        home=_word(found, "home_page_url"),
        language=_word(found, "language"),
        entries=tuple(_entry(item, base) for item in items if isinstance(item, dict)),
        flaws=flaws,
    )


def _has_own_words(found: dict[str, Any], items: list[Any]) -> bool:
    return any(not _OWN_WORDS.isdisjoint(one) for one in (found, *items[:3]) if isinstance(one, dict))


def _entry(item: dict[str, Any], base: str) -> dict[str, Any]:
    texts = [_word(item, "content_html"), _as_markup(_word(item, "content_text"))]
    return {
        # It should be plain text; entities and tags in it are commoner than a '<' that means itself.
        "title": _word(item, "title"),
        "link": _absolute(_word(item, "url") or _word(item, "external_url"), base),
        "id": _ident(item.get("id")),
        "summary": _as_markup(_word(item, "summary")),
        "content": [{"value": text} for text in texts if text],
        "published": _word(item, "date_published"),
        "updated": _word(item, "date_modified"),
        "language": _word(item, "language"),
    }


def _absolute(link: str, base: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _as_markup(text: str) -> str:
    """Plain text so that reading it as markup gives it back: entries of other formats hold markup."""
    escaped = html.escape(text, quote=False)
    return text if escaped == text else escaped.replace("\r\n", "\n").replace("\n", "<br>")


def _ident(value: object) -> str:
    # 'id' should be text; numbers are common and mean the same (JSON Feed 1.1, 'id').
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value)


def _word(found: object, name: str) -> str:
    value = found.get(name) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
