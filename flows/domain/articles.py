"""What comes in: articles, and how their sources fare."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows.domain.words import ArticleId, PollOutcome


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
    summary: str = ""
    """What the feed itself says, where the text was taken from the page it links to."""
    baseline: bool = False
    """True for an undated item of a source's first poll: nobody knows how old it is."""


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
    summary: str = ""
    """What the feed itself says, where the text was taken from the page it links to."""
    baseline: bool = False
    """True when it came undated with the first poll of its source."""

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
    trouble: PollOutcome | None = None
    """Kind of the last failure, also when all is well again."""
    last_error: str = ""
    """The last failure in words, without secrets."""
    errors: Mapping[str, int] = field(default_factory=dict)
    """All failures so far, counted by their kind."""
    next_poll: datetime | None = None
    """Not to be asked before this time; None when any time will do."""
    entry: str = ""
    """Fingerprint of the address in watch.yaml; when that changes, the source is a new one."""
    address: str = ""
    """Where it has moved for good; empty while it stands where watch.yaml says."""

    @property
    def is_retired(self) -> bool:
        """True when it said that it is gone for good."""
        return self.failures > 0 and self.trouble is PollOutcome.GONE


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
    temporary: bool = False
    """True when it failed in a way that another attempt in a moment may mend."""
    state: FeedState | None = None
    outcome: PollOutcome = PollOutcome.OK
    notes: tuple[str, ...] = ()
    """What a person may want to know though nothing is wrong: that it moved, or is not due."""
    format: str = ""
    """What it turned out to be, such as `rss20` or `JSON Feed 1.1`; empty where that was not looked at."""
