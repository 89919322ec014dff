"""Feeds to read, and polls of them."""

from pathlib import Path

from flows.domain import Collected, FeedState
from flows.options import SourceOptions
from flows.sources.feed import FeedSource
from tests.builders import NOON

ITEM = (
    "<item><title>Governor visits Pyongyang</title><link>https://news.example/1?utm_source=rss</link>"
    "<guid isPermaLink='false'>n1</guid><pubDate>Wed, 13 Dec 2023 04:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;Talks on &lt;b&gt;labour&lt;/b&gt;.&lt;/p&gt;</description></item>"
)


def rss(*items: str, title: str = "Example Wire", encoding: str = "utf-8", end: str = "</channel></rss>") -> bytes:
    """An RSS feed around these items."""
    head = f"<?xml version='1.0' encoding='{encoding}'?><rss version='2.0'><channel><title>{title}</title>"
    return (head + "".join(items) + end).encode(encoding)


def collect(folder: Path, body: bytes, state: FeedState | None = None, **options: str) -> Collected:
    """Poll a feed that is kept as a file."""
    path = folder / "feed.xml"
    path.write_bytes(body)
    return FeedSource(SourceOptions("wire", "feed", str(path), **options)).collect(state, NOON)  # type: ignore[arg-type]  # the words among the options


def said(collected: Collected) -> list[str]:
    """The problems as people see them."""
    return [f"{problem.where}: {problem.message}" for problem in collected.problems]
