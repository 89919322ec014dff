"""Articles of one event, what they claim, what of it was told, and what is decided."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.alerts import Quotation
from flows.domain.articles import Article
from flows.domain.assessments import Assessment, Claim
from flows.domain.words import Action, AlertId, ArticleId, FactKind, SourceType, Status, StoryId, ThemeId


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
class NearMiss:
    """A story that stayed just below a theme's threshold: nobody was alerted, a digest names it."""

    story: StoryId
    theme: ThemeId
    reason: str
    decided: datetime
    article: ArticleId
    """The first of the articles that were decided on; what follows is its own."""
    title: str
    outlet: str
    url: str


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
    alert: AlertId | None = None
    """The alert that told it; None for what an older version stored."""
    last_seen: datetime | None = None
    """When a report repeated it last; None when none did."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A hard fact of a sentence: a number with its noun, a place, a name."""

    kind: FactKind
    what: str
    """What a number counts, in one word for all its synonyms; the place or name, folded."""
    text: str
    """As it stands in the sentence, folded where it is a number: `10,000 workers`."""
    amount: float = 0.0
    """Of a number."""
    rough: bool = False
    """True for a mere order of magnitude, such as `thousands`."""


@dataclass(frozen=True, slots=True)
class StoryClaim:
    """One thing that a story claims, merged over its articles."""

    theme: ThemeId
    claim: Claim
    """As its first report put it."""
    text: str
    """The sentence of its first report."""
    facts: tuple[Fact, ...]
    """Of all reports, none twice."""
    first_seen: datetime
    article: ArticleId
    """Who had it first."""
    outlet: str
    articles: tuple[ArticleId, ...]
    """All that have it, the earliest first."""
    score: float
    """Of the best sentence."""


@dataclass(frozen=True, slots=True)
class Familiar:
    """A statement of a story that an alert about another story has told."""

    quotation: Quotation
    told: ToldClaim


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
    known: tuple[ToldClaim, ...] = ()
    """What alerts about other stories told, as long as it is remembered; the earliest first."""


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
    number: tuple[Fact, Fact] | None = None
    """A number that was told and the one that is reported now; None when none has changed materially."""
    partner: str = ""
    """A state or force that is named as the other side and was not before, in the report's words; empty for none."""
    turned: str = ""
    """`to` or `from` when what passes now goes to the DPRK, or from it, and all that was told the other way."""
    earlier: ToldClaim | None = None
    """What alerts told of the same matter before, where the news denies it, makes it more certain or confirms it."""
    retracted: bool = False
    """True for a denial by the very source of what was told."""
    shown: bool = False
    """True when an earlier alert about the story listed claims of the theme as known from other stories."""
    known: tuple[Familiar, ...] = ()
    """Statements that alerts about other stories have told, one per distinct statement."""
    event: bool = False
    """True when something fresh stands in a title or a lead: the event itself is news."""

    @property
    def is_known(self) -> bool:
        """True when all that the theme claims was told about other stories."""
        return bool(self.known) and not self.fresh
