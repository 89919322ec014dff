"""The service as a process: it runs on schedule, is stopped, killed and started again."""

import os
import signal
import time
from pathlib import Path

import pytest

from flows.storage.lock import RunLock
from flows.storage.store import Store
from tests.flows.serve.running import a_feed, a_watch, children_of, is_alive, runs_of, serving_watch
from tests.flows.sources.server import answer, serving, silence

PASS = r"INFO pass: .*"
SLOW = 60.0
"""Seconds that a source is silent for in the middle of a pass."""


def test_two_planned_passes_are_made_and_shown_and_a_signal_ends_it_in_order(tmp_path: Path) -> None:
    with serving_watch(a_watch(tmp_path, "{every: 3 s}")) as service:
        api = service.api()
        service.wait_for(PASS, count=4)
        children = children_of(service.process.pid)
        shown = runs_of(api)
        code, seconds = service.stop()
    assert code == 0
    assert seconds < 20
    assert "stopped" in service.said()
    planned = [run for run in shown if run["auto_scheduled"] and run["state_type"] == "COMPLETED"]
    assert len(planned) >= 2
    assert all(run["name"].startswith("pass of 20") for run in planned)
    assert "sanctions-watch" in planned[0]["tags"]
    assert children
    assert not any(map(is_alive, children))
    with Store.open(f"sqlite:///{tmp_path}/var/watch.db") as store:
        assert all(one.finished for one in store.runs())


def test_without_prefect_a_signal_in_the_middle_of_a_pass_ends_it_within_the_grace(tmp_path: Path) -> None:
    with serving({"/feed": silence(SLOW)}) as (url, asked):
        watch = a_watch(tmp_path, "{every: 1 s}", a_feed(f"{url}/feed"))
        with serving_watch(watch, "--no-prefect", "--grace", "1") as service:
            while not asked:
                time.sleep(0.05)
            code, seconds = service.stop()
    assert code == 0
    assert seconds < 10
    assert "SIGTERM: ends within 1 s" in service.said()


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    with serving({"/feed": silence(SLOW)}) as (url, asked):
        watch = a_watch(tmp_path, "{every: 1 s}", a_feed(f"{url}/feed"))
        with serving_watch(watch, "--no-prefect", "--grace", "600") as service:
            while not asked:
                time.sleep(0.05)
            service.process.send_signal(signal.SIGINT)
            service.wait_for("SIGINT: ends within 600 s")
            code, seconds = service.stop(signal.SIGINT)
    assert code == 0
    assert seconds < 10


def test_a_watch_that_cannot_be_used_is_refused_at_the_start(tmp_path: Path) -> None:
    with serving_watch(a_watch(tmp_path, "{every: now and then}")) as service:
        assert service.process.wait(60) == 2
    assert "watch.yaml:4: 'every' must be a span of time" in service.said()


def test_a_second_service_over_the_same_watch_is_refused(tmp_path: Path) -> None:
    watch = a_watch(tmp_path, "{every: 1 h}")
    with serving_watch(watch, "--no-prefect") as first:
        first.wait_for(PASS)
        with serving_watch(watch, "--no-prefect") as second:
            assert second.process.wait(60) == 1
        assert f"another service (process {first.process.pid}) serves this watch already" in second.said()


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_two_services_started_at_the_same_time_get_servers_of_their_own(tmp_path: Path) -> None:
    with (
        serving_watch(a_watch(tmp_path / "one", "{every: 1 h}")) as one,
        serving_watch(a_watch(tmp_path / "two", "{every: 1 h}")) as two,
    ):
        one.wait_for(PASS)
        two.wait_for(PASS)
        shown = [{run["parameters"]["config"] for run in service.runs()} for service in (one, two)]
        assert one.stop()[0] == two.stop()[0] == 0
    assert shown == [{str(tmp_path / "one" / "watch.yaml")}, {str(tmp_path / "two" / "watch.yaml")}]


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_a_signal_in_the_middle_of_a_pass_leaves_no_zombie_and_the_next_start_goes_on(tmp_path: Path) -> None:
    with serving({"/feed": silence(SLOW)}) as (url, asked):
        watch = a_watch(tmp_path, "{every: 1 h}", a_feed(f"{url}/feed"))
        with serving_watch(watch, "--grace", "2") as service:
            while not asked:
                time.sleep(0.05)
            code, seconds = service.stop()
    assert code == 0
    assert seconds < 30
    assert "broken off" in service.said()
    with (
        serving({"/feed": answer(b"", 304)}) as (url, _),
        serving_watch(a_watch(tmp_path, "{every: 1 h}", a_feed(f"{url}/feed"))) as service,
    ):
        service.wait_for(PASS)
        states = [run["state_type"] for run in service.runs()]
        assert service.stop()[0] == 0
    assert states == ["CRASHED", "COMPLETED"]


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_a_kill_in_the_middle_of_a_pass_recovers_within_a_minute(tmp_path: Path) -> None:
    with serving({"/feed": silence(SLOW)}) as (url, asked):
        watch = a_watch(tmp_path, "{every: 1 h}", a_feed(f"{url}/feed"))
        with serving_watch(watch) as service:
            while not asked:
                time.sleep(0.05)
            children = children_of(service.process.pid)
            service.process.kill()
    while any(map(is_alive, children)):
        time.sleep(0.1)
    began = time.monotonic()
    with serving_watch(a_watch(tmp_path, "{every: 1 h}")) as service:
        service.wait_for(PASS)
        assert time.monotonic() - began < 60
        states = [run["state_type"] for run in service.runs()]
        assert service.stop()[0] == 0
    assert states == ["CRASHED", "COMPLETED"]


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_a_server_that_dies_is_started_again_and_passes_go_on(tmp_path: Path) -> None:
    with serving_watch(a_watch(tmp_path, "{every: 5 s}")) as service:
        service.wait_for(PASS, count=2)
        [server] = children_of(service.process.pid)
        os.kill(server, signal.SIGKILL)
        service.wait_for("Prefect server ended with code -9")
        made = len(service.said().split("INFO pass:"))
        service.wait_for(PASS, count=made + 2)
        assert runs_of(service.api())[-1]["state_type"] in {"COMPLETED", "RUNNING"}
        assert service.stop()[0] == 0


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_a_pass_that_finds_the_lock_taken_completes_as_skipped(tmp_path: Path) -> None:
    watch = a_watch(tmp_path, "{every: 3 s}")
    Store.open(url := f"sqlite:///{tmp_path}/var/watch.db").close()
    with RunLock(url), serving_watch(watch) as service:
        service.wait_for("another one is still running", count=2)
        run = service.runs()[0]
        assert service.stop()[0] == 0
    assert (run["state_type"], run["state_name"]) == ("COMPLETED", "Skipped")
    assert "another pass is still running" in run["state"]["message"]


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_after_a_day_of_rest_one_pass_makes_up_for_all(tmp_path: Path) -> None:
    with serving_watch(a_watch(tmp_path, "{every: 2 s}")) as service:
        service.wait_for(PASS, count=2)
        assert service.stop()[0] == 0
    time.sleep(20)
    with serving_watch(a_watch(tmp_path, "{every: 1 h}")) as service:
        service.wait_for(PASS)
        time.sleep(8)
        assert service.said().count("INFO pass:") == 1
        assert service.stop()[0] == 0
