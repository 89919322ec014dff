"""When passes are due. Pure: times in, times out."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim

from flows.options import ScheduleOptions
from flows.storage.records import Run


class Timetable:
    """The times of a schedule."""

    def __init__(self, schedule: ScheduleOptions) -> None:
        self._schedule = schedule
        self._zone = ZoneInfo(schedule.timezone)

    @property
    def anchor(self) -> datetime:
        """From here intervals are counted, so that a restart does not shift them."""
        return datetime(2020, 1, 1, tzinfo=self._zone)

    def after(self, moment: datetime) -> datetime:
        """The first time later than `moment`, in UTC. Cron follows the clocks of the zone, daylight saving too."""
        if self._schedule.cron:
            return next(CronSim(self._schedule.cron, moment.astimezone(self._zone))).astimezone(UTC)
        anchor, every = self.anchor.astimezone(UTC), self._schedule.every
        return anchor + ((moment - anchor) // every + 1) * every

    def first(self, now: datetime, last: Run | None) -> datetime:
        """When a service that starts now makes its first pass.

        At once when there never was one, when the last did not finish, and when a time was missed; several missed times
        are made up by one pass, since it reads everything that came in between.
        """
        if last is None or last.finished is None:
            return now
        return max(now, self.after(last.started))
