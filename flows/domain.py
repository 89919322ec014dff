"""The vocabulary of Sanctions Watch: frozen values that all stages share.

All times are aware and in UTC. All offsets count code points. Collections are tuples. Values that can go wrong carry
their problem as a value; exceptions are for bugs and bad configuration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType, Protocol

ArticleId = NewType("ArticleId", str)
StoryId = NewType("StoryId", str)
AlertId = NewType("AlertId", str)
ThemeId = NewType("ThemeId", str)


class Status(StrEnum):
    """Certainty of a claim, the strongest first."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"

    @property
    def strength(self) -> int:
        """3 for occurred down to 0 for denied."""
        return 3 - list(Status).index(self)


class SourceType(StrEnum):
    """Who says so."""

    DPRK = "dprk"
    RUSSIA = "russia"
    CHINA = "china"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    UN = "un"
    EXPERT = "expert"
    MEDIA = "media"
    OUTLET = "outlet"


class Direction(StrEnum):
    """Which way people, goods or knowledge pass."""

    FROM_DPRK = "from_dprk"
    TO_DPRK = "to_dprk"
    BOTH = "both"
    UNCLEAR = "unclear"


class Severity(StrEnum):
    """How loudly an alert speaks, the quietest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low up to 3 for critical."""
        return list(Severity).index(self)


class Action(StrEnum):
    """What is done about a story for one theme."""

    ALERT = "alert"
    UPDATE = "update"
    FOLD = "fold"
    DIGEST = "digest"
    DROP = "drop"


class DeliveryState(StrEnum):
    """Where one target's copy of an alert stands."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"


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


@dataclass(frozen=True, slots=True)
class Claim:
    """How one sentence presents what it tells."""

    status: Status
    source: SourceType
    speaker: str
    """The words that name the speaker, as they stand in the text; empty for the outlet's own voice."""
    direction: Direction


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks for a theme, with the reasons."""

    theme: ThemeId
    field: str
    """`title` or `text` of the article."""
    start: int
    end: int
    text: str
    score: float
    """Blended relevance, 0..1."""
    points: int
    """Rule points, 0..100; 0 when no rule fired."""
    probability: float | None
    """The classifier's calibrated probability; None when it did not run."""
    rules: tuple[str, ...]
    claim: Claim
    spans: tuple[tuple[int, int], ...] = ()
    """Offsets into the field of the terms that made the rules fire."""
    terms: tuple[tuple[str, float], ...] = ()
    """Terms that moved the classifier most, with their contribution to the log-odds."""
    measures: tuple[str, ...] = ()
    """Ids in the legal register that the rules cite."""
    background: bool = False
    """True when only shadow rules fired: shown, never alerted."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one article says about one theme."""

    article: ArticleId
    theme: ThemeId
    score: float
    flagged: bool
    """True when the score reaches the theme's threshold."""
    severity: Severity
    claim: Claim | None
    """Strongest status of the evidence with its source and direction; None without evidence."""
    evidence: tuple[Evidence, ...] = ()
    """Best first."""
    rules_digest: str = ""
    model_digest: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for a story and a theme in one pass, and why."""

    story: StoryId
    theme: ThemeId
    action: Action
    reason: str
    """In words, for people."""
    alert: AlertId | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A paragraph of a resolution as an alert shows it."""

    id: str
    label: str
    """Such as `UNSCR 2397 (2017) OP 8`."""
    requires: str
    exemptions: tuple[str, ...]
    verified: bool
    """False when the paragraph number was not checked against the text."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """An evidence sentence together with the article it stands in."""

    evidence: Evidence
    article: ArticleId
    title: str
    url: str
    outlet: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One theme of an alert."""

    theme: ThemeId
    title: str
    action: Action
    reason: str
    severity: Severity
    score: float
    claim: Claim
    quotations: tuple[Quotation, ...]
    """Best first, one per distinct statement."""
    measures: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article of a story as an alert lists it."""

    id: ArticleId
    title: str
    url: str
    outlet: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Alert:
    """The n-th thing said about a story, with all that its readers need. Stored as it is; rendered when it is sent."""

    id: AlertId
    story: StoryId
    number: int
    """1 for the first alert about a story, then 2, 3, ..."""
    created: datetime
    headline: str
    """Title of the article with the strongest evidence."""
    severity: Severity
    """The highest of its findings."""
    findings: tuple[Finding, ...]
    articles: tuple[ArticleRef, ...]
    """Members of the story, the earliest first."""
    origins: tuple[str, ...]
    """Independent origins of the story's claims, such as `KCNA` or `NIS`; corroboration counts these, not outlets."""
    notices: tuple[str, ...] = ()
    """What the reader must know about the watch itself, such as a rule file that does not load."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct outlets known, in order of appearance."""
        return tuple(dict.fromkeys(a.outlet for a in self.articles if a.outlet))


@dataclass(frozen=True, slots=True)
class StoryPlacement:
    """Which story an article belongs to, and why. An article that is placed stays where it is."""

    article: ArticleId
    story: StoryId
    """Id of the story's first member."""
    reason: str
    """In words, for people."""


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim that an alert about the story has already told its readers."""

    story: StoryId
    theme: ThemeId
    claim: Claim
    text: str
    """The quoted sentence."""
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything that is known of one story when it is decided about."""

    story: StoryId
    members: tuple[Article, ...]
    """The earliest first."""
    assessments: tuple[Assessment, ...]
    """The newest of each member and theme; members may have none for a theme that has nothing to say."""
    undecided: frozenset[ArticleId]
    """Members, or newer revisions of members, that no decision has covered yet."""
    told: tuple[ToldClaim, ...] = ()
    """What earlier alerts said, in the order they were said."""
    alerts: int = 0
    """How many alerts there were about this story so far."""
    baseline: frozenset[ArticleId] = frozenset()
    """Members that were too old when they were first read to be alerted."""


@dataclass(frozen=True, slots=True)
class Novelty:
    """What the undecided members of a story add to one theme that its readers were not told yet."""

    theme: ThemeId
    fresh: tuple[Quotation, ...] = ()
    """Statements that no alert has told, one per distinct statement: what carries `claim` first, then by score."""
    claim: Claim | None = None
    """What readers should be told: the claim that moved or confirms, else the strongest; None when nothing is fresh."""
    first: bool = False
    """True when no alert has told anything of this theme in this story."""
    status_before: Status | None = None
    status_now: Status | None = None
    """Both set when the claim's status has moved: it became more certain, or was denied for the first time."""
    confirmed_by: SourceType | None = None
    """A stronger kind of source than any before that now says so; None when there is none."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One target's copy of an alert. (story, number, target) is its idempotency key."""

    alert: AlertId
    target: str
    state: DeliveryState
    attempts: int = 0
    last_error: str = ""
    """Why the last attempt failed, without secrets."""
    updated: datetime | None = None


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one stage of a pass did, in numbers and problems."""

    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person may want to know though nothing is wrong, such as where an e-mail file was written."""

    def __add__(self, other: "StageReport") -> "StageReport":
        """Both together: numbers added by name."""
        names = dict.fromkeys((*self.counts, *other.counts))
        return StageReport(
            counts={name: self.counts.get(name, 0) + other.counts.get(name, 0) for name in names},
            problems=self.problems + other.problems,
            notes=self.notes + other.notes,
        )


class Progress(Protocol):
    """Hears how far long work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` are finished."""
