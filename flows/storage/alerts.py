"""Alerts as they were written: never changed afterwards."""

import sqlalchemy as sa

from flows.domain import Alert, AlertId
from flows.storage.codec import decode
from flows.storage.noun import Noun
from flows.storage.tables import alerts


class Alerts(Noun):
    """What was said."""

    def alert(self, alert: AlertId) -> Alert | None:
        """One alert, equal in every field to what was saved; None when there is no such id."""
        found = self._load(sa.select(alerts.c.content).where(alerts.c.id == alert))
        return found[0] if found else None

    def alerts(self, limit: int = 50) -> list[Alert]:
        """The latest alerts, the newest first."""
        return self._load(sa.select(alerts.c.content).order_by(alerts.c.created.desc(), alerts.c.id).limit(limit))

    def alerts_that_begin(self, start: str, limit: int) -> list[AlertId]:
        """Ids that begin with these characters, in their order; at most `limit`."""
        query = sa.select(alerts.c.id).where(alerts.c.id.startswith(start, autoescape=True)).order_by(alerts.c.id)
        with self._database.read() as connection:
            return [AlertId(found) for found in connection.scalars(query.limit(limit))]

    def _load(self, query: sa.Select[tuple[object]]) -> list[Alert]:
        with self._database.read() as connection:
            return [decode(Alert, content) for content in connection.scalars(query)]
