"""A database is brought up to date, or refused with words."""

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import flows.storage
from flows.errors import StorageError
from flows.storage.database import Database
from flows.storage.schema import HEAD, VERSION_TABLE, migrate
from flows.storage.store import Store
from flows.storage.tables import metadata
from tests.flows.storage.values import alert_once


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(flows.storage.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def test_the_migrations_build_the_tables_that_the_code_uses() -> None:
    database = Database("sqlite://")
    migrate(database)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    database.close()


def test_the_newest_migration_is_the_one_the_code_asks_for() -> None:
    assert _scripts().get_heads() == [HEAD]


def test_every_table_and_every_unclear_column_is_explained() -> None:
    assert [table.name for table in metadata.sorted_tables if not table.comment] == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/watch.db"
    with Store.open(url) as store:
        alert = alert_once(store)
    with Store.open(url) as store:
        assert store.alerts() == [alert]


def test_several_processes_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Store.open(f"sqlite:///{tmp_path}/watch.db").close()
        except BaseException as error:  # noqa: BLE001  # a thread would swallow it
            failures.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/watch.db"
    Store.open(url).close()
    with sqlite3.connect(tmp_path / "watch.db") as raw:
        raw.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608  # a constant of ours
    raw.close()
    with pytest.raises(StorageError, match=r"newer version of sanctions-watch \(schema 9999.*upgrade"):
        Store.open(url)


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as raw:
        raw.execute("CREATE TABLE flow_run (id TEXT)")
    raw.close()
    with pytest.raises(StorageError, match=r"'flow_run' of another program.*under 'storage:'"):
        Store.open(f"sqlite:///{tmp_path}/other.db")


def test_going_back_removes_what_going_forward_made() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        scripts = list(_scripts().walk_revisions())
        from alembic.operations import Operations  # noqa: PLC0415  # its proxies must be installed for this block alone

        with Operations.context(context):
            for script in reversed(scripts):
                script.module.upgrade()
            assert set(sa.inspect(connection).get_table_names()) == set(metadata.tables)
            for script in scripts:
                script.module.downgrade()
            assert sa.inspect(connection).get_table_names() == []
    engine.dispose()
