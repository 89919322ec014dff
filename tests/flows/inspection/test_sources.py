"""How the sources fare."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from flows.domain import FeedState, Incoming, PollOutcome
from flows.inspection.sources import Health, health, health_rows
from flows.options import SourceOptions
from flows.sources.life import fingerprint
from flows.storage.store import Store
from tests.builders import NOON

URL = "https://wire.example/rss"
WIRE = SourceOptions("wire", "feed", URL)
DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store in memory."""
    with Store.open("sqlite://") as opened:
        yield opened


def wire(store: Store) -> Health:
    (found,) = health(store, [WIRE], NOON)
    return found


def test_a_source_that_was_never_polled_says_so(store: Store) -> None:
    assert (wire(store).verdict, wire(store).items_a_week, wire(store).newest) == ("never polled", 0.0, None)


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        (FeedState("wire", last_success=NOON), "ok"),
        (FeedState("wire", last_success=NOON, trouble=PollOutcome.TEMPORARY, last_error="was slow"), "ok"),
        (FeedState("wire", last_success=NOON, failures=2, trouble=PollOutcome.TEMPORARY), "temporary"),
        (FeedState("wire", failures=1, trouble=PollOutcome.NOT_A_FEED), "not_a_feed"),
        (FeedState("wire", failures=1, trouble=PollOutcome.GONE), "retired"),
        (FeedState("wire", last_success=NOON, entry=fingerprint("https://elsewhere.example/")), "never polled"),
    ],
)
def test_the_verdict_follows_the_state(store: Store, state: FeedState, verdict: str) -> None:
    store.save_feed_state(state)
    assert wire(store).verdict == verdict


@pytest.mark.parametrize(
    ("ages", "a_week"),
    [((1,), 1.0), ((6, 1, 1), 3.0), ((14, 7, 1, 0), 2.0), ((100, 50, 27, 3), 0.5), ((100,), 0.0)],
)
def test_items_a_week_are_counted_over_four_weeks_at_most(store: Store, ages: tuple[int, ...], a_week: float) -> None:
    for number, age in enumerate(ages):
        store.add_articles([Incoming("wire", f"k{number}", f"t{number}", "text")], NOON - age * DAY)
    store.add_articles([Incoming("other", "o", "t", "text")], NOON)
    found = wire(store)
    assert (found.articles, found.items_a_week, found.newest) == (len(ages), a_week, NOON - min(ages) * DAY)


def test_a_row_tells_everything_and_no_secret(store: Store) -> None:
    moved = "https://new.example/rss?key=secret"
    error = "feed answered 404 Not Found"
    store.save_feed_state(
        FeedState(
            "wire",
            last_success=NOON - DAY,
            last_failure=NOON,
            failures=3,
            trouble=PollOutcome.PERMANENT,
            last_error=error,
            errors={"permanent": 3, "temporary": 1},
            next_poll=NOON + DAY,
            address=moved,
        )
    )
    (row,) = health_rows([wire(store)])
    assert row["state"] == "permanent"
    assert row["errors"] == {"permanent": 3, "temporary": 1}
    assert (row["last_error"], row["moved_to"]) == (error, "https://new.example/rss")
    assert row["next_poll"] == "2023-12-14T12:00+00:00"
