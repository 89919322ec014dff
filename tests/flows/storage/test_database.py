"""What goes wrong with a database is said in words."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.errors import StorageError
from flows.storage.columns import UtcDateTime
from flows.storage.database import Database
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import an_incoming


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("watch.db", "write it like sqlite:///watch.db"),
        ("oracle9://x/y", "write it like sqlite:///watch.db"),
        ("sqlite:////proc/nowhere/watch.db", "cannot make the folder"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, message: str) -> None:
    with pytest.raises(StorageError, match=message):
        Store.open(url)


def test_a_file_that_is_no_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, this is a letter and by no means a database.\n" * 50)
    with pytest.raises(StorageError, match=r"not a database; name another file under 'storage:'"):
        Store.open(f"sqlite:///{path}")
    assert path.read_text().startswith("Dear reader")


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="unable to open database file; check"):
        Store.open(f"sqlite:///{tmp_path}")


def test_the_password_of_an_address_is_never_shown() -> None:
    address = "postgresql://watch:hunter2@127.0.0.1:1/none"
    with pytest.raises(StorageError) as caught:
        Store.open(address)
    assert "hunter2" not in str(caught.value)
    assert "check that the server runs" in str(caught.value)


def test_the_file_is_in_wal_mode_and_keeps_its_references(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.read() as connection:
        assert connection.scalar(sa.text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 1
    database.close()


def test_writers_that_read_first_never_fail_and_lose_no_update(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.write() as connection:
        connection.execute(sa.text("CREATE TABLE n (n INTEGER)"))
        connection.execute(sa.text("INSERT INTO n VALUES (0)"))
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(25):
                with database.write() as connection:
                    n = connection.scalar(sa.text("SELECT n FROM n")) or 0
                    connection.execute(sa.text("UPDATE n SET n = :n"), {"n": n + 1})
        except BaseException as error:  # noqa: BLE001  # a thread would swallow it
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert (failures, connection.scalar(sa.text("SELECT n FROM n"))) == ([], 100)
    database.close()


def test_a_write_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/a.db") as store:
        good, naive = an_incoming("k1"), an_incoming("k2", published=datetime(2023, 1, 1))  # noqa: DTZ001  # the mistake under test
        with pytest.raises(StorageError, match="has no time zone"):
            store.add_articles([good, naive], NOON)
        assert store.counts()["articles"] == 0


def test_what_is_written_is_seen_by_other_programs(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/a.db") as store:
        store.add_articles([an_incoming()], NOON)
        raw = sqlite3.connect(tmp_path / "a.db")
        assert raw.execute("SELECT published FROM articles").fetchall() == [("2023-12-13 12:00:00.000000",)]
        raw.close()


def test_a_time_of_another_zone_is_kept_as_the_same_moment() -> None:
    table = sa.Table("t", sa.MetaData(), sa.Column("at", UtcDateTime))
    database = Database("sqlite://")
    with database.write() as connection:
        table.create(connection)
        connection.execute(table.insert(), [{"at": datetime(2023, 1, 1, 9, tzinfo=timezone(timedelta(hours=9)))}])
        assert connection.scalar(sa.select(table.c.at)) == datetime(2023, 1, 1, tzinfo=UTC)
    database.close()
