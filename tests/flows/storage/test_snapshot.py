"""Copies of the storage for dry runs."""

from pathlib import Path

import pytest

from flows.errors import StorageError
from flows.storage.snapshot import snapshot
from flows.storage.store import Store
from tests.flows.storage.values import alert_once


def test_a_copy_holds_what_is_there_and_what_is_written_into_it_stays_there(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/watch.db"
    with Store.open(url) as store:
        alert_once(store, "k1")
        with Store.open(snapshot(url, tmp_path)) as copy:
            assert copy.alerts() == store.alerts()
            alert_once(copy, "k2")
        assert len(store.alerts()) == 1


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///nowhere/watch.db"])
def test_what_is_not_there_yet_is_copied_empty(tmp_path: Path, url: str) -> None:
    with Store.open(snapshot(url, tmp_path)) as copy:
        assert copy.counts()["articles"] == 0
    assert not Path("nowhere").exists()


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "watch.db").write_text("not a database at all", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot be copied for a dry run"):
        snapshot(f"sqlite:///{tmp_path}/watch.db", tmp_path)


def test_another_database_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="name another 'storage:'"):
        snapshot("postgresql://localhost/watch", tmp_path)
