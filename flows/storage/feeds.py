"""What is remembered of feeds between two polls."""

import sqlalchemy as sa

from flows.domain import FeedState
from flows.storage.database import upsert
from flows.storage.noun import Noun
from flows.storage.tables import feed_states

_COLUMNS = ("etag", "last_modified", "body_hash", "last_success", "last_failure", "failures")


class Feeds(Noun):
    """The states of feeds, by the name of their source."""

    def feed_state(self, source: str) -> FeedState | None:
        """The state of one source; None when it was never polled."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(feed_states).where(feed_states.c.source == source)).mappings().first()
        return FeedState(**row) if row else None

    def save_feed_state(self, state: FeedState) -> None:
        """Replace the state of a source. Save it after the articles of its poll, never before."""
        row = {"source": state.source, **{name: getattr(state, name) for name in _COLUMNS}}
        with self._database.write() as connection:
            upsert(connection, feed_states, [row], _COLUMNS)
