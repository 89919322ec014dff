"""The bytes of a feed to articles: RSS 0.9x to 2.0, RDF and Atom by feedparser, JSON Feed by our own reader."""

import io
import re
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import feedparser

from flows.domain import Incoming, Problem
from flows.options import SourceOptions
from flows.sources import sax_driver
from flows.sources.base import Remarks
from flows.sources.charsets import decoded, true_charset
from flows.sources.entries import Channel, read_entry
from flows.sources.fetch import Answer
from flows.sources.json_feed import JsonFeedError, read_json_feed
from flows.sources.links import host_of
from flows.sources.text import plain_line

if sax_driver.NAME not in feedparser.api.PREFERRED_XML_PARSERS:
    feedparser.api.PREFERRED_XML_PARSERS.insert(0, sax_driver.NAME)

_ROOT_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ITEM = re.compile(rb"<(/?)(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_RDF = re.compile(rb"<(?:\w+:)?RDF\b")
_HARMLESS = ("CharacterEncodingOverride", "NonXMLContentType")
_PARSERS = threading.BoundedSemaphore(2)
"""Feeds parsed at the same time: one thread has the interpreter anyway, and a parsed feed is many times its bytes."""


class FeedError(Exception):
    """The bytes are no feed; the text says what they seem to be."""


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """What a feed holds."""

    articles: tuple[Incoming, ...]
    problems: tuple[Problem, ...]
    """What is wrong with it and with single items."""
    format: str
    """Such as `rss20`, `atom10` (feedparser's names) or `JSON Feed 1.1`."""


def read_feed(answer: Answer, options: SourceOptions, now: datetime) -> ReadFeed:
    """The articles of a feed, with what is wrong with it and with single items.

    Raises:
        FeedError: when no format is recognised in it.
    """
    with _PARSERS:
        if answer.body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
            return _read_json(answer, options, now)
        return _read_markup(answer, options, now)


def _read_json(answer: Answer, options: SourceOptions, now: datetime) -> ReadFeed:
    charset = true_charset(answer.body, answer.content_type)
    try:
        feed = read_json_feed(answer.body.decode(charset or "utf-8-sig", errors="replace"), answer.url)
    except JsonFeedError as error:
        raise FeedError(str(error)) from None
    channel = Channel(
        source=options.name,
        title=plain_line(feed.title),
        host=host_of(answer.url) or host_of(feed.home),
        language=feed.language,
        given_language=options.language,
        outlet=options.outlet,
    )
    problems = [Problem(options.name, flaw) for flaw in feed.flaws]
    articles, remarks = _articles(feed.entries, channel, now)
    problems += _charset_problems(charset, articles, options.name)
    return ReadFeed(articles, (*problems, *remarks), feed.version)


def _read_markup(answer: Answer, options: SourceOptions, now: datetime) -> ReadFeed:
    charset = true_charset(answer.body, answer.content_type)
    parsed = _parse(answer, charset)
    # Of RSS 0.90 some feeds name a namespace that feedparser does not know; it reads their items all the same.
    if not parsed.get("version") and not (parsed.entries and _RDF.search(answer.body[:2000])):
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
        flaw = (str(parsed.get("bozo_exception")) or "unknown").splitlines()[0][:120]
        problems.append(Problem(options.name, f"is not well-formed ({flaw}); read all the same: {len(entries)} items"))
    articles, remarks = _articles(entries, channel, now)
    problems += _charset_problems(charset, articles, options.name)
    return ReadFeed(articles, (*problems, *remarks), str(parsed.version or "rdf"))


def _articles(
    entries: Iterable[Mapping[str, Any]], channel: Channel, now: datetime
) -> tuple[tuple[Incoming, ...], tuple[Problem, ...]]:
    remarks = Remarks(channel.source)
    read = [read_entry(entry, number, channel, now, remarks) for number, entry in enumerate(entries, start=1)]
    return tuple(article for article in read if article is not None), remarks.problems()


def _charset_problems(charset: str, articles: Iterable[Incoming], name: str) -> list[Problem]:
    if charset:
        return [Problem(name, f"holds characters that do not fit the encoding it declares; read as {charset}")]
    if any("\ufffd" in article.title + article.text for article in articles):
        return [Problem(name, "holds characters that are broken in the feed itself; they show as \ufffd")]
    return []


def _parse(answer: Answer, charset: str) -> Any:
    body = decoded(answer.body, charset).encode() if charset else answer.body
    headers = {"content-type": "application/xml; charset=utf-8"} if charset else {}
    if answer.content_type and not charset:
        headers["content-type"] = answer.content_type
    if answer.url:
        headers["content-location"] = answer.url
    try:
        # A stream, never bytes or text: feedparser would open those as the name of a file.
        return feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
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


def _what_else(body: bytes) -> str:
    start = body[:1000].lstrip().lower()
    if not start:
        return "is empty, not a feed"
    if start.startswith((b"<!doctype html", b"<html")):
        return "is a web page, not a feed; look there for a link named RSS or Atom"
    if b"<opml" in start:
        return "is a list of feeds (OPML), not a feed: 'sanctions-watch sources import' reads it"
    return "is no feed: neither RSS, Atom nor JSON Feed was recognised"
