"""Dates as feeds write them."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.sources.dates import AHEAD, EARLIEST, read_date

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Wed, 13 Dec 2023 04:17:00 GMT", "2023-12-13T04:17"),
        ("Wed, 13 Dec 2023 04:17:00 +0900", "2023-12-12T19:17"),
        ("Sat, 01 Nov 2025 10:00:00 EST", "2025-11-01T15:00"),
        ("2023-12-13T04:17:00Z", "2023-12-13T04:17"),
        ("2023-12-13", "2023-12-13T00:00"),
        ("2023-12-13T24:00:00Z", "2023-12-14T00:00"),
        ("1702440000", "2023-12-13T04:00"),
        ("1702440000000", "2023-12-13T04:00"),
        ("Nov 1, 2025", "2025-11-01T00:00"),
        ("12/25/2025", "2025-12-25T00:00"),
        ("25/12/2025", "2025-12-25T00:00"),
        ("Ср, 05 ноя 2025 10:00:00 +0300", "2025-11-05T07:00"),
        ("2025年11月1日", "2025-11-01T00:00"),
    ],
)
def test_a_date_is_read_in_many_forms(raw: str, expected: str) -> None:
    found, reason = read_date(raw, NOW)
    assert (found and found.strftime("%Y-%m-%dT%H:%M"), reason) == (expected, "")


def test_days_and_months_in_doubt_are_read_as_the_later_date_that_is_past() -> None:
    assert read_date("01/11/2026", NOW)[0] == datetime(2026, 11, 1, tzinfo=UTC)
    assert read_date("01/12/2026", NOW)[0] == datetime(2026, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "has no date"),
        ("Tue, 01 Jan 2099 00:00:00 GMT", "is dated 2099-01-01, which is not between 2000 and tomorrow"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "is dated 1970-01-01, which is not between 2000 and tomorrow"),
        ("insert date here", "has a date that cannot be read: 'insert date here'"),
        ("yesterday", "has a date that cannot be read: 'yesterday'"),
        ("31 Feb 2025", "has a date that cannot be read: '31 Feb 2025'"),
        ("\x1b[31mred", "has a date that cannot be read: '?[31mred'"),
        ("9" * 13, "is dated 2286-11-20, which is not between 2000 and tomorrow"),
    ],
)
def test_a_date_that_cannot_be_true_is_none_with_the_reason(raw: str, reason: str) -> None:
    assert read_date(raw, NOW) == (None, reason)


def test_what_feedparser_made_of_it_comes_first_but_not_for_seconds() -> None:
    parsed = feedparser.datetimes._parse_date("2023-12-13T04:17:00+09:00")
    assert read_date("anything", NOW, parsed)[0] == datetime(2023, 12, 12, 19, 17, tzinfo=UTC)
    assert read_date("1702440000", NOW, parsed)[0] == datetime(2023, 12, 13, 4, tzinfo=UTC)


def test_tomorrow_is_believed_and_the_day_after_is_not() -> None:
    assert read_date((NOW + timedelta(hours=23)).isoformat(), NOW)[0] is not None
    assert read_date((NOW + timedelta(hours=25)).isoformat(), NOW)[0] is None


@settings(deadline=None)
@given(st.text(max_size=40) | st.from_regex(r"[0-9/.: T+-]{1,30}", fullmatch=True))
def test_whatever_is_written_the_result_is_a_believable_time_or_a_reason(raw: str) -> None:
    found, reason = read_date(raw, NOW)
    assert (found is None) == bool(reason)
    assert found is None or (EARLIEST <= found <= NOW + AHEAD and found.tzinfo is UTC)
