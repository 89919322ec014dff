"""Alerts as they were written: never changed afterwards."""

from datetime import datetime

import sqlalchemy as sa

from flows.domain import Alert, AlertId, StoryId
from flows.storage.codec import decode
from flows.storage.noun import Noun
from flows.storage.tables import alerts


class Alerts(Noun):
    """What was said."""

    def alert(self, alert: AlertId) -> Alert | None:
        """One alert, equal in every field to what was saved; None when there is no such id."""
        found = self._load(sa.select(alerts.c.content).where(alerts.c.id == alert))
        return found[0] if found else None

    def alerts(self, limit: int = 50, before: datetime | None = None) -> list[Alert]:
        """The latest alerts, the newest first; only those created before a time, to page on."""
        query = sa.select(alerts.c.content).order_by(alerts.c.created.desc(), alerts.c.id).limit(limit)
        return self._load(query if before is None else query.where(alerts.c.created < before))

    def alerts_of(self, story: StoryId) -> list[Alert]:
        """All that was said about a story, in order of number."""
        return self._load(sa.select(alerts.c.content).where(alerts.c.story == story).order_by(alerts.c.number))

    def _load(self, query: sa.Select[tuple[object]]) -> list[Alert]:
        with self._database.read() as connection:
            return [decode(Alert, content) for content in connection.scalars(query)]
