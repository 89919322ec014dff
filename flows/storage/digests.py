"""Digests: what copies of alerts were collected for them, and what became a near miss meanwhile.

A digest is stored as a notice with copies of its own, in the transaction that takes the collected copies out of their
waiting: it is made once, and sent like every other notice until it has arrived.
"""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import (
    Action,
    Alert,
    AlertId,
    ArticleId,
    DeliveryState,
    NearMiss,
    Notice,
    NoticeKind,
    StoryId,
    ThemeId,
)
from flows.storage.codec import decode
from flows.storage.database import chunks
from flows.storage.notices import write_notice
from flows.storage.noun import Noun
from flows.storage.tables import alerts, articles, decisions, deliveries, notice_copies, notices


class Digests(Noun):
    """What is told once a day or once a week."""

    def collected(self, now: datetime) -> dict[str, list[Alert]]:
        """Alerts whose digest is due, by target, the earliest first."""
        d, found = deliveries.c, dict[str, list[Alert]]()
        query = (
            sa.select(d.target, alerts.c.content)
            .join(alerts, alerts.c.id == d.alert)
            .where(d.state == DeliveryState.COLLECTED.value, d.next_attempt <= now)
            .order_by(d.target, alerts.c.created, alerts.c.id)
        )
        with self._database.read() as connection:
            for target, content in connection.execute(query):
                found.setdefault(target, []).append(decode(Alert, content))
        return found

    def last_digest(self, target: str) -> datetime | None:
        """When the newest digest for a target was made."""
        query = (
            sa.select(sa.func.max(notices.c.created))
            .join(notice_copies, notice_copies.c.notice == notices.c.id)
            .where(notices.c.kind == NoticeKind.DIGEST.value, notice_copies.c.target == target)
        )
        with self._database.read() as connection:
            last: datetime | None = connection.scalar(query)
        return last

    def near_misses(self, since: datetime, until: datetime) -> list[NearMiss]:
        """Decisions after `since` and up to `until` that stayed just below a threshold, the earliest first."""
        c = decisions.c
        query = (
            sa.select(decisions)
            .where(c.action == Action.DIGEST.value, c.decided > since, c.decided <= until)
            .order_by(c.decided, c.id)
        )
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
            return [_near_miss(connection, row) for row in rows]

    def save_digest(self, parts: Sequence[Notice], target: str, told: Sequence[AlertId], now: datetime) -> bool:
        """Write a digest in its parts; the copies it tells are done with.

        False, and nothing is written, when another process has told one of them meanwhile.
        """
        d = deliveries.c
        with self._database.write() as connection:
            if connection.scalar(sa.select(notices.c.id).where(notices.c.id == parts[0].id)) is not None:
                return False
            mine = sa.and_(d.target == target, d.state == DeliveryState.COLLECTED.value)
            waiting = set(connection.scalars(sa.select(d.alert).where(mine).with_for_update()))
            if not waiting.issuperset(told):
                return False
            for ids in chunks(told):
                done = {"state": DeliveryState.DIGESTED.value, "next_attempt": None, "updated": now}
                connection.execute(sa.update(deliveries).where(mine, d.alert.in_(ids)).values(**done))
            for part in parts:
                write_notice(connection, part, (target,), now)
        return True


def joined_before(connection: Connection, alert: Alert, target: str) -> tuple[Alert, ...]:
    """The alerts about the same story that wait to be told to a target together with this one, the earliest first."""
    if alert.number == 1:
        return ()
    query = (
        sa.select(alerts.c.number, alerts.c.content)
        .join(deliveries, deliveries.c.alert == alerts.c.id)
        .where(
            alerts.c.story == alert.story,
            alerts.c.number < alert.number,
            deliveries.c.target == target,
            deliveries.c.state == DeliveryState.JOINED.value,
        )
        .order_by(alerts.c.number.desc())
    )
    found: list[Alert] = []
    for row in connection.execute(query):
        if row.number != alert.number - 1 - len(found):
            break  # that one was told with another
        found.append(decode(Alert, row.content))
    return tuple(reversed(found))


def carries_another() -> sa.Exists:
    """For a statement about deliveries: the copy tells an earlier alert as well, which was held and joined to it."""
    this, earlier, held = alerts.alias(), alerts.alias(), deliveries.alias()
    return sa.exists().where(
        this.c.id == deliveries.c.alert,
        earlier.c.story == this.c.story,
        earlier.c.number == this.c.number - 1,
        held.c.alert == earlier.c.id,
        held.c.target == deliveries.c.target,
        held.c.state == DeliveryState.JOINED.value,
    )


def _near_miss(connection: Connection, row: sa.RowMapping) -> NearMiss:
    about = list(row["articles"] or [row["story"]])
    first = sa.select(articles.c.id, articles.c.title, articles.c.outlet, articles.c.url).where(
        articles.c.id.in_(about[:1])
    )
    article = connection.execute(first).first()
    return NearMiss(
        story=StoryId(row["story"]),
        theme=ThemeId(row["theme"]),
        reason=row["reason"],
        decided=row["decided"],
        article=ArticleId(article.id if article else about[0]),
        title=article.title if article else "",
        outlet=article.outlet if article else "",
        url=article.url if article else "",
    )
