"""Only one run at a time works on a storage."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.errors import AlreadyRunningError, StorageError
from flows.storage.lock import RunLock
from tests.contracts.conftest import POSTGRESQL

_HOLD = """
import sys, time
from flows.storage.lock import RunLock
with RunLock(sys.argv[1]):
    print("in", flush=True)
    time.sleep(60)
"""


def _urls(folder: Path) -> list[str]:
    return [f"sqlite:///{folder}/var/watch.db", *([POSTGRESQL] if POSTGRESQL else [])]


def test_a_second_run_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    for url in _urls(tmp_path):
        with RunLock(url), pytest.raises(AlreadyRunningError, match=str(os.getpid())), RunLock(url):
            pytest.fail("two runs at once")


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    for url in _urls(tmp_path):
        for _ in range(2):
            with RunLock(url):
                pass


def test_a_killed_run_leaves_no_lock_behind(tmp_path: Path) -> None:
    url = _urls(tmp_path)[0]
    command = [sys.executable, "-c", _HOLD, url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:  # noqa: S603  # our own words
        assert holder.stdout is not None
        assert holder.stdout.readline() == "in\n"
        with pytest.raises(AlreadyRunningError, match=f"process {holder.pid}"), RunLock(url):
            pytest.fail("two runs at once")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        with RunLock(url):
            pass


def test_two_storages_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with RunLock(f"sqlite:///{tmp_path}/a.db"), RunLock(f"sqlite:///{tmp_path}/b.db"):
        pass


def test_a_database_in_memory_needs_no_lock() -> None:
    with RunLock("sqlite://"), RunLock("sqlite://"):
        pass


def test_a_lock_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    (tmp_path / "watch.db.lock").mkdir()
    with (
        pytest.raises(StorageError, match=r"watch\.db\.lock: Is a directory"),
        RunLock(f"sqlite:///{tmp_path}/watch.db"),
    ):
        pytest.fail("no lock was taken")
