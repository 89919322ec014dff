"""What was said about the watch itself: its troubles while they last, notices, and their copies for each target.

Copies are sent by whoever holds the lock of a pass, hence they need no claims. An attempt is counted before it is made:
a message that ends the process is not tried for ever.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import Delivery, DeliveryState, Notice, NoticeCopy, NoticeKind, Silence, TargetFacts, Trouble
from flows.storage.codec import decode, encode
from flows.storage.database import upsert
from flows.storage.noun import Noun
from flows.storage.tables import deliveries, notice_copies, notices, silences, troubles

_WAITING = (DeliveryState.PENDING.value, DeliveryState.FAILED.value)
_TROUBLED = (DeliveryState.FAILED.value, DeliveryState.DEAD.value)


class Notices(Noun):
    """Troubles, notices and their outbox."""

    def troubles(self) -> list[Trouble]:
        """All that are remembered, by kind and name; those with `told` None were not worth telling yet."""
        query = sa.select(troubles).order_by(troubles.c.kind, troubles.c.about)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [Trouble(**{**dict(row), "kind": NoticeKind(row["kind"])}) for row in rows]

    def save_notices(
        self, keep: Sequence[Trouble], told: Iterable[tuple[Notice, Sequence[str]]], now: datetime
    ) -> None:
        """Remember these troubles and no others, and write notices with a copy for each target, all or nothing."""
        rows = [
            {**{c.name: getattr(one, c.name) for c in troubles.c}, "kind": one.kind.value}
            for one in {one.key: one for one in keep}.values()
        ]
        with self._database.write() as connection:
            connection.execute(sa.delete(troubles))
            if rows:
                connection.execute(troubles.insert(), rows)
            for notice, targets in told:
                write_notice(connection, notice, targets, now)

    def save_outbox_notices(
        self,
        told: Iterable[tuple[Notice, Sequence[str]]],
        dead: Iterable[Delivery | NoticeCopy],
        ended: Iterable[Silence],
        now: datetime,
    ) -> None:
        """Write notices with a copy for each target, and that they tell of these dead copies and ended silences."""
        with self._database.write() as connection:
            for notice, targets in told:
                write_notice(connection, notice, targets, now)
            for copy in dead:
                if isinstance(copy, NoticeCopy):
                    connection.execute(sa.update(notice_copies).where(_is(copy)).values(reported=now))
                    continue
                mine = sa.and_(deliveries.c.alert == copy.alert, deliveries.c.target == copy.target)
                connection.execute(sa.update(deliveries).where(mine).values(reported=now))
            for silence in ended:
                connection.execute(sa.update(silences).where(silences.c.id == silence.id).values(reported=now))

    def due_notices(self, now: datetime) -> list[NoticeCopy]:
        """Copies whose time has come, the oldest notice first."""
        c = notice_copies.c
        return self._copies(c.state.in_(_WAITING), c.next_attempt <= now)

    def notice_copies(self, states: Sequence[DeliveryState] = (), notice: str = "") -> list[NoticeCopy]:
        """Copies in these states or in any, of one notice or of all, the oldest notice first."""
        c = notice_copies.c
        chosen = [c.state.in_([state.value for state in states])] if states else []
        return self._copies(*chosen, *([c.notice == notice] if notice else []))

    def dead_digests(self) -> list[NoticeCopy]:
        """Dead copies of digests of which operators were not told: alerts are in them."""
        c = notice_copies.c
        digest = notices.c.kind == NoticeKind.DIGEST.value
        return self._copies(c.state == DeliveryState.DEAD.value, c.reported.is_(None), digest)

    def requeue_notice(self, copy: NoticeCopy, now: datetime) -> None:
        """Send a copy once more, with all its attempts anew."""
        anew = {"state": DeliveryState.PENDING.value, "attempts": 0, "last_error": "", "reported": None}
        self._set(copy, now, next_attempt=now, **anew)

    def notice_begun(self, copy: NoticeCopy, now: datetime) -> None:
        """An attempt begins; should the process end in it, the message may have arrived."""
        self._set(copy, now, attempts=copy.attempts + 1, uncertain=True)

    def notice_sent(self, copy: NoticeCopy, now: datetime) -> None:
        """A copy has arrived; `copy` is as it was before the attempt."""
        self._set(copy, now, state=DeliveryState.SENT.value, next_attempt=None, last_error="", uncertain=copy.uncertain)

    def notice_failed(
        self, copy: NoticeCopy, now: datetime, error: str, next_attempt: datetime | None, *, uncertain: bool = False
    ) -> None:
        """A copy did not arrive; it is tried again at `next_attempt`, or is dead where that is None.

        `copy` is as it was before the attempt. `uncertain` says that it may have arrived all the same; what was so
        before stays so.
        """
        state = DeliveryState.DEAD if next_attempt is None else DeliveryState.FAILED
        doubt = copy.uncertain or uncertain
        self._set(copy, now, state=state.value, next_attempt=next_attempt, last_error=error, uncertain=doubt)

    def last_notice(self, kind: NoticeKind) -> datetime | None:
        """When the newest notice of a kind was written."""
        with self._database.read() as connection:
            found: datetime | None = connection.scalar(
                sa.select(sa.func.max(notices.c.created)).where(notices.c.kind == kind.value)
            )
        return found

    def target_facts(self, since: datetime) -> dict[str, TargetFacts]:
        """Targets at which an attempt has failed since then that was not made good, alerts and notices together."""
        found: dict[str, TargetFacts] = {}
        with self._database.read() as connection:
            for table in (deliveries, notice_copies):
                for row in connection.execute(_failures(table, since)).mappings():
                    found[row["target"]] = _worse(found.get(row["target"]), row)
            for table in (deliveries, notice_copies):
                query = (
                    sa.select(table.c.target, sa.func.max(table.c.updated))
                    .where(table.c.state == DeliveryState.SENT.value, table.c.target.in_(found))
                    .group_by(table.c.target)
                )
                for target, last in connection.execute(query):
                    before = found[target].last_success
                    found[target] = replace(found[target], last_success=max(before, last) if before else last)
        return found

    def _copies(self, *chosen: sa.ColumnElement[bool]) -> list[NoticeCopy]:
        c = notice_copies.c
        query = sa.select(c.target, c.state, c.attempts, c.last_error, c.uncertain, c.updated, notices.c.content)
        query = query.join(notices, notices.c.id == c.notice).where(*chosen)
        with self._database.read() as connection:
            return [
                NoticeCopy(
                    decode(Notice, row["content"]),
                    row["target"],
                    DeliveryState(row["state"]),
                    row["attempts"],
                    row["last_error"],
                    row["uncertain"],
                    row["updated"],
                )
                for row in connection.execute(query.order_by(notices.c.created, notices.c.id, c.target)).mappings()
            ]

    def _set(self, copy: NoticeCopy, now: datetime, **values: object) -> None:
        with self._database.write() as connection:
            connection.execute(sa.update(notice_copies).where(_is(copy)).values(updated=now, **values))


def _is(copy: NoticeCopy) -> sa.ColumnElement[bool]:
    return sa.and_(notice_copies.c.notice == copy.notice.id, notice_copies.c.target == copy.target)


def write_notice(connection: Connection, notice: Notice, targets: Sequence[str], now: datetime) -> None:
    """A notice with a copy for each target; one that stands there stays as it is."""
    row = {"id": notice.id, "kind": notice.kind.value, "created": notice.created, "content": encode(notice)}
    upsert(connection, notices, [row])
    pending = {"state": DeliveryState.PENDING.value, "attempts": 0, "next_attempt": now, "last_error": ""}
    copies = [{"notice": notice.id, "target": target, "updated": now, **pending} for target in targets]
    upsert(connection, notice_copies, copies)


def _failures(table: sa.Table, since: datetime) -> sa.Select[Any]:
    columns = (table.c.target, table.c.state, table.c.attempts, table.c.last_error, table.c.updated)
    return sa.select(*columns).where(table.c.state.in_(_TROUBLED), table.c.updated >= since).order_by(table.c.updated)


def _worse(facts: TargetFacts | None, row: Mapping[Any, Any]) -> TargetFacts:
    """The facts with one more failure, rows coming in the order of time."""
    facts = facts or TargetFacts(row["target"])
    dead = row["state"] == DeliveryState.DEAD.value
    newer = facts.last_failure is None or row["updated"] >= facts.last_failure
    return replace(
        facts,
        attempts=facts.attempts if dead else max(facts.attempts, row["attempts"]),
        dead=facts.dead + dead,
        last_failure=row["updated"] if newer else facts.last_failure,
        last_error=(row["last_error"] if newer else "") or facts.last_error,
    )
