"""RSS and Atom, from a file or over HTTP, read by feedparser from bytes alone."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser

from flows.domain import Collected, FeedState, Incoming, Problem
from flows.options import SourceOptions
from flows.sources.base import Remarks, failed, succeeded
from flows.sources.entries import Channel, read_entry
from flows.sources.fetch import PATIENT, Answer, FetchError, Limits, body_hash, fetch
from flows.sources.links import host_of
from flows.sources.text import plain_line

LARGEST_FILE = 50_000_000
"""Bytes; a feed kept as a file may be an archive."""

_ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,80}\bencoding\s*=\s*["']([\w.:-]{1,40})["']""")
_ITEM = re.compile(rb"<(/?)(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed of watch.yaml. `options.location` is its address, or the path of a file."""

    options: SourceOptions
    limits: Limits = PATIENT

    @property
    def name(self) -> str:
        """Name of its entry in watch.yaml."""
        return self.options.name

    def collect(self, state: FeedState | None, now: datetime) -> Collected:
        """One poll."""
        try:
            answer = self._get(state)
        except FetchError as error:
            return failed(self.name, state, now, f"feed {error}", temporary=error.temporary)
        good = succeeded(self.name, state, now)
        if answer.unchanged:
            return Collected(self.name, unchanged=True, state=good)
        good = replace(good, etag=answer.etag, last_modified=answer.last_modified, body_hash=answer.body_hash)
        try:
            articles, problems = read_feed(answer, self.options, now)
        except FeedError as error:
            return failed(self.name, state, now, str(error))
        return Collected(self.name, articles, problems, state=good)

    def _get(self, state: FeedState | None) -> Answer:
        location = self.options.location
        if urlsplit(location).scheme in ("http", "https"):
            return fetch(location, state, allow_private=self.options.allow_private, limits=self.limits)
        return _read_file(Path(location), state)


class FeedError(Exception):
    """The bytes are no feed; the text says what they seem to be."""


def read_feed(
    answer: Answer, options: SourceOptions, now: datetime
) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    """The articles of a feed, with what is wrong with it and with single items.

    Raises:
        FeedError: when feedparser recognises no format in it.
    """
    parsed = _parse(answer)
    if not parsed.get("version"):
        raise FeedError(_what_else(answer.body))
    feed = parsed.feed
    channel = Channel(
        source=options.name,
        title=plain_line(_word(feed, "title")),
        host=host_of(answer.url) or host_of(_word(feed, "link")),
        language=_word(feed, "language"),
        given_language=options.language,
        outlet=options.outlet,
        loose=bool(parsed.bozo),
    )
    entries, problems = list(parsed.entries), []
    if parsed.bozo and _breaks_off(answer.body):
        problems.append(Problem(options.name, "breaks off in the middle; its last item is left out until it is whole"))
        entries = entries[:-1] if _last_is_open(answer.body) else entries
    elif parsed.bozo and type(parsed.get("bozo_exception")).__name__ not in _HARMLESS:
        flaw = (
            str(parsed.get("bozo_exception")).splitlines()[0][:120] if str(parsed.get("bozo_exception")) else "unknown"
        )
        problems.append(Problem(options.name, f"is not well-formed ({flaw}); read all the same: {len(entries)} items"))
    remarks = Remarks(options.name)
    read = [read_entry(entry, number, channel, now, remarks) for number, entry in enumerate(entries, start=1)]
    articles = tuple(article for article in read if article is not None)
    if _wrong_charset(answer) or any("\ufffd" in article.title + article.text for article in articles):
        message = (
            f"holds characters that do not fit the encoding it declares; read as {parsed.get('encoding', 'UTF-8')}"
        )
        problems.append(Problem(options.name, message))
    return articles, (*problems, *remarks.problems())


def _parse(answer: Answer) -> Any:
    headers = {"content-type": answer.content_type} if answer.content_type else {}
    if answer.url:
        headers["content-location"] = answer.url
    try:
        # A stream, never bytes or text: feedparser would open those as the name of a file.
        return feedparser.parse(
            io.BytesIO(answer.body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001  # whatever a parser trips over, the other feeds go on
        raise FeedError(f"cannot be parsed ({type(error).__name__}: {str(error)[:100]})") from None


def _word(feed: Mapping[str, Any], name: str) -> str:
    value = dict.get(feed, name) if isinstance(feed, dict) else None
    return value if isinstance(value, str) else ""


def _breaks_off(body: bytes) -> bool:
    # UTF-16 and UTF-32 have a NUL in every tag; there the parser's own word must do.
    return b"\x00" not in body[:200] and _ITEM.search(body) is not None and not _ROOT_END.search(body)


def _last_is_open(body: bytes) -> bool:
    last = None
    for last in _ITEM.finditer(body):  # noqa: B007  # the last one is what is wanted
        pass
    return last is not None and not last.group(1)


def _wrong_charset(answer: Answer) -> bool:
    declared = _DECLARED.match(answer.body[:200].lstrip())
    try:
        # The answer's own charset, where it names one, is feedparser's business.
        if "charset" not in answer.content_type and b"\x00" not in answer.body[:200]:
            answer.body.decode(declared.group(1).decode("ascii") if declared else "utf-8")
    except (UnicodeDecodeError, LookupError):
        return True
    return False


def _what_else(body: bytes) -> str:
    start = body[:1000].lstrip().lower()
    if not start:
        return "is empty, not a feed"
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page, not a feed; look there for a link named RSS or Atom"
    if b"<opml" in start:
        return "is a list of feeds (OPML), not a feed; name its feeds one by one"
    if start.startswith(b"{"):
        return "is JSON, not RSS or Atom"
    return "is no feed: neither RSS nor Atom was recognised"


def _read_file(path: Path, state: FeedState | None) -> Answer:
    try:
        if not path.is_file():
            raise FetchError(f"file {path} does not exist or is no file")
        if path.stat().st_size > LARGEST_FILE:
            raise FetchError(f"file {path} is larger than {LARGEST_FILE:,} bytes")
        body = path.read_bytes()
    except OSError as error:
        raise FetchError(f"file {path} cannot be read: {error.strerror}") from None
    digest = body_hash(body)
    return Answer(body=body, body_hash=digest, unchanged=state is not None and state.body_hash == digest)
