"""Decisions: written together with their alerts, the copies to deliver and what was told, or not at all."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import (
    Action,
    Alert,
    AlertId,
    ArticleId,
    Claim,
    Decision,
    DeliveryState,
    PlannedCopy,
    StoryId,
    ThemeId,
    ToldClaim,
)
from flows.errors import StorageError
from flows.storage.codec import decode, encode
from flows.storage.noun import Noun
from flows.storage.records import DecidedStory, PastDecision
from flows.storage.tables import alerts, decisions, deliveries, story_members, told_claims


class Decisions(Noun):
    """What was done about stories."""

    def save_decisions(self, decided: Sequence[DecidedStory], run: str, now: datetime) -> list[StoryId]:
        """Store what was decided about some stories, in one transaction; return those that were written.

        A story is left out when none of its listed members waits any more, or its alert's number is taken: then another
        run was faster, or this is a repetition after a crash, and nobody may be alerted twice.

        Raises:
            StorageError: an alert names another story than its decision. Nothing is written.
        """
        with self._database.write() as connection:
            return [story.story for story in decided if _write(connection, story, run, now)]

    def decisions_of(self, story: StoryId) -> list[PastDecision]:
        """Everything that was ever decided about a story, the earliest first."""
        query = sa.select(decisions).where(decisions.c.story == story).order_by(decisions.c.id)
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [_past(row) for row in rows]

    def told_since(self, moment: datetime | None) -> list[ToldClaim]:
        """Claims that alerts told, or reports repeated, at or after a moment (None: ever); the earliest told first."""
        query = sa.select(told_claims).order_by(told_claims.c.first_seen, told_claims.c.id)
        if moment is not None:
            query = query.where(sa.func.coalesce(told_claims.c.last_seen, told_claims.c.first_seen) >= moment)
        with self._database.read() as connection:
            return [told_claim(row) for row in connection.execute(query).mappings()]


# Built once: they are executed for every story, and building them takes longer than doing them.
_NUMBERED = sa.select(alerts.c.id).where(alerts.c.story == sa.bindparam("of"), alerts.c.number == sa.bindparam("nth"))
_MARK = (
    sa.update(story_members)
    .where(
        story_members.c.article == sa.bindparam("member"),
        story_members.c.story == sa.bindparam("of"),
        story_members.c.decided < sa.bindparam("revision"),
        story_members.c.decided < story_members.c.awaits,
    )
    .values(decided=sa.bindparam("revision"))
)


def told_claim(row: sa.RowMapping) -> ToldClaim:
    """A row of `told_claims` as a value."""
    return ToldClaim(
        story=StoryId(row["story"]),
        theme=ThemeId(row["theme"]),
        claim=decode(Claim, row["claim"]),
        text=row["text"],
        first_seen=row["first_seen"],
        alert=None if row["alert"] is None else AlertId(row["alert"]),
        last_seen=row["last_seen"],
    )


def _past(row: sa.RowMapping) -> PastDecision:
    about = None if row["articles"] is None else tuple(map(ArticleId, row["articles"]))
    return PastDecision(_decision(row), row["run"], row["decided"], about)


def _decision(row: sa.RowMapping) -> Decision:
    return Decision(
        story=StoryId(row["story"]),
        theme=ThemeId(row["theme"]),
        action=Action(row["action"]),
        reason=row["reason"],
        alert=None if row["alert"] is None else AlertId(row["alert"]),
    )


def _write(connection: Connection, decided: DecidedStory, run: str, now: datetime) -> bool:
    alert = decided.alert
    if alert is not None and _number_taken(connection, alert):
        return False
    if not _mark_members(connection, decided):
        return False
    if alert is not None:
        if alert.story != decided.story:
            raise StorageError(f"alert {alert.id} is about story {alert.story}, its decision about {decided.story}")
        _write_alert(connection, alert, decided.copies, now)
    _write_reasons(connection, decided, run, now)
    return True


def _number_taken(connection: Connection, alert: Alert) -> bool:
    return connection.scalar(_NUMBERED, {"of": alert.story, "nth": alert.number}) is not None


def _write_alert(connection: Connection, alert: Alert, planned: Sequence[PlannedCopy], now: datetime) -> None:
    row = {
        "id": alert.id,
        "story": alert.story,
        "number": alert.number,
        "created": alert.created,
        "severity": alert.severity.value,
        "headline": alert.headline,
        "content": encode(alert),
    }
    connection.execute(alerts.insert(), row)
    copies = [
        {
            "alert": alert.id,
            "target": copy.target,
            "state": (DeliveryState.COLLECTED if copy.digest else DeliveryState.PENDING).value,
            "attempts": 0,
            "next_attempt": _join_held(connection, alert, copy, now),
            "last_error": "",
            "updated": now,
        }
        for copy in {copy.target: copy for copy in reversed(planned)}.values()
    ]
    if copies:
        connection.execute(deliveries.insert(), copies)


def _join_held(connection: Connection, alert: Alert, copy: PlannedCopy, now: datetime) -> datetime:
    """When a copy is due. Where the alert before it still waits untouched, the two become one message, the sooner."""
    due = copy.not_before or now
    if copy.digest or alert.number == 1:
        return due
    held = sa.and_(
        deliveries.c.target == copy.target,
        deliveries.c.alert.in_(
            sa.select(alerts.c.id).where(alerts.c.story == alert.story, alerts.c.number == alert.number - 1)
        ),
        deliveries.c.state == DeliveryState.PENDING.value,
        deliveries.c.attempts == 0,
        deliveries.c.claimed_by.is_(None),
        deliveries.c.next_attempt > now,
    )
    earlier: datetime | None = connection.scalar(sa.select(deliveries.c.next_attempt).where(held).with_for_update())
    if earlier is None:
        return due
    joined = {"state": DeliveryState.JOINED.value, "next_attempt": None, "updated": now}
    connection.execute(sa.update(deliveries).where(held).values(**joined))
    return min(due, earlier)


def _mark_members(connection: Connection, decided: DecidedStory) -> bool:
    """True when at least one of the members was waiting for this decision."""
    marked = 0
    for article, revision in decided.members:
        member = {"member": article, "of": decided.story, "revision": revision}
        marked += connection.execute(_MARK, member).rowcount
    return marked > 0


def _write_reasons(connection: Connection, decided: DecidedStory, run: str, now: datetime) -> None:
    if decided.decisions:
        rows = [
            {
                "story": d.story,
                "theme": d.theme,
                "run": run,
                "action": d.action.value,
                "reason": d.reason,
                "alert": d.alert,
                "decided": now,
                "articles": list(decided.waiting),
            }
            for d in decided.decisions
        ]
        connection.execute(decisions.insert(), rows)
    if decided.told:
        told = [
            {
                "story": t.story,
                "theme": t.theme,
                "claim": encode(t.claim),
                "text": t.text,
                "first_seen": t.first_seen,
                "alert": t.alert,
            }
            for t in decided.told
        ]
        connection.execute(told_claims.insert(), told)
    for t in decided.repeated:
        same = (told_claims.c.story == t.story, told_claims.c.theme == t.theme, told_claims.c.text == t.text)
        connection.execute(sa.update(told_claims).where(*same).values(last_seen=now))
