"""What comes in: articles, and how their sources fare."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.words import ArticleId


@dataclass(frozen=True, slots=True)
class Problem:
    """Bad input that was left out while the rest went on."""

    where: str
    """What it is about: a file with its line, a feed, an item, a target."""
    message: str
    """What is wrong and what to do; never holds a secret."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """An article as a source gave it, before it is stored."""

    source: str
    """Name of the entry in watch.yaml."""
    key: str
    """What identifies it for ever: its guid, its canonical address, or the file it stands in."""
    title: str
    text: str
    url: str = ""
    language: str = ""
    outlet: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text as stored: the newest of its revisions."""

    id: ArticleId
    source: str
    url: str
    title: str
    text: str
    language: str
    outlet: str
    """Name or host of the publisher; empty when it is not known."""
    published: datetime | None
    """What the source claims; None when it says nothing usable."""
    fetched: datetime
    content_hash: str
    revision: int = 1

    @property
    def when(self) -> datetime:
        """The time to order by: published, or fetched where that is not known."""
        return self.published or self.fetched


@dataclass(frozen=True, slots=True)
class FeedState:
    """What has to be remembered of a feed between two polls."""

    source: str
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    last_success: datetime | None = None
    last_failure: datetime | None = None
    failures: int = 0
    """Failed polls in a row."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What one poll of one source gave."""

    source: str
    articles: tuple[Incoming, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: bool = False
    """True when the source answered that nothing is new."""
    failed: bool = False
    """True when the source as a whole could not be read; the problems say why."""
    state: FeedState | None = None
