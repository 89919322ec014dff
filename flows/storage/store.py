"""The store: everything the watch remembers, behind one object.

Each method is one transaction and safe to repeat, so a process may be killed between any two of them: articles wait
until they are assessed, stories until they are decided, deliveries until they are sent.
"""

from types import TracebackType
from typing import Self

from flows.storage.alerts import Alerts
from flows.storage.archive import Texts
from flows.storage.articles import Articles
from flows.storage.assessments import Assessments
from flows.storage.database import Database
from flows.storage.decisions import Decisions
from flows.storage.deliveries import Deliveries
from flows.storage.digests import Digests
from flows.storage.feeds import Feeds
from flows.storage.notices import Notices
from flows.storage.runs import Runs
from flows.storage.schema import migrate
from flows.storage.silences import Silences
from flows.storage.stories import Stories
from flows.storage.target_states import TargetStates


class Store(
    Feeds,
    Articles,
    Texts,
    Assessments,
    Stories,
    Decisions,
    Alerts,
    Deliveries,
    Digests,
    TargetStates,
    Silences,
    Notices,
    Runs,
):
    """Storage by URL. Safe to share between threads and processes. Every failure is a StorageError."""

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the database of a SQLAlchemy URL (`sqlite:///watch.db`, `postgresql://...`) and bring it up to date.

        `sqlite://` is a database in memory. A file that does not exist is made, with its folder.

        Raises:
            StorageError: it cannot be opened, is no database, belongs to another program or to a newer version.
        """
        database = Database(url)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(database)

    @property
    def name(self) -> str:
        """The address, fit to be shown: without its password."""
        return self._database.name

    def close(self) -> None:
        """Close all connections; the store cannot be used after that."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
