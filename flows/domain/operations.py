"""What is said about the watch itself: its troubles, and the notices that tell of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from flows.domain.articles import FeedState
from flows.domain.words import DeliveryState, Severity


class NoticeKind(StrEnum):
    """What a notice is about."""

    PASS_FAILED = "pass_failed"  # noqa: S105 - a pass over the watch, no password
    """A pass broke off, could not begin, or was killed."""
    RULES_BROKEN = "rules_broken"
    """A rule set does not load, and the last good one stays in force."""
    TARGET_FAILING = "target_failing"
    """A target does not take what is sent to it."""
    DEAD_LETTER = "dead_letter"
    """Copies of alerts were given up: somebody has not heard them."""
    SILENCE_ENDED = "silence_ended"
    """A silence is over; what it hid."""
    SOURCE_FAILING = "source_failing"
    """A source could not be read several times in a row, or is gone for good."""
    SOURCE_SILENT = "source_silent"
    """A source can be read, and has had nothing new for long."""
    DIGEST = "digest"
    """Alerts and near misses of a day or a week in one message."""
    HEARTBEAT = "heartbeat"
    """The figures of a day."""
    TEST = "test"
    """A person wants to know whether notices arrive."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong with the watch, as long as it lasts."""

    kind: NoticeKind
    about: str
    """Name of the source or target; empty where the whole watch is meant."""
    reason: str
    """In words, without secrets."""
    since: datetime
    """When it was first seen."""
    mark: str = ""
    """What kind of this trouble it is; when that changes, it is told anew."""
    told: datetime | None = None
    """When it was told last; None while it is not worth telling."""

    @property
    def key(self) -> tuple[NoticeKind, str]:
        """What makes it the same trouble from pass to pass."""
        return self.kind, self.about


@dataclass(frozen=True, slots=True)
class Notice:
    """A message about the watch itself. Stored as it is; rendered when it is sent."""

    id: str
    """The same for the same message, whenever it is sent."""
    kind: NoticeKind
    created: datetime
    subject: str
    """Without the name of the program."""
    lines: tuple[str, ...]
    severity: Severity
    about: tuple[str, ...] = ()
    """Names of the sources or targets it is about."""
    over: bool = False
    """True when it tells that a trouble has ended."""


@dataclass(frozen=True, slots=True)
class NoticeCopy:
    """One target's copy of a notice."""

    notice: Notice
    target: str
    state: DeliveryState
    attempts: int
    """Attempts begun."""
    last_error: str = ""
    """Why the last attempt failed, without secrets."""
    uncertain: bool = False
    """True when it may have arrived already: an attempt was made whose answer nobody heard."""
    updated: datetime | None = None
    """When it was tried last, or written."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """How a source fares, as far as an operator must know."""

    name: str
    state: FeedState | None
    """None when it was never polled."""
    newest: datetime | None
    """When its newest article was fetched; None when it never brought one."""
    silent_after: timedelta | None
    """None when it may be silent for ever."""


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What became of the messages to a target lately, alerts and notices alike."""

    name: str
    attempts: int = 0
    """The most attempts that failed at any message which still waits."""
    dead: int = 0
    """Messages that were given up."""
    last_failure: datetime | None = None
    last_success: datetime | None = None
    last_error: str = ""
    """Without secrets."""
    unusable: str = ""
    """Why nothing can be sent there at all; empty when it can."""


@dataclass(frozen=True, slots=True)
class PassFacts:
    """How the passes went."""

    error: str = ""
    """Why this one failed, without secrets; empty when it did not."""
    mark: str = ""
    """What kind of failure it is."""
    unfinished: tuple[datetime, ...] = ()
    """Beginnings of the passes right before this one that never ended, the newest first."""


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the passes did since the last heartbeat."""

    since: datetime
    """The last heartbeat, or the first pass of all."""
    passes: int = 0
    unfinished: int = 0
    """Passes among them that never ended."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """The figures of the stages, added up."""
