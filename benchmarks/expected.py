"""What other parsers are known to make of the feeds in their own test-suites: gofeed and feed-rs."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_MADE_UP = re.compile(r"[0-9a-f]{30,32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Expected:
    """One item as another parser reads it; what it does not tell is empty."""

    title: str = ""
    links: tuple[str, ...] = ()
    """The one for readers first."""
    id: str = ""
    dates: tuple[datetime, ...] = ()
    """Of publication, then of the last change."""


def expectations(folder: Path) -> Iterator[tuple[Path, str, tuple[Expected, ...]]]:
    """Each feed that has them: its file, whose results they are, and its items."""
    for path in sorted((folder / "mmcdole__gofeed").rglob("*")):
        found = _beside(path)
        if found is not None:
            told = json.loads(found.read_text(encoding="utf-8"))
            items = told.get("items", told.get("entries")) or ()
            yield path, "gofeed", tuple(_of_gofeed(item) for item in items if isinstance(item, dict))
    for found in sorted((folder / "feed-rs__feed-rs").rglob("*.serde.json")):
        source = next((p for p in _siblings(found) if p.is_file()), None)
        if source is not None:
            body = source.read_text(encoding="utf-8", errors="replace")
            told = json.loads(found.read_text(encoding="utf-8"))
            yield source, "feed-rs", tuple(_of_feed_rs(item, body) for item in told["entries"])


def _beside(path: Path) -> Path | None:
    """Where gofeed keeps the results for a file, if it is a feed and has any."""
    if path.suffix == ".xml":
        found = path.with_suffix(".json")
    elif path.suffix == ".json" and not path.stem.endswith("_expected"):
        found = path.with_name(f"{path.stem}_expected.json")
    else:
        return None
    return found if found.is_file() else None


def _siblings(found: Path) -> Iterator[Path]:
    stem = found.name.removesuffix(".serde.json")
    for suffix in (".xml", ".json", ".rss", ".atom"):
        yield found.with_name(stem + suffix)


def _of_gofeed(item: Mapping[str, Any]) -> Expected:
    guid = item.get("guid", item.get("id")) or ""
    if isinstance(guid, dict):
        guid = guid.get("value", "")
    links = [link if isinstance(link, dict) else {"href": link} for link in item.get("links") or ()]
    links.sort(key=lambda link: link.get("rel", "alternate") != "alternate")
    named = [item.get("link"), item.get("url"), item.get("external_url"), *(link.get("href") for link in links)]
    dates = ("publishedParsed", "pubDateParsed", "date_published", "updatedParsed", "date_modified")
    return Expected(
        title=item.get("title") or "",
        links=tuple(dict.fromkeys(link for link in named if link)),
        id=str(guid),
        dates=tuple(_moment(item[name]) for name in dates if item.get(name)),
    )


def _of_feed_rs(item: Mapping[str, Any], body: str) -> Expected:
    given = str(item["id"])
    links = sorted(item["links"], key=lambda link: (link["rel"] or "alternate") != "alternate")
    return Expected(
        title=(item["title"] or {}).get("content", ""),
        links=tuple(link["href"] for link in links),
        # Where an item has none it makes one up.
        id="" if _MADE_UP.fullmatch(given) and given not in body else given,
        dates=tuple(_moment(item[name]) for name in ("published", "updated") if item[name]),
    )


def _moment(word: str) -> datetime:
    moment = datetime.fromisoformat(word)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
