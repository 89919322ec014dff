"""The daily sign of life."""

from datetime import UTC, datetime, time, timedelta

import pytest

from flows.alerts.heartbeat import heartbeat, is_due
from flows.domain import DayFacts, NoticeKind, Trouble
from tests.builders import NOON

EIGHT = time(8)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("last", "now", "zone", "expected"),
    [
        ("2023-12-12 08:00:05", "2023-12-13 07:59", "UTC", False),
        ("2023-12-12 08:00:05", "2023-12-13 08:00", "UTC", True),
        ("2023-12-13 08:00:05", "2023-12-13 23:59", "UTC", False),
        ("2023-12-13 08:00:00", "2023-12-13 08:00", "UTC", False),
        ("2023-12-01 08:00:00", "2023-12-13 00:01", "UTC", True),
        ("2023-12-12 09:30:00", "2023-12-12 12:00", "UTC", False),
        ("2023-12-12 22:00:00", "2023-12-12 23:00", "Asia/Seoul", True),
        ("2023-12-12 23:00:00", "2023-12-13 12:00", "Asia/Seoul", False),
    ],
)
def test_it_is_due_when_its_time_has_come_since_the_last_one(last: str, now: str, zone: str, expected: bool) -> None:
    assert is_due(moment(now), moment(last), EIGHT, zone) is expected


@pytest.mark.parametrize("day", ["2023-03-26", "2023-10-29"])
def test_it_comes_once_on_the_days_on_which_clocks_are_changed(day: str) -> None:
    last, times = moment(f"{day} 00:00") - timedelta(hours=20), []
    for minutes in range(0, 24 * 60, 10):
        now = moment(f"{day} 00:00") + timedelta(minutes=minutes)
        if is_due(now, last, time(2, 30), "Europe/Berlin"):
            times.append(now)
            last = now
    assert len(times) == 1


def a_trouble(kind: NoticeKind, about: str, *, told: bool = True) -> Trouble:
    return Trouble(kind, about, "a reason", NOON, "", NOON if told else None)


def test_it_says_what_was_done_and_what_is_wrong() -> None:
    counts = {"read": 412, "new": 40, "flagged": 3, "alerts": 1, "sent": 2, "failed": 1, "dead": 1}
    troubles = [
        a_trouble(NoticeKind.SOURCE_SILENT, "wire"),
        a_trouble(NoticeKind.SOURCE_SILENT, "post"),
        a_trouble(NoticeKind.SOURCE_SILENT, "young", told=False),
        a_trouble(NoticeKind.SOURCE_FAILING, "times"),
        a_trouble(NoticeKind.RULES_BROKEN, ""),
    ]
    notice = heartbeat(DayFacts(NOON - timedelta(days=1), 48, 2, counts), troubles, NOON)
    assert notice.subject == (
        "read 412, flagged 3, alerted 1; 1 source failing, 2 sources silent, 2 deliveries failed, rules do not load, "
        "2 of 48 passes broken off"
    )
    assert "Since 12 Dec 2023 12:00 UTC: 48 passes." in notice.lines
    assert "Sources silent: wire, post." in notice.lines
    assert "Rules do not load: a reason" in notice.lines
    assert "young" not in str(notice)


def test_a_quiet_day_is_well() -> None:
    notice = heartbeat(DayFacts(NOON, 1), (), NOON)
    assert notice.subject == "read 0, flagged 0, alerted 0; all is well"
    assert "1 pass." in notice.lines[0]
