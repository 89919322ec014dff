"""One run at a time. The lock goes with the process that holds it, however that ends."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.errors import AlreadyRunningError, StorageError
from flows.storage.database import Database

_ADVISORY = 7_305_881_002
"""Any fixed number: the advisory lock of a run on PostgreSQL."""


class RunLock:
    """A context that only one process at a time can be in, for the storage of one URL.

    Beside a SQLite file stands `<file>.lock`, locked by the kernel and holding the pid; on PostgreSQL it is an advisory
    lock of the session. A database in memory is nobody else's and needs none.

    Raises:
        AlreadyRunningError: another process is in it; the text names its pid.
        StorageError: the lock itself cannot be taken.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._file: IO[str] | None = None
        self._database: Database | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        database = Database(self._url)
        if not database.is_sqlite:
            self._lock_session(database)
        else:
            path = database.url.database
            database.close()
            if path not in (None, "", ":memory:"):
                self._lock_file(Path(f"{path}.lock"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The file stays: taking it away would let a third process lock another file of the same name.
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
        if self._database is not None:
            self._database.close()
            self._database = None

    def _lock_file(self, path: Path) -> None:
        try:
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StorageError(f"cannot write {path}: {error.strerror}; check that this user may write there") from None
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            file.close()
            raise AlreadyRunningError(
                f"another run (process {holder}) works on this storage; wait until it has ended: {path}"
            ) from None
        except OSError as error:
            file.close()
            raise StorageError(f"cannot lock {path}: {error.strerror}; is it on a network drive?") from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._file = file

    def _lock_session(self, database: Database) -> None:
        with database.errors():
            connection = database.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            if connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_ADVISORY))):
                self._connection, self._database = connection, database
                return
            holder = connection.scalar(
                sa.text(
                    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                    " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1"
                    " AND (l.classid::bigint << 32 | l.objid::bigint) = :key"
                ),
                {"key": _ADVISORY},
            )
            connection.close()
            database.close()
        raise AlreadyRunningError(
            f"another run ({holder or 'unknown'}) works on {database.name}; wait until it has ended"
        )
