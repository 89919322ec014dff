"""The schedule of the watch as Prefect's."""

from datetime import UTC, datetime, timedelta

import pytest
from prefect.client.schemas.schedules import CronSchedule

from flows.options import ScheduleOptions
from flows.serve.desk import prefect_schedule
from flows.serve.timetable import Timetable

BEGIN = datetime(2026, 11, 22, 12, 0, 1, tzinfo=UTC)


def test_an_interval_is_counted_from_the_same_moment_on_both_sides() -> None:
    options = ScheduleOptions(every=timedelta(minutes=30), timezone="Asia/Seoul")
    schedule = prefect_schedule(options)
    assert schedule.interval == timedelta(minutes=30)
    assert schedule.anchor_date == Timetable(options).anchor
    assert schedule.timezone == "Asia/Seoul"


@pytest.mark.parametrize("expression", ["*/30 * * * *", "0 6-22/2 * * MON-FRI", "15 8-18/2 1-7 * *", "0 0 1 JUL *"])
def test_a_cron_expression_is_handed_on_as_it_is_and_prefect_accepts_it(expression: str) -> None:
    schedule = prefect_schedule(ScheduleOptions(cron=expression, timezone="Europe/Berlin"))
    assert (schedule.cron, schedule.timezone) == (expression, "Europe/Berlin")
    CronSchedule(cron=expression, timezone="Europe/Berlin")
    assert Timetable(ScheduleOptions(cron=expression)).after(BEGIN) > BEGIN
