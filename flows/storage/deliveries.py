"""The outbox. A worker claims copies for a while; should it die, they come free again and are sent by the next one.

What a worker had begun when it died, or when its claim lapsed, may have arrived: such a copy is `uncertain` for good.
"""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import Alert, AlertId, Delivery, DeliveryState, joined
from flows.storage.codec import decode
from flows.storage.database import upsert
from flows.storage.digests import joined_before
from flows.storage.noun import Noun
from flows.storage.records import DueDelivery
from flows.storage.tables import alerts, deliveries
from flows.storage.target_states import takes_turn

LEASE = timedelta(minutes=5)
"""How long a claim holds when its worker says nothing more."""

ASKED_FOR = ""
"""Stands in `silenced_by` of a copy that somebody asked for and no silence kept back before: none does from now on."""
_OPEN = (DeliveryState.PENDING.value, DeliveryState.FAILED.value)
_FREE = {"claimed_by": None, "claimed_until": None}
_NEW = {"state": DeliveryState.PENDING.value, "attempts": 0, "last_error": ""}


class Deliveries(Noun):
    """One target's copy of each alert."""

    def due_deliveries(
        self,
        now: datetime,
        worker: str,
        lease: timedelta = LEASE,
        limit: int = 50,
        *,
        target: str | None = None,
        before: datetime | None = None,
    ) -> list[DueDelivery]:
        """Claim copies whose time has come, the oldest alert first; no two workers get the same one.

        The attempt is counted here, so that its worker sees when a copy has killed too many before it.

        Args:
            now: the clock.
            worker: who claims them.
            lease: how long the claim holds.
            limit: how many at most.
            target: of this target alone, and none while it rests.
            before: only those whose time had come then already; `now` when left out.
        """
        d = deliveries.c
        free = sa.or_(d.claimed_until.is_(None), d.claimed_until <= now)
        due = (
            sa.select(d.alert, d.target, d.attempts, d.last_error, d.claimed_by, d.uncertain)
            .join(alerts, alerts.c.id == d.alert)
            .where(d.state.in_(_OPEN), d.next_attempt <= (before or now), free)
            .order_by(alerts.c.created, alerts.c.id, d.target)
            .limit(limit)
            .with_for_update(of=deliveries, skip_locked=True)
        )
        if target is not None:
            due = due.where(d.target == target)
        with self._database.write() as connection:
            if target is not None and not takes_turn(connection, target, now, lease):
                return []
            rows = connection.execute(due).all()
            return _claimed(connection, rows, worker, now, now + lease)

    def due_targets(self, now: datetime) -> list[str]:
        """Targets for which a copy waits whose time has come, by name; whether they rest does not matter."""
        d = deliveries.c
        query = sa.select(d.target).where(d.state.in_(_OPEN), d.next_attempt <= now).distinct().order_by(d.target)
        with self._database.read() as connection:
            return [str(target) for target in connection.scalars(query)]

    def delivery_sent(self, delivery: Delivery, now: datetime) -> None:
        """A copy has arrived. That is so whoever holds the claim by now, hence it is always written."""
        self._finish(
            _copy(delivery.alert, delivery.target).values(
                state=DeliveryState.SENT.value, next_attempt=None, last_error="", updated=now, **_FREE
            )
        )

    def delivery_failed(
        self,
        delivery: Delivery,
        worker: str,
        now: datetime,
        error: str,
        next_attempt: datetime | None,
        *,
        uncertain: bool = False,
    ) -> None:
        """A copy did not arrive, or may not have (`uncertain`); it is tried again at `next_attempt`, dead if None.

        Changes nothing when the claim has passed to another worker meanwhile.
        """
        state = DeliveryState.DEAD if next_attempt is None else DeliveryState.FAILED
        self._finish(
            _copy(delivery.alert, delivery.target)
            .where(deliveries.c.claimed_by == worker)
            .values(
                state=state.value,
                next_attempt=next_attempt,
                last_error=error,
                updated=now,
                uncertain=uncertain or delivery.uncertain,
                reported=None,
                **_FREE,
            )
        )

    def release(self, worker: str) -> None:
        """Give back what a worker claimed and did not finish; the attempt stays counted, its end is not known."""
        self._finish(sa.update(deliveries).where(deliveries.c.claimed_by == worker).values(uncertain=True, **_FREE))

    def claimants(self) -> list[str]:
        """Workers that hold a claim, alive or not."""
        query = sa.select(deliveries.c.claimed_by).where(deliveries.c.claimed_by.is_not(None)).distinct()
        with self._database.read() as connection:
            return [str(worker) for worker in connection.scalars(query)]

    def requeue(self, alert: AlertId, target: str, now: datetime) -> bool:
        """Send a copy, whatever became of it before, with all its attempts anew. False when there is no such copy.

        Somebody asked for it: no silence keeps it back.
        """
        asked = {"silenced_by": sa.func.coalesce(deliveries.c.silenced_by, ASKED_FOR)}
        values = {"next_attempt": now, "updated": now, "reported": None, **asked, **_NEW, **_FREE}
        return self._finish(_copy(alert, target).values(**values))

    def add_copy(self, alert: AlertId, target: str, now: datetime) -> None:
        """A copy for a target that got none, which no silence keeps back; changes nothing where there is one."""
        row = {"alert": alert, "target": target, "next_attempt": now, "updated": now, "silenced_by": ASKED_FOR, **_NEW}
        with self._database.write() as connection:
            upsert(connection, deliveries, [row])

    def deliveries(self, alert: AlertId | None = None, states: Sequence[DeliveryState] = ()) -> list[Delivery]:
        """Copies, of one alert or of all, in these states or in any; by alert and target."""
        d = deliveries.c
        query = _listing().order_by(d.alert, d.target)
        if alert is not None:
            query = query.where(d.alert == alert)
        if states:
            query = query.where(d.state.in_([state.value for state in states]))
        with self._database.read() as connection:
            return [_delivery(row) for row in connection.execute(query)]

    def dead_letters(self) -> list[Delivery]:
        """Dead copies of which operators were not told, the one that died first coming first."""
        d = deliveries.c
        query = _listing().where(d.state == DeliveryState.DEAD.value, d.reported.is_(None))
        with self._database.read() as connection:
            return [_delivery(row) for row in connection.execute(query.order_by(d.updated, d.alert, d.target))]

    def waiting_at(self, targets: Collection[str]) -> dict[str, int]:
        """How many copies wait for each of these targets."""
        d = deliveries.c
        query = sa.select(d.target, sa.func.count()).where(d.state.in_(_OPEN), d.target.in_(targets))
        with self._database.read() as connection:
            return {str(target): int(number) for target, number in connection.execute(query.group_by(d.target))}

    def _finish(self, statement: sa.Update) -> bool:
        with self._database.write() as connection:
            return connection.execute(statement).rowcount > 0


