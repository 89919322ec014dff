"""What the stages need of the configuration. `settings` fills these from watch.yaml; nothing here reads a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path

from flows.domain import Severity, SourceType, Status, ThemeId


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """One entry of `sources:`."""

    name: str
    kind: str
    """`feed` or `files`."""
    location: str
    """Address or path of the feed; path, folder or glob of the files (absolute, or relative to watch.yaml)."""
    outlet: str = ""
    language: str = ""
    max_age: timedelta | None = timedelta(days=3)
    """Older items are stored and assessed, never alerted; None for no limit."""
    allow_private: bool = False
    """True when the feed may stand on a private or loopback address."""
    full_text: bool = False
    """True when the pages that a feed's new items link to are fetched for their full texts."""
    silent_after: timedelta | None = None
    """How long it may have nothing new before operators hear of it: `timedelta.max` for ever, None as for any feed."""


@dataclass(frozen=True, slots=True)
class PollingOptions:
    """How sources are polled."""

    at_once: int = 32
    """Sources polled at the same time; of one host never more than one."""
    host_gap: timedelta = timedelta(seconds=1)
    """From the end of one request to the beginning of the next at the same host."""
    timeout: timedelta = timedelta(seconds=45)
    """For one feed, redirects included, waiting for a turn not."""
    largest: int = 5_000_000
    """Bytes of a feed or page, unpacked."""
    contact: str = ""
    """Where the operators of a site may turn; it stands in the name this program gives itself."""


@dataclass(frozen=True, slots=True)
class TargetOptions:
    """One address alerts go to: an Apprise URL."""

    name: str
    url: str = field(repr=False)
    """The secret-bearing address; never shown."""


@dataclass(frozen=True, slots=True)
class RouteOptions:
    """One entry of `routes:`: which alerts go to which targets. Empty matchers match everything."""

    name: str
    targets: tuple[TargetOptions, ...]
    themes: tuple[ThemeId, ...] = ()
    min_severity: Severity = Severity.LOW


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """One row of the severity table: the first that fits decides. Empty tuples fit everything."""

    severity: Severity
    themes: tuple[ThemeId, ...] = ()
    statuses: tuple[Status, ...] = ()
    sources: tuple[SourceType, ...] = ()
    min_score: float = 0.0


@dataclass(frozen=True, slots=True)
class ScoringOptions:
    """How articles are scored and decided."""

    thresholds: Mapping[ThemeId, float] = field(default_factory=dict)
    """Per theme, overriding the operating points shipped with the model."""
    severity: tuple[SeverityRule, ...] = ()
    """The user's rows; they stand before the shipped table."""
    rule_folders: tuple[Path, ...] = ()
    """The user's folders, laid over the shipped pack in this order."""
    use_model: bool = True
    model_folder: Path | None = None
    """A fitted model other than the shipped one."""


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """How articles are grouped into stories."""

    window: timedelta = timedelta(days=5)
    """An article joins a story whose newest member is at most this much older or younger."""


@dataclass(frozen=True, slots=True)
class ScheduleOptions:
    """When the service makes a pass: every so often, or at the times of a cron expression."""

    every: timedelta = timedelta(minutes=30)
    """Counted from midnight at the beginning of 2020 in the time zone, so that half-hourly means :00 and :30."""
    cron: str = ""
    """Five fields; when given, `every` does not count."""
    timezone: str = "UTC"
    """Name of an IANA time zone, in which cron times are meant."""

    def __str__(self) -> str:
        return f"at '{self.cron}' ({self.timezone})" if self.cron else f"every {self.every}"


@dataclass(frozen=True, slots=True)
class OperationsOptions:
    """What is told about the watch itself, and to whom."""

    targets: tuple[str, ...] = ()
    """Names of the targets; without any, notices stand in the log and in `doctor` alone."""
    silent_after: timedelta | None = timedelta(days=3)
    """How long a feed may have nothing new; None for ever. A source may say otherwise for itself."""
    failing_after: int = 3
    """Failed polls of a source, or failed attempts at a message to a target, from which it is told."""
    heartbeat: time | None = time(8)
    """The time of day; None for no heartbeat."""
    timezone: str = "UTC"
    """Name of an IANA time zone, in which that time is meant."""


@dataclass(frozen=True, slots=True)
class DeliveryOptions:
    """How alerts are delivered."""

    max_attempts: int = 8
    """Failed attempts after which a delivery is dead."""
