"""Bring a database to the tables of this version."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.errors import StorageError
from flows.storage.database import Database
from flows.storage.tables import metadata

HEAD = "0005"
"""The newest migration; a test holds it against the folder."""
VERSION_TABLE = "schema_version"
_LOCK = 7_305_881_001
"""Any fixed number: it keeps two migrations of one PostgreSQL database apart."""


def migrate(database: Database) -> None:
    """Create the tables, or bring older ones up to date, in one transaction.

    Raises:
        StorageError: the database was written by a newer version, belongs to another program, or cannot be written.
    """
    with database.read() as connection:
        if _version(connection) == HEAD:
            return
    with database.write() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        version = _version(connection)
        if version == HEAD:
            return
        if version is None:
            _refuse_strangers(connection, database)
        _upgrade(connection, version, database)


def _version(connection: Connection) -> str | None:
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.scalar(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  # a constant of ours
    return None if version is None else str(version)


def _refuse_strangers(connection: Connection, database: Database) -> None:
    present = set(sa.inspect(connection).get_table_names())
    # A PostgreSQL database may well be shared; a file is not.
    strangers = sorted(present if database.is_sqlite else present & set(metadata.tables))
    if strangers:
        raise StorageError(
            f"{database.name} holds the table '{strangers[0]}' of another program; "
            "name another database under 'storage:'"
        )


def _upgrade(connection: Connection, version: str | None, database: Database) -> None:
    # Imported here: it takes a third of a second, and is needed once in the life of a database.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    if version is not None and version not in {
        s.revision for s in ScriptDirectory.from_config(config).walk_revisions()
    }:
        raise StorageError(
            f"{database.name} was written by a newer version of sanctions-watch (schema {version}, here {HEAD}); "
            "upgrade sanctions-watch, or name another database under 'storage:'"
        )
    command.upgrade(config, "head")