def _claimed(
    connection: Connection, rows: Sequence[sa.Row[tuple[object, ...]]], worker: str, now: datetime, until: datetime
) -> list[DueDelivery]:
    found = []
    for row in rows:
        # A claim that has lapsed was somebody's attempt, of which nobody knows how it ended.
        uncertain = row.uncertain or row.claimed_by is not None
        connection.execute(
            _copy(row.alert, row.target).values(
                attempts=row.attempts + 1, claimed_by=worker, claimed_until=until, updated=now, uncertain=uncertain
            )
        )
        pending, attempts = DeliveryState.PENDING, row.attempts + 1
        found.append(Delivery(AlertId(row.alert), row.target, pending, attempts, row.last_error, now, uncertain))
    # Read for the claimed alone: a whole alert has some ten thousand characters.
    wanted = sa.select(alerts.c.id, alerts.c.content).where(alerts.c.id.in_({copy.alert for copy in found}))
    contents = {row.id: decode(Alert, row.content) for row in connection.execute(wanted)} if found else {}
    return [
        DueDelivery(copy, joined((*joined_before(connection, alert, copy.target), alert)))
        for copy, alert in ((copy, contents[copy.alert]) for copy in found)
    ]


def _listing() -> sa.Select[tuple[object, ...]]:
    d = deliveries.c
    return sa.select(d.alert, d.target, d.state, d.attempts, d.last_error, d.updated, d.uncertain, d.silenced_by)


def _delivery(row: sa.Row[tuple[object, ...]]) -> Delivery:
    return Delivery(
        alert=AlertId(row.alert),
        target=row.target,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        last_error=row.last_error,
        updated=row.updated,
        uncertain=row.uncertain,
        silenced_by=row.silenced_by or "",
    )


def _copy(alert: str, target: str) -> sa.Update:
    return sa.update(deliveries).where(deliveries.c.alert == alert, deliveries.c.target == target)
