"""Quiet hours and digest times, also when clocks change."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alerts.quiet_hours import digest_after, digest_before, held_until
from flows.options import DigestTimes, QuietHours

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN, fold=fold).astimezone(UTC)


NIGHT = QuietHours(time(22), time(7), "Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2023-12-13 21:59", None),
        ("2023-12-13 22:00", "2023-12-14 07:00"),
        ("2023-12-14 06:59", "2023-12-14 07:00"),
        ("2023-12-14 07:00", None),
        ("2024-03-30 23:00", "2024-03-31 07:00"),  # a night of eight hours
        ("2024-10-26 23:00", "2024-10-27 07:00"),  # a night of ten
    ],
)
def test_a_night_is_quiet_from_its_beginning_up_to_its_end(moment: str, end: str | None) -> None:
    assert held_until(berlin(moment), NIGHT) == (berlin(end) if end else None)


def test_a_night_in_which_clocks_change_is_as_long_as_it_is() -> None:
    spring, autumn = berlin("2024-03-30 22:00"), berlin("2024-10-26 22:00")
    assert held_until(spring, NIGHT) == spring + timedelta(hours=8)
    assert held_until(autumn, NIGHT) == autumn + timedelta(hours=10)


def test_quiet_hours_of_another_country_are_meant_by_its_clocks() -> None:
    seoul = QuietHours(time(22), time(7), "Asia/Seoul")
    assert held_until(datetime(2023, 12, 13, 14, tzinfo=UTC), seoul) == datetime(2023, 12, 13, 22, tzinfo=UTC)
    assert held_until(datetime(2023, 12, 13, 12, tzinfo=UTC), seoul) is None


def test_quiet_hours_may_lie_within_a_day() -> None:
    lunch = QuietHours(time(12), time(13))
    noon = datetime(2023, 12, 13, 12, tzinfo=UTC)
    assert held_until(noon, lunch) == noon + timedelta(hours=1)
    assert held_until(noon + timedelta(hours=1), lunch) is None


def test_an_end_that_the_clocks_leave_out_comes_an_hour_later() -> None:
    short = QuietHours(time(1), time(2, 30), "Europe/Berlin")
    assert held_until(berlin("2024-03-31 01:30"), short) == berlin("2024-03-31 03:30")


def test_an_end_that_comes_twice_counts_the_first_time() -> None:
    short = QuietHours(time(1), time(2, 30), "Europe/Berlin")
    first = berlin("2024-10-27 02:30")
    assert held_until(berlin("2024-10-27 01:30"), short) == first
    assert held_until(berlin("2024-10-27 02:15", fold=1), short) is None


@pytest.mark.parametrize(
    ("moment", "weekday", "after"),
    [
        ("2023-12-13 07:59", None, "2023-12-13 08:00"),
        ("2023-12-13 08:00", None, "2023-12-14 08:00"),
        ("2024-03-30 09:00", None, "2024-03-31 08:00"),
        ("2023-12-13 08:00", 0, "2023-12-18 08:00"),
        ("2023-12-18 08:00", 0, "2023-12-25 08:00"),
    ],
)
def test_a_digest_comes_at_its_time_of_the_day_or_week(moment: str, weekday: int | None, after: str) -> None:
    times = DigestTimes(time(8), weekday, "Europe/Berlin")
    assert digest_after(berlin(moment), times) == berlin(after)
    assert digest_before(berlin(after), times) == berlin(after)


def test_a_digest_whose_time_the_clocks_leave_out_or_repeat_comes_once_that_day() -> None:
    times = DigestTimes(time(2, 30), None, "Europe/Berlin")
    for day in ("2024-03-31", "2024-10-27"):
        moment, found = berlin(f"{day} 00:00"), []
        while (moment := digest_after(moment, times)) < berlin(f"{day} 23:59"):
            found.append(moment)
        assert len(found) == 1


ZONES = st.sampled_from(
    ["UTC", "Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Tehran"]
)
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2015, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(MOMENTS, CLOCK, CLOCK, ZONES)
def test_quiet_hours_always_end_and_their_end_is_not_quiet(moment: datetime, start: time, end: time, zone: str) -> None:
    quiet = QuietHours(start, end, zone)
    held = held_until(moment, quiet)
    if held is not None:
        # A day and what clocks are set back by; an end at the minute of the beginning is the one case without a pause.
        assert moment < held <= moment + timedelta(hours=26)
        assert start == end or held_until(held, quiet) is None


@given(MOMENTS, CLOCK, st.none() | st.integers(0, 6), ZONES)
def test_digests_follow_one_another_without_a_gap(moment: datetime, at: time, weekday: int | None, zone: str) -> None:
    times = DigestTimes(at, weekday, zone)
    after = digest_after(moment, times)
    assert moment < after <= moment + timedelta(days=1 if weekday is None else 7, hours=2)
    assert digest_before(after, times) == after
    assert digest_before(after - timedelta(microseconds=1), times) <= moment
