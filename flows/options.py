"""What the stages need of the configuration. `settings` fills these from watch.yaml; nothing here reads a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum
from pathlib import Path

from flows.domain import Interest, Severity, SourceType, Status, ThemeId


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
class QuietHours:
    """A time of the day in which a route's targets are left in peace: alerts are held until its end."""

    start: time
    end: time
    """Of the next day where it is not later than `start`."""
    timezone: str = "UTC"
    """Name of an IANA time zone, in which both are meant."""
    unless: Severity | None = None
    """Findings of this severity and above are told at once."""


@dataclass(frozen=True, slots=True)
class DigestTimes:
    """When a digest is made of all that a route collected."""

    at: time
    weekday: int | None = None
    """0 for Monday; None for every day."""
    timezone: str = "UTC"
    """Name of an IANA time zone, in which the time is meant."""


@dataclass(frozen=True, slots=True)
class RouteOptions:
    """One entry of `routes:`: which alerts go to which targets, and when.

    What a route inherits from those above it stands in it already: it can be understood alone.
    """

    name: str
    targets: tuple[TargetOptions, ...]
    interest: Interest = field(default_factory=Interest)
    """What an alert must fit, all routes above included."""
    group_wait: timedelta = timedelta(0)
    """How long an alert waits for further news of its story, to be told with it in one message."""
    quiet: QuietHours | None = None
    digest: DigestTimes | None = None
    """When given, alerts are not sent one by one."""
    routes: tuple["RouteOptions", ...] = ()
    """Refinements: what fits one of them is heard there, and not here."""
    line: int = 0
    """Where it begins in watch.yaml."""

    def walk(self) -> Iterator["RouteOptions"]:
        """The route itself and all below it, in the order of the file."""
        yield self
        for route in self.routes:
            yield from route.walk()


def all_routes(routes: Iterable[RouteOptions]) -> tuple[RouteOptions, ...]:
    """Every route of a tree, in the order of the file."""
    return tuple(one for route in routes for one in route.walk())


@dataclass(frozen=True, slots=True)
class SeverityRule:
    """One row of the severity table: the first that fits decides. Empty tuples fit everything."""

    severity: Severity
    themes: tuple[ThemeId, ...] = ()
    statuses: tuple[Status, ...] = ()
    sources: tuple[SourceType, ...] = ()
    min_score: float = 0.0


class Prefer(StrEnum):
    """What a watch would rather have: fewer articles missed, fewer false ones, or both alike."""

    RECALL = "recall"
    BALANCE = "balance"
    PRECISION = "precision"


@dataclass(frozen=True, slots=True)
class ScoringOptions:
    """How articles are scored and decided."""

    prefer: Prefer = Prefer.BALANCE
    """Which of the fitted thresholds count, where `thresholds` names no other."""

    thresholds: Mapping[ThemeId, float] = field(default_factory=dict)
    """Per theme, overriding the operating points shipped with the application."""
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
    remember: timedelta | None = timedelta(days=30)
    """How long a claim that was told counts as known in other stories since it was told or repeated; None for ever."""


def spelled(span: timedelta) -> str:
    """A span of time as `watch.yaml` has it, in the largest unit that leaves no rest: `30 minutes`, `1 hour`."""
    units = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
    for unit, noun in units:
        if span and not span % unit:
            return f"{span // unit} {noun}{'' if span == unit else 's'}"
    return f"{span.total_seconds():g} second{'' if span == timedelta(seconds=1) else 's'}"


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
        return f"at '{self.cron}' ({self.timezone})" if self.cron else f"every {spelled(self.every)}"


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
class Rate:
    """How many messages may go in any so many seconds."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DeliveryOptions:
    """How alerts are delivered."""

    max_attempts: int = 8
    """Failed attempts after which a delivery is dead."""
    at_once: int = 8
    """Targets served at the same time; each gets one message after the other."""
    rest_after: int = 5
    """Failed attempts in a row after which a target rests."""
    longest: timedelta = timedelta(minutes=15)
    """How long one pass sends; what is left then waits for the next one."""
    rate: Rate | None = None
    """Of each target that `rates` does not name; None for what its kind of service usually takes."""
    rates: Mapping[str, Rate] = field(default_factory=dict)
    """By name of target."""

    def rate_of(self, target: str) -> Rate | None:
        """The rate the user has set for a target."""
        return self.rates.get(target, self.rate)
