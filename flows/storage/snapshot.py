"""A copy of the storage that a dry run may write into."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

from flows.errors import StorageError


def snapshot(url: str, folder: Path) -> str:
    """Copy the database of an address into a folder; the address of the copy. What is not there yet is empty.

    Raises:
        StorageError: the database is none on SQLite, or cannot be read.
    """
    path = make_url(url).database
    copy = folder / "snapshot.db"
    if make_url(url).get_backend_name() != "sqlite":
        raise StorageError(
            "a dry run copies the storage, which it can do on SQLite only; name another 'storage:' for it"
        )
    if path not in (None, "", ":memory:") and Path(str(path)).exists():
        try:
            # The database's own way of copying itself: consistent while another process writes.
            with closing(sqlite3.connect(str(path))) as source, closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        except sqlite3.Error as error:
            raise StorageError(f"{path} cannot be copied for a dry run: {error}") from error
    return f"sqlite:///{copy}"
