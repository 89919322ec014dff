"""Silences, what they keep back, and acknowledgements."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from flows.domain import Acknowledgement, Alert, AlertId, DeliveryState, Matcher, Silence
from flows.storage.codec import decode, encode
from flows.storage.database import chunks, upsert
from flows.storage.deliveries import ASKED_FOR
from flows.storage.digests import carries_another
from flows.storage.noun import Noun
from flows.storage.tables import acknowledgements, alerts, deliveries, silences

_UNHEARD = (DeliveryState.PENDING.value, DeliveryState.COLLECTED.value)
PAGE = 100
"""Alerts that are looked at together: memory stays the same however many wait."""


class Silences(Noun):
    """Who does not want to hear what, and who has seen what."""

    def add_silence(self, silence: Silence) -> None:
        """Keep a new silence, or one that has changed."""
        row = {name: getattr(silence, name) for name in ("id", "author", "reason", "created", "expires", "reported")}
        row["matcher"] = encode(silence.matcher)
        with self._database.write() as connection:
            upsert(connection, silences, [row], [name for name in row if name != "id"])

    def silences(self, active: datetime | None = None) -> list[Silence]:
        """All of them, or those in force at a time; the one that ends first coming first."""
        s = silences.c
        query = sa.select(silences).order_by(s.expires, s.id)
        if active is not None:
            query = query.where(s.created <= active, s.expires > active)
        return self._silences(query)

    def ended_silences(self, now: datetime) -> list[Silence]:
        """Those that are over and were not reported yet."""
        s = silences.c
        return self._silences(
            sa.select(silences).where(s.expires <= now, s.reported.is_(None)).order_by(s.expires, s.id)
        )

    def unheard_alerts(self) -> Iterator[list[Alert]]:
        """Alerts with copies that nobody has begun to send, the oldest first, a page at a time."""
        d, after = deliveries.c, ""
        while True:
            waiting = sa.select(d.alert).where(d.state.in_(_UNHEARD), d.attempts == 0)
            query = sa.select(alerts.c.id, alerts.c.content).where(alerts.c.id.in_(waiting), alerts.c.id > after)
            with self._database.read() as connection:
                rows = connection.execute(query.order_by(alerts.c.id).limit(PAGE)).all()
            if not rows:
                return
            after = rows[-1].id
            yield [decode(Alert, row.content) for row in rows]

    def silence_alerts(self, hidden: Sequence[tuple[AlertId, str]], now: datetime) -> int:
        """Keep back what nobody has begun to send of these alerts, each for its silence; how many copies that are."""
        d, number = deliveries.c, 0
        with self._database.write() as connection:
            for alert, silence in hidden:
                # A copy that tells an earlier alert as well is heard: that one is not of the kind nobody wants to hear.
                waiting = sa.and_(d.alert == alert, d.state.in_(_UNHEARD), d.attempts == 0, ~carries_another())
                statement = sa.update(deliveries).where(waiting, d.claimed_by.is_(None), d.silenced_by.is_(None))
                changed = statement.values(
                    state=DeliveryState.SILENCED.value, silenced_by=silence, next_attempt=None, updated=now
                )
                number += connection.execute(changed).rowcount
        return number

    def hidden_by(self, silence: str, limit: int = 1000) -> list[Alert]:
        """The alerts it has kept back, the oldest first."""
        hidden = sa.select(deliveries.c.alert).where(deliveries.c.silenced_by == silence)
        query = sa.select(alerts.c.content).where(alerts.c.id.in_(hidden)).order_by(alerts.c.created, alerts.c.id)
        with self._database.read() as connection:
            return [decode(Alert, content) for content in connection.scalars(query.limit(limit))]

    def count_hidden(self) -> dict[str, int]:
        """How many alerts each silence has kept back; none are left out."""
        d = deliveries.c
        query = sa.select(d.silenced_by, sa.func.count(d.alert.distinct())).where(d.silenced_by > ASKED_FOR)
        with self._database.read() as connection:
            return {str(silence): int(number) for silence, number in connection.execute(query.group_by(d.silenced_by))}

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Somebody has seen an alert; a later word takes the place of an earlier one."""
        row = {name: getattr(acknowledgement, name) for name in ("alert", "author", "note", "created")}
        with self._database.write() as connection:
            upsert(connection, acknowledgements, [row], ["author", "note", "created"])

    def acknowledgements(self, of: Iterable[AlertId]) -> dict[AlertId, Acknowledgement]:
        """Who has seen which of these alerts."""
        found: dict[AlertId, Acknowledgement] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(set(of))):
                query = sa.select(acknowledgements).where(acknowledgements.c.alert.in_(part))
                for row in connection.execute(query):
                    found[row.alert] = Acknowledgement(AlertId(row.alert), row.author, row.note, row.created)
        return found

    def _silences(self, query: sa.Select[tuple[object, ...]]) -> list[Silence]:
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [Silence(**{**dict(row), "matcher": decode(Matcher, row["matcher"])}) for row in rows]
