"""The outbox. A worker claims copies for a while; should it die, they come free again and are sent by the next one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from flows.domain import Alert, AlertId, Delivery, DeliveryState
from flows.storage.codec import decode
from flows.storage.noun import Noun
from flows.storage.records import DueDelivery
from flows.storage.tables import alerts, deliveries

LEASE = timedelta(minutes=5)
"""How long a claim holds when its worker says nothing more."""

_OPEN = (DeliveryState.PENDING.value, DeliveryState.FAILED.value)
_FREE = {"claimed_by": None, "claimed_until": None}


class Deliveries(Noun):
    """One target's copy of each alert."""

    def due_deliveries(
        self, now: datetime, worker: str, lease: timedelta = LEASE, limit: int = 50
    ) -> list[DueDelivery]:
        """Claim copies whose time has come, the oldest alert first; no two workers get the same one.

        The attempt is counted here, so that its worker sees when a copy has killed too many before it.
        """
        d = deliveries.c
        due = (
            sa.select(d.alert, d.target, d.attempts, d.last_error)
            .join(alerts, alerts.c.id == d.alert)
            .where(d.state.in_(_OPEN), d.next_attempt <= now, sa.or_(d.claimed_until.is_(None), d.claimed_until <= now))
            .order_by(alerts.c.created, alerts.c.id, d.target)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        with self._database.write() as connection:
            rows = connection.execute(due).all()
            for row in rows:
                connection.execute(
                    _copy(row.alert, row.target).values(
                        attempts=row.attempts + 1, claimed_by=worker, claimed_until=now + lease, updated=now
                    )
                )
            # Read for the claimed alone: a whole alert has some ten thousand characters.
            wanted = sa.select(alerts.c.id, alerts.c.content).where(alerts.c.id.in_({row.alert for row in rows}))
            contents = {row.id: decode(Alert, row.content) for row in connection.execute(wanted)}
        return [
            DueDelivery(
                Delivery(AlertId(row.alert), row.target, DeliveryState.PENDING, row.attempts + 1, row.last_error, now),
                contents[row.alert],
            )
            for row in rows
        ]

    def delivery_sent(self, delivery: Delivery, now: datetime) -> None:
        """A copy has arrived. That is so whoever holds the claim by now, hence it is always written."""
        self._finish(
            _copy(delivery.alert, delivery.target).values(
                state=DeliveryState.SENT.value, next_attempt=None, last_error="", updated=now, **_FREE
            )
        )

    def delivery_failed(
        self, delivery: Delivery, worker: str, now: datetime, error: str, next_attempt: datetime | None
    ) -> None:
        """A copy did not arrive; it is tried again at `next_attempt`, or is dead where that is None.

        Changes nothing when the claim has passed to another worker meanwhile.
        """
        state = DeliveryState.DEAD if next_attempt is None else DeliveryState.FAILED
        self._finish(
            _copy(delivery.alert, delivery.target)
            .where(deliveries.c.claimed_by == worker)
            .values(state=state.value, next_attempt=next_attempt, last_error=error, updated=now, **_FREE)
        )

    def release(self, worker: str) -> None:
        """Give back what a worker claimed and did not finish; the attempt stays counted."""
        self._finish(sa.update(deliveries).where(deliveries.c.claimed_by == worker).values(**_FREE))

    def claimants(self) -> list[str]:
        """Workers that hold a claim, alive or not."""
        query = sa.select(deliveries.c.claimed_by).where(deliveries.c.claimed_by.is_not(None)).distinct()
        with self._database.read() as connection:
            return [str(worker) for worker in connection.scalars(query)]

    def requeue(self, alert: AlertId, target: str, now: datetime) -> bool:
        """Send a copy, whatever became of it before, with all its attempts anew. False when there is no such copy."""
        return self._finish(
            _copy(alert, target).values(
                state=DeliveryState.PENDING.value, attempts=0, next_attempt=now, last_error="", updated=now, **_FREE
            )
        )

    def deliveries(self, alert: AlertId | None = None, states: Sequence[DeliveryState] = ()) -> list[Delivery]:
        """Copies, of one alert or of all, in these states or in any; by alert and target."""
        d = deliveries.c
        query = sa.select(d.alert, d.target, d.state, d.attempts, d.last_error, d.updated).order_by(d.alert, d.target)
        if alert is not None:
            query = query.where(d.alert == alert)
        if states:
            query = query.where(d.state.in_([state.value for state in states]))
        with self._database.read() as connection:
            return [
                Delivery(AlertId(r.alert), r.target, DeliveryState(r.state), r.attempts, r.last_error, r.updated)
                for r in connection.execute(query)
            ]

    def _finish(self, statement: sa.Update) -> bool:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount > 0


def _copy(alert: str, target: str) -> sa.Update:
    return sa.update(deliveries).where(deliveries.c.alert == alert, deliveries.c.target == target)
