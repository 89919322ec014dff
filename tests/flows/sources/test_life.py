"""When a feed is asked again."""

from datetime import timedelta

import pytest

from flows.domain import FeedState, PollOutcome
from flows.sources.life import FIRST_WAIT, LONGEST_WAIT, begin, fingerprint, is_due, next_poll, retry_after
from tests.builders import NOON

OLD, NEW = "https://news.example/old?key=secret", "https://news.example/new"


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("999999999999999999999999", 86_400),
        ("Wed, 13 Dec 2023 12:02:00 GMT", 120),
        ("Wed, 13 Dec 2023 11:00:00 GMT", 0),
        ("Wed, 13 Dec 2033 11:00:00 GMT", 86_400),
        ("-5", None),
        ("", None),
        ("soon", None),
        ("٣", None),
        ("Wed, 99 Foo 2023", None),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(header: str, seconds: int | None) -> None:
    found = retry_after(header, NOON)
    assert (None if found is None else found.total_seconds()) == seconds


def test_every_kind_of_failure_has_its_wait() -> None:
    assert (
        set(FIRST_WAIT)
        == set(LONGEST_WAIT)
        == set(PollOutcome) - {PollOutcome.OK, PollOutcome.UNCHANGED, PollOutcome.NOT_DUE}
    )
    for kind in FIRST_WAIT:
        waits = [next_poll(kind, failures, NOON) - NOON for failures in range(1, 40)]
        assert waits[0] == FIRST_WAIT[kind]
        assert waits[-1] == LONGEST_WAIT[kind]
        assert waits == sorted(waits)


def test_a_server_never_gets_less_time_than_it_asks_for() -> None:
    asked = timedelta(hours=3)
    assert next_poll(PollOutcome.TEMPORARY, 1, NOON, asked) == NOON + asked


def test_a_state_knows_its_entry_without_its_secret() -> None:
    state = begin("wire", OLD, None)
    assert state.entry == fingerprint(OLD)
    assert "secret" not in repr(state)


def test_a_state_goes_on_as_long_as_the_entry_stays() -> None:
    state = FeedState("wire", etag="7", failures=2, next_poll=NOON, entry=fingerprint(OLD), address=NEW)
    assert begin("wire", OLD, state) == state
    assert begin("wire", "https://other.example/", state) == FeedState(
        "wire", entry=fingerprint("https://other.example/")
    )
    followed = begin("wire", NEW, state)
    assert (followed.etag, followed.address, followed.next_poll) == ("7", "", None)


def test_a_state_from_before_entries_were_kept_goes_on() -> None:
    assert begin("wire", OLD, FeedState("wire", etag="7")).etag == "7"


def test_a_source_is_due_from_its_time_on() -> None:
    assert is_due(FeedState("wire"), NOON)
    assert is_due(FeedState("wire", next_poll=NOON), NOON)
    assert not is_due(FeedState("wire", next_poll=NOON + timedelta(seconds=1)), NOON)
