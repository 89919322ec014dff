"""`schedule:` of watch.yaml."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.options import ScheduleOptions
from flows.settings import load_settings
from flows.settings.schedule import wrong_with_cron


def schedule_of(folder: Path, text: str) -> ScheduleOptions:
    path = folder / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, {}).schedule


def test_without_a_schedule_passes_are_half_hourly(tmp_path: Path) -> None:
    assert schedule_of(tmp_path, "sources: []\n") == ScheduleOptions(every=timedelta(minutes=30))


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("every: 15 minutes", ScheduleOptions(every=timedelta(minutes=15))),
        ("every: 6 h\n  timezone: Asia/Seoul", ScheduleOptions(every=timedelta(hours=6), timezone="Asia/Seoul")),
        ("cron: '*/30 * * * *'", ScheduleOptions(cron="*/30 * * * *")),
        ("cron: 0 6-22/2 * * MON-FRI", ScheduleOptions(cron="0 6-22/2 * * MON-FRI")),
    ],
)
def test_a_schedule_is_an_interval_or_a_cron_expression(tmp_path: Path, text: str, schedule: ScheduleOptions) -> None:
    assert schedule_of(tmp_path, f"schedule:\n  {text}\n") == schedule


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("every: often", "watch.yaml:2: 'every' must be a span of time, not 'often'"),
        ("every: 0 s", "watch.yaml:2: 'every' must lie between a second and a year"),
        ("every: 9000 days", "watch.yaml:2: 'every' must lie between a second and a year"),
        ("cron: 61 * * * *", "watch.yaml:2: 'cron' cannot be '61 * * * *': bad minute"),
        ("timezone: Asia/Soul", "watch.yaml:2: 'Asia/Soul' is no time zone"),
        ("timezone: ../../etc/passwd", "watch.yaml:2: '../../etc/passwd' is no time zone"),
        ("each: 5 minutes", "watch.yaml:2: unknown key 'each'"),
        ("every: 5 minutes\n  cron: 0 8 * * *", "watch.yaml:3: 'every' and 'cron' cannot both be given"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        schedule_of(tmp_path, f"schedule:\n  {text}\n")
    assert message in str(error.value)


@pytest.mark.parametrize(
    "expression",
    ["* * * * * *", "@hourly", "0 0 L * *", "0 0 * * 5L", "0 0 LW * *", "0 0 30 2 *", "x * * * *", "0 8 * * 9"],
)
def test_what_prefect_and_the_watch_would_not_read_alike_is_refused(expression: str) -> None:
    assert wrong_with_cron(expression)


@pytest.mark.parametrize("expression", ["*/5 * * * *", "0 0 1 JUL *", "0 0 * * WED,FRI", "15 8-18/2 1-7 * MON#1"])
def test_ordinary_expressions_are_taken(expression: str) -> None:
    assert wrong_with_cron(expression) == ""
