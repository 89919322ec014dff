"""One entry of a parsed feed to an incoming article."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.domain import Incoming
from flows.domain.text import safe
from flows.sources.base import Remarks
from flows.sources.dates import read_date
from flows.sources.language import language_of, primary
from flows.sources.links import clean_link, host_of
from flows.sources.text import plain, plain_line

_OWN_SCHEME = re.compile(r"(?:tag|urn|uuid|doi|info):\S", re.IGNORECASE)
_FALSE_ENTITY = re.compile(r"&(\w{1,20});")
_LABEL = 60
LONGEST_TEXT = 200_000
"""Characters of an item; a whole book is no news."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What all entries of a feed have in common."""

    source: str
    title: str
    """What the feed calls itself."""
    host: str
    """Where it stands; empty for a file."""
    language: str
    """What the feed says of itself."""
    given_language: str
    """What the user says; it counts before the feed's word and the letters."""
    outlet: str
    """What the user calls it; empty to take the feed's own word."""
    loose: bool = False
    """True when it is not well-formed and was read by feedparser's lenient parser."""


def read_entry(
    entry: Mapping[str, Any], number: int, channel: Channel, now: datetime, remarks: Remarks
) -> Incoming | None:
    """The article of an entry, or None where it holds no words. What is wrong with it goes to `remarks`."""
    title, text = plain_line(_text(entry, "title")), _body(entry)
    if channel.loose:
        title, text = _mended(title), _mended(text)
    label = f"item {number}" + (f" '{title[:_LABEL]}'" if title else "")
    if not title and not text:
        remarks.add(label, "has neither title nor text; left out")
        return None
    if not title:
        remarks.add(label, "has no title")
    if len(text) > LONGEST_TEXT:
        remarks.add(label, f"is cut to {LONGEST_TEXT:,} characters")
        text = text[:LONGEST_TEXT]
    link = clean_link(_text(entry, "link"))
    guid = safe(_text(entry, "id").strip())
    if not link:
        link = clean_link(guid)
    if not link:
        given = _text(entry, "link")
        remarks.add(label, "has a link that is no http or https address" if given else "has no link")
    published = _published(entry, now, label, remarks)
    # Items of a JSON Feed may name their own language.
    language = _text(entry, "language") or channel.language
    return Incoming(
        source=channel.source,
        key=_key(guid, link, channel, f"{title}\n{published or text}"),
        title=title,
        text=text,
        url=link,
        language=primary(channel.given_language) or language_of(f"{title}\n{text}", language),
        outlet=_outlet(entry, channel),
        published=published,
    )


def _text(entry: Mapping[str, Any], name: str) -> str:
    # feedparser's own access replaces missing fields by others, with warnings.
    value = dict.get(entry, name) if isinstance(entry, dict) else None
    return value if isinstance(value, str) else ""


def _body(entry: Mapping[str, Any]) -> str:
    """The longest text that the entry has: some feeds put all into the summary, others only the first line."""
    contents = dict.get(entry, "content") if isinstance(entry, dict) else None
    parts = [_text(part, "value") for part in contents or () if isinstance(part, dict)]
    return max((plain(part) for part in [_text(entry, "summary"), *parts]), key=len)


def _mended(text: str) -> str:
    """The lenient parser takes the bare ampersand of 'R&D' for an entity and ends it: 'R&D;'."""
    return _FALSE_ENTITY.sub(r"&\1", text)


def _published(entry: Mapping[str, Any], now: datetime, label: str, remarks: Remarks) -> datetime | None:
    reason = "has no date"
    for name in ("published", "updated", "created"):
        raw, parsed = _text(entry, name), dict.get(entry, f"{name}_parsed") if isinstance(entry, dict) else None
        if raw or parsed:
            published, reason = read_date(raw, now, parsed)
            if published is not None:
                return published
    remarks.add(label, f"{reason}; the time of its arrival counts", kind=" ".join(reason.split()[:4]))
    return None


def _key(guid: str, link: str, channel: Channel, content: str) -> str:
    page = clean_link(guid)
    if page:
        return page
    if _OWN_SCHEME.match(guid):
        return guid
    if guid:
        # '4711' is a name within its feed only.
        return f"{channel.host or channel.source}#{guid}"
    return link or f"{channel.source}#sha256:{hashlib.sha256(safe(content).encode()).hexdigest()}"


def _outlet(entry: Mapping[str, Any], channel: Channel) -> str:
    origin = dict.get(entry, "source") if isinstance(entry, dict) else None
    if isinstance(origin, dict):
        # Aggregators name the publisher of each item here.
        named = plain_line(_text(origin, "title")) or host_of(_text(origin, "href"))
        if named:
            return named
    return channel.outlet or channel.title or channel.host
