"""One database: its engine, its two kinds of transaction, and errors that people can read."""

import os
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, pool
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError

from flows.errors import StorageError

BUSY_SECONDS = 30
"""How long a writer waits for another one."""
CHUNK = 500
"""Values in one IN list: below the limit of every database."""


class Database:
    """An engine with `read` and `write` transactions. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            self.engine = self._engine()
        except (ArgumentError, NoSuchModuleError) as error:
            raise StorageError(f"storage address cannot be used: {error}; write it like sqlite:///watch.db") from None
        except ImportError as error:
            raise StorageError(
                f"storage needs the package {error.name}: pip install 'sanctions-watch[postgresql]'"
            ) from None
        except OSError as error:
            raise StorageError(f"cannot make the folder of {self.name}: {error.strerror}") from None

    @property
    def name(self) -> str:
        """The address without its password."""
        return self.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """True for SQLite."""
        return self.url.get_backend_name() == "sqlite"

    def _engine(self) -> Engine:
        if not self.is_sqlite:
            url = self.url.set(drivername="postgresql+psycopg") if self.url.drivername == "postgresql" else self.url
            who = f"sanctions-watch {os.getpid()}"
            return sa.create_engine(
                url, pool_pre_ping=True, hide_parameters=True, connect_args={"application_name": who}
            )
        options: dict[str, Any] = {
            "hide_parameters": True,
            "connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False},
        }
        if self.url.database in (None, "", ":memory:"):
            # There is one connection, for it is the database; everybody else waits for it.
            options |= {"poolclass": pool.QueuePool, "pool_size": 1, "max_overflow": 0, "pool_timeout": BUSY_SECONDS}
        else:
            Path(str(self.url.database)).absolute().parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(self.url, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and writes nothing."""
        with self.errors(), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that commits at its end, or leaves no trace. Writers on SQLite queue up at its start."""
        with self.errors(), self.engine.connect().execution_options(immediate=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what the database complains of into a StorageError."""
        try:
            yield
        except SQLAlchemyError as error:
            raise StorageError(self._explain(error)) from error

    def _explain(self, error: SQLAlchemyError) -> str:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        hint = ""
        if "not a database" in cause or "malformed" in cause:
            hint = "; name another file under 'storage:', or restore this one from a backup"
        elif "locked" in cause:
            hint = f"; another program held it for more than {BUSY_SECONDS} seconds"
        elif "unable to open" in cause or "readonly" in cause:
            hint = "; check that the folder exists and that this user may write in it"
        elif "disk is full" in cause:
            hint = "; make room, then run again: nothing that was stored is lost"
        elif isinstance(error, DatabaseError) and "connect" in cause:
            hint = "; check that the server runs and that the address is right"
        return f"{self.name}: {cause}{hint}"

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late; ours begin in _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    # Two that open a new file at once may refuse each other this change without SQLite waiting for its busy time-out.
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def upsert(
    connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]], update: Sequence[str] = ()
) -> None:
    """Insert rows. Where the primary key exists, set the columns of `update`; without any, leave the row as it is."""
    if not rows:
        return
    insert = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
    if update:
        statement = insert.on_conflict_do_update(
            index_elements=list(table.primary_key.columns), set_={name: insert.excluded[name] for name in update}
        )
    else:
        statement = insert.on_conflict_do_nothing()
    connection.execute(statement, [dict(row) for row in rows])


def chunks(values: Sequence[Any], size: int = CHUNK) -> Iterator[Sequence[Any]]:
    """The values in lists short enough for one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
