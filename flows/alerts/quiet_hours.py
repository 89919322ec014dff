"""Quiet hours and the times of digests: readings of a wall clock as moments. Pure, and right when clocks change.

A time that the clocks leave out in spring comes an hour later; one that they repeat in autumn counts the first time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.options import DigestTimes, QuietHours

_DAY = timedelta(days=1)
_WEEK = 7


def held_until(moment: datetime, quiet: QuietHours) -> datetime | None:
    """The end of the quiet hours in which a moment lies, in UTC; None when it lies in none."""
    today = moment.astimezone(ZoneInfo(quiet.timezone)).date()
    over_night = _DAY if quiet.end <= quiet.start else timedelta(0)
    for day in (today - _DAY, today):
        start, end = _point(day, quiet.start, quiet.timezone), _point(day + over_night, quiet.end, quiet.timezone)
        if start <= moment < end:
            return end
    return None


def digest_after(moment: datetime, times: DigestTimes) -> datetime:
    """The first digest after a moment, in UTC."""
    today = moment.astimezone(ZoneInfo(times.timezone)).date()
    # A day more on either side: what the clocks leave out may shift a time over midnight.
    return min(point for point in _points(today - _DAY, _WEEK + 3, times) if point > moment)


def digest_before(moment: datetime, times: DigestTimes) -> datetime:
    """The last digest at or before a moment, in UTC."""
    today = moment.astimezone(ZoneInfo(times.timezone)).date()
    return max(point for point in _points(today - (_WEEK + 1) * _DAY, _WEEK + 3, times) if point <= moment)


def _points(first: date, days: int, times: DigestTimes) -> list[datetime]:
    chosen = (first + number * _DAY for number in range(days))
    return [
        _point(day, times.at, times.timezone)
        for day in chosen
        if times.weekday is None or day.weekday() == times.weekday
    ]


def _point(day: date, at: time, timezone: str) -> datetime:
    # Compared in UTC: two aware times of one zone are compared by their readings, whatever the clocks did between them.
    return datetime.combine(day, at, ZoneInfo(timezone)).astimezone(UTC)
