"""When passes are due."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.options import ScheduleOptions
from flows.serve.timetable import Timetable
from flows.storage.records import Run

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HALF_HOURLY = Timetable(ScheduleOptions())


@pytest.mark.parametrize(
    ("schedule", "moment", "due"),
    [
        (ScheduleOptions(), NOON, NOON + timedelta(minutes=30)),
        (ScheduleOptions(), NOON + timedelta(minutes=29, seconds=59), NOON + timedelta(minutes=30)),
        (ScheduleOptions(every=timedelta(hours=6)), NOON + timedelta(seconds=1), NOON + timedelta(hours=6)),
        (ScheduleOptions(every=timedelta(days=1), timezone="Asia/Seoul"), NOON, NOON + timedelta(hours=3)),
        (ScheduleOptions(cron="15 8 * * *"), NOON, datetime(2026, 11, 23, 8, 15, tzinfo=UTC)),
        (ScheduleOptions(cron="0 8 * * MON-FRI", timezone="Asia/Seoul"), NOON, datetime(2026, 11, 22, 23, tzinfo=UTC)),
    ],
)
def test_the_next_time_is_the_first_later_one(schedule: ScheduleOptions, moment: datetime, due: datetime) -> None:
    assert Timetable(schedule).after(moment) == due


def test_a_daily_hour_stays_that_hour_when_clocks_change() -> None:
    daily = Timetable(ScheduleOptions(cron="0 8 * * *", timezone="Europe/Berlin"))
    summer = daily.after(datetime(2026, 10, 24, 0, 0, tzinfo=UTC))
    winter = daily.after(summer)
    assert (summer.hour, winter.hour) == (6, 7)
    assert winter - summer == timedelta(hours=25)


def test_a_watch_that_never_ran_begins_at_once() -> None:
    assert HALF_HOURLY.first(NOON, None) == NOON


def test_a_pass_that_did_not_finish_is_gone_on_with_at_once() -> None:
    assert HALF_HOURLY.first(NOON, Run("r", NOON - timedelta(seconds=1))) == NOON


def test_a_missed_time_is_made_up_at_once_and_only_once() -> None:
    yesterday = NOON - timedelta(days=1)
    assert HALF_HOURLY.first(NOON, Run("r", yesterday, yesterday)) == NOON
    assert HALF_HOURLY.after(NOON) == NOON + timedelta(minutes=30)


def test_a_restart_between_two_times_waits_for_the_next() -> None:
    began = NOON + timedelta(seconds=2)
    now = NOON + timedelta(minutes=5)
    assert HALF_HOURLY.first(now, Run("r", began, began)) == NOON + timedelta(minutes=30)
