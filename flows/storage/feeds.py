"""What is remembered of feeds between two polls, and what came of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from flows.domain import FeedState, PollOutcome
from flows.storage.database import upsert
from flows.storage.noun import Noun
from flows.storage.records import Intake
from flows.storage.tables import articles, feed_states

_COLUMNS = tuple(column.name for column in feed_states.c if column.name != "source")


class Feeds(Noun):
    """The states of feeds, by the name of their source."""

    def feed_state(self, source: str) -> FeedState | None:
        """The state of one source; None when it was never polled."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(feed_states).where(feed_states.c.source == source)).mappings().first()
        return _state(row) if row else None

    def feed_states(self) -> tuple[FeedState, ...]:
        """All states, by name."""
        with self._database.read() as connection:
            rows = connection.execute(sa.select(feed_states).order_by(feed_states.c.source)).mappings().all()
        return tuple(_state(row) for row in rows)

    def save_feed_state(self, *states: FeedState) -> None:
        """Replace the states of sources. Save them after the articles of their polls, never before."""
        if states:
            with self._database.write() as connection:
                upsert(connection, feed_states, [_row(state) for state in states], _COLUMNS)

    def intake(self, since: datetime) -> dict[str, Intake]:
        """What each source has brought, by its name; an article counts for the source that brought it first.

        Args:
            since: from when on `recent` counts.
        """
        recent = sa.func.sum(sa.case((articles.c.fetched >= since, 1), else_=0))
        first, newest = sa.func.min(articles.c.fetched), sa.func.max(articles.c.fetched)
        query = sa.select(articles.c.source, sa.func.count(), recent, first, newest).group_by(articles.c.source)
        with self._database.read() as connection:
            return {
                source: Intake(total=total, recent=int(count), first=begin, newest=end)
                for source, total, count, begin, end in connection.execute(query)
            }

    def newest_articles(self) -> dict[str, datetime]:
        """When the newest article of each source that was ever polled was fetched; without those that brought none."""
        newest = (
            sa.select(sa.func.max(articles.c.fetched))
            .where(articles.c.source == feed_states.c.source)
            .scalar_subquery()
        )
        with self._database.read() as connection:
            return {
                source: when for source, when in connection.execute(sa.select(feed_states.c.source, newest)) if when
            }


def _row(state: FeedState) -> dict[str, object]:
    row = {"source": state.source, **{name: getattr(state, name) for name in _COLUMNS}}
    return row | {"trouble": str(state.trouble) if state.trouble else None, "errors": dict(state.errors)}


def _state(row: Mapping[Any, Any]) -> FeedState:
    known = dict(row)
    return FeedState(**known | {"trouble": PollOutcome(known["trouble"]) if known["trouble"] else None})
