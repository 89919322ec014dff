"""Passes on schedule without Prefect."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.options import ScheduleOptions
from flows.serve.opening import Opening
from flows.serve.plain import plain_pass, plain_schedule
from flows.serve.stop import Stop
from flows.serve.timetable import Timetable
from flows.storage.lock import RunLock
from flows.storage.store import Store
from tests.flows.serve.running import a_watch


@contextmanager
def plainly_serving(watch: Path, stop: Stop) -> Iterator[None]:
    timetable = Timetable(ScheduleOptions(every=timedelta(seconds=1)))
    thread = threading.Thread(target=plain_schedule, args=(Opening(watch), timetable, datetime.now(UTC), stop))
    thread.start()
    try:
        yield
    finally:
        stop.request()
        thread.join(30)
        assert not thread.is_alive()


def test_passes_follow_each_other_until_the_end(tmp_path: Path) -> None:
    watch, stop = a_watch(tmp_path, "{every: 1 s}"), Stop(timedelta(seconds=20))
    with Store.open(f"sqlite:///{tmp_path}/var/watch.db") as store:
        began = datetime.now(UTC)
        with plainly_serving(watch, stop):
            while len(store.runs()) < 3:
                stop.wait(0.1)
        ended, passes = datetime.now(UTC), store.runs()
    assert all(one.finished for one in passes)
    # After the one at the start there is one for each full second that came, late or not.
    assert len(passes) <= 1 + int(ended.timestamp()) - int(began.timestamp())


def test_a_pass_that_finds_the_lock_taken_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    watch = a_watch(tmp_path, "{every: 1 s}")
    with Store.open(url := f"sqlite:///{tmp_path}/var/watch.db") as store, RunLock(url):
        plain_pass(Opening(watch), Stop(timedelta(seconds=20)))
        assert not store.runs()
    assert "another one is still running" in caplog.text
    assert caplog.records[-1].levelno == logging.WARNING


def test_a_broken_watch_is_told_and_the_schedule_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    watch, stop = a_watch(tmp_path, "{every: 1 s}"), Stop(timedelta(seconds=20))
    watch.write_text("sauces: []\n", encoding="utf-8")
    stop.request()
    plain_pass(Opening(watch), stop)
    assert "unknown key 'sauces'" in caplog.text
    assert caplog.records[-1].levelno == logging.ERROR


def test_a_pass_ends_early_when_the_service_shall_end(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("A title\n\nNorth Korean workers were sent abroad.\n", encoding="utf-8")
    watch = a_watch(tmp_path, "{every: 1 s}", "[{name: a, kind: files, path: news.txt, max_age: none}]")
    stop = Stop(timedelta(seconds=20))
    stop.request()
    plain_pass(Opening(watch), stop)
    with Store.open(f"sqlite:///{tmp_path}/var/watch.db") as store:
        assert store.counts()["articles"] == store.counts()["unassessed"] == 1
        plain_pass(Opening(watch), Stop(timedelta(seconds=20)))
        assert store.counts()["unassessed"] == 0
