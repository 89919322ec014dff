"""Articles of one event, what of them was told, and what is decided."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.alerts import Quotation
from flows.domain.articles import Article
from flows.domain.assessments import Assessment, Claim
from flows.domain.words import Action, AlertId, ArticleId, SourceType, Status, StoryId, ThemeId


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
