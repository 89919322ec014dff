"""What readers get: quotations, findings, alerts and their deliveries."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.assessments import Claim, Evidence
from flows.domain.listed import ListedName
from flows.domain.words import Action, AlertId, ArticleId, DeliveryState, News, Severity, StoryId, ThemeId


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
    rating: str = ""
    """Why it has this severity: the row of the severity table, in words."""
    news: News | None = None
    """What kind of news it is; None for what an older version stored."""


@dataclass(frozen=True, slots=True)
class KnownClaim:
    """A statement of the story that readers know from an alert about another story: its background."""

    theme: ThemeId
    quotation: Quotation
    """As this story puts it."""
    story: StoryId
    """The story that told it first."""
    alert: AlertId | None
    """The alert that told it; None when an older version stored it."""
    first_told: datetime


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
    known: tuple[KnownClaim, ...] = ()
    """What the story repeats of earlier alerts, of all themes, also of those without a finding here."""
    before: datetime | None = None
    """When the alert before this one about the story was made; None for the first, or when it is not known."""
    listed: tuple[ListedName, ...] = ()
    """Entries of the lists of names that its quotations and their titles name, each once."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Distinct outlets known, in order of appearance."""
        return tuple(dict.fromkeys(a.outlet for a in self.articles if a.outlet))


@dataclass(frozen=True, slots=True)
class PlannedCopy:
    """That a target shall hear an alert, and when."""

    target: str
    """Its name in watch.yaml."""
    not_before: datetime | None = None
    """Held until then; None for at once."""
    digest: bool = False
    """True when it is told in the digest of that time."""
    reason: str = ""
    """The route that asked for it, in words."""


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
    uncertain: bool = False
    """True when it may have arrived already: an attempt was made whose answer nobody heard."""
    silenced_by: str = ""
    """The silence that keeps it back, or did; empty for none."""
