"""What decides whether something is sent: silences, acknowledgements, and how a target fares."""

from dataclasses import dataclass
from datetime import datetime

from flows.domain.words import AlertId, Direction, Severity, SourceType, Status, StoryId, ThemeId


@dataclass(frozen=True, slots=True)
class Matcher:
    """Which alerts a silence hides. What is left empty fits everything; an alert must fit in all that is named."""

    themes: tuple[ThemeId, ...] = ()
    stories: tuple[StoryId, ...] = ()
    sources: tuple[SourceType, ...] = ()
    """Kinds of source that the claims are put down to."""
    outlets: tuple[str, ...] = ()
    """Publishers, in any case of letters."""
    directions: tuple[Direction, ...] = ()
    statuses: tuple[Status, ...] = ()
    severity_below: Severity | None = None
    """Alerts of this severity and above are heard."""
    text: str = ""
    """Words that stand in the headline or in a quotation, in any case of letters."""

    @property
    def is_empty(self) -> bool:
        """True when it would hide every alert."""
        return self == Matcher()


@dataclass(frozen=True, slots=True)
class Silence:
    """Somebody's wish not to hear of something for a while."""

    id: str
    matcher: Matcher
    author: str
    reason: str
    created: datetime
    expires: datetime
    reported: datetime | None = None
    """When a notice told what it had hidden; None before."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has seen an alert and looks after it."""

    alert: AlertId
    author: str
    note: str
    created: datetime


@dataclass(frozen=True, slots=True)
class TargetState:
    """How the attempts at a target went lately: the state of its circuit breaker."""

    target: str
    failures: int = 0
    """Failed attempts in a row, whatever the message."""
    rests_until: datetime | None = None
    """Nothing is sent before; after it one message tries whether the target answers again. None: it takes messages."""
