"""One service for a watch: a second one would share Prefect's database with the first."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import AlreadyRunningError, StorageError


@contextmanager
def single_service(folder: Path) -> Iterator[None]:
    """Hold `serve.lock` in this folder; the kernel lets go of it however the process ends.

    Raises:
        AlreadyRunningError: another service holds it.
        StorageError: the folder cannot be written.
    """
    path = folder / "serve.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+", encoding="ascii")
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}; check that this user may write there") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read(20).strip() or "unknown"
            raise AlreadyRunningError(f"another service (process {holder}) serves this watch already: {path}") from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
