"""Spans of time."""

from datetime import timedelta

import pytest

from flows.settings.durations import parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90 s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("2 hours", timedelta(hours=2)),
        (" 1.5 Days ", timedelta(days=1.5)),
        ("2 weeks", timedelta(weeks=2)),
    ],
)
def test_spans_are_read_as_people_write_them(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize("text", ["", "3", "days", "-3 days", "3 fortnights", "3 days ago"])
def test_what_is_no_span_is_none(text: str) -> None:
    assert parse_duration(text) is None
