"""How the sources fare: what they brought, when they failed, and what they answer now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.domain import Collected, FeedState, PollOutcome
from flows.errors import UsageError
from flows.options import SourceOptions
from flows.settings import Settings
from flows.sources.base import Source, failed
from flows.sources.crowd import poll_many
from flows.sources.life import begin
from flows.sources.links import shown
from flows.sources.politeness import host_and_port
from flows.sources.registry import open_sources
from flows.storage.records import Intake
from flows.storage.store import Store
from rules.yaml_reader import did_you_mean

SPAN = timedelta(weeks=4)
"""Over which items a week are counted."""
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Health:
    """How one source fares."""

    source: SourceOptions
    state: FeedState | None
    """None when it was never polled."""
    items_a_week: float
    """New articles a week over the last four weeks, or since its first one where that is less."""
    newest: datetime | None
    """When its newest article was fetched: since then it is silent."""
    articles: int

    @property
    def verdict(self) -> str:
        """`ok`, `never polled`, `retired`, or the kind of failure that lasts."""
        if self.state is None or (self.state.last_success is None and not self.state.failures):
            return "never polled"
        if self.state.is_retired:
            return "retired"
        if self.state.failures:
            return str(self.state.trouble or PollOutcome.TEMPORARY)
        return "ok"


def health(store: Store, sources: Sequence[SourceOptions], now: datetime) -> list[Health]:
    """How each source fares, in the order of watch.yaml."""
    intake = store.intake(now - SPAN)
    found = []
    for source in sources:
        state = store.feed_state(source.name)
        # The state of an address that the entry no longer names says nothing about the new one.
        state = begin(source.name, source.location, state) if state else None
        brought = intake.get(source.name)
        found.append(
            Health(
                source=source,
                state=state,
                items_a_week=_a_week(brought, now) if brought else 0.0,
                newest=brought.newest if brought else None,
                articles=brought.total if brought else 0,
            )
        )
    return found


def _a_week(brought: Intake, now: datetime) -> float:
    span = min(max(now - brought.first, WEEK), SPAN)
    return round(brought.recent / (span / WEEK), 1)


def health_rows(found: Sequence[Health]) -> list[dict[str, object]]:
    """For a table or for machines."""
    return [
        {
            "name": one.source.name,
            "state": one.verdict,
            "items_a_week": one.items_a_week,
            "articles": one.articles,
            "newest": _time(one.newest),
            "last_success": _time(one.state.last_success if one.state else None),
            "last_failure": _time(one.state.last_failure if one.state else None),
            "failures": one.state.failures if one.state else 0,
            "errors": dict(one.state.errors) if one.state else {},
            "next_poll": _time(one.state.next_poll if one.state else None),
            "moved_to": shown(one.state.address) if one.state and one.state.address else "",
            "last_error": one.state.last_error if one.state else "",
        }
        for one in found
    ]


def chosen(settings: Settings, names: Sequence[str]) -> tuple[SourceOptions, ...]:
    """The entries of these names; all of them where none is named.

    Raises:
        UsageError: there is no source of that name.
    """
    known = {source.name: source for source in settings.sources}
    for name in names:
        if name not in known:
            raise UsageError(f"there is no source '{name}': {did_you_mean(name, known)}")
    return tuple(known[name] for name in names) if names else settings.sources


def check(
    sources: Sequence[SourceOptions], settings: Settings, states: Sequence[FeedState], now: datetime
) -> Iterator[Collected]:
    """Ask each source now, also those that are not due, and give what it answered; nothing is stored.

    A feed that is known to have moved is asked where it stands now.
    """
    known = {state.source: state for state in states}
    locations = {source.name: source.location for source in sources}

    def ask(source: Source) -> Collected:
        before = known.get(source.name)
        address = begin(source.name, locations[source.name], before).address
        state = begin(source.name, locations[source.name], None)
        moved = FeedState(source.name, entry=state.entry, address=address)
        try:
            return source.collect(moved, now)
        except Exception as error:  # noqa: BLE001 - one source must not keep the others from being looked at
            return failed(source.name, None, now, f"cannot be read, through a fault of this program: {error!r:.300}")

    hosts = {name: host_and_port(location) for name, location in locations.items()}
    for arrived in poll_many(open_sources(sources, settings.polling), hosts, ask, settings.polling.at_once):
        yield from arrived


def check_row(collected: Collected) -> dict[str, object]:
    """What a source answered, for a table or for machines."""
    dates = [article.published for article in collected.articles if article.published]
    return {
        "name": collected.source,
        "answer": str(collected.outcome),
        "format": collected.format,
        "items": len(collected.articles),
        "newest": _time(max(dates, default=None)),
        "remarks": [problem.message for problem in collected.problems] + list(collected.notes),
    }


def _time(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""
