"""Options in words."""

from datetime import timedelta

import pytest

from flows.options import ScheduleOptions, spelled


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (timedelta(days=2), "2 days"),
        (timedelta(seconds=90), "90 seconds"),
        (timedelta(seconds=0.5), "0.5 seconds"),
        (timedelta(), "0 seconds"),
    ],
)
def test_a_span_is_told_in_the_largest_unit_that_leaves_no_rest(span: timedelta, words: str) -> None:
    assert spelled(span) == words


def test_a_schedule_is_told_as_the_watch_has_it() -> None:
    assert str(ScheduleOptions()) == "every 30 minutes"
