"""A service that really runs, in a process of its own, over a watch that a test writes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

COMMAND = "from flows.cli.main import main; main()"
SLOW_MACHINE = 90.0
"""Seconds nothing here takes longer than."""


def a_watch(folder: Path, schedule: str, sources: str = "[]") -> Path:
    """A watch that reads `sources` and tells the terminal."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "watch.yaml"
    lines = [f"sources: {sources}", "targets: {terminal: 'console://'}", "routes: [{name: all, to: [terminal]}]"]
    path.write_text("\n".join([*lines, f"schedule: {schedule}", "model: none"]) + "\n", encoding="utf-8")
    return path


class Service:
    """`sanctions-watch serve` under way."""

    def __init__(self, watch: Path, *options: str) -> None:
        # Nothing of the machine's own Prefect may reach the service, and its own settings must not reach us.
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        self.log = watch.parent / f"service-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-c", COMMAND, "serve", "--config", str(watch), *options],
                env=clean | {"HOME": str(watch.parent)},
                cwd=watch.parent,
                stderr=log,
                stdout=log,
                start_new_session=True,
            )

    def said(self) -> str:
        """All that it has logged so far."""
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, pattern: str, count: int = 1) -> list[str]:
        """The first `count` matches of a pattern in its log, once they stand there."""
        end = time.monotonic() + SLOW_MACHINE
        while len(found := re.findall(pattern, self.said())) < count:
            assert time.monotonic() < end, f"'{pattern}' was never said {count} times:\n{self.said()}"
            assert self.process.poll() is None, f"it has ended:\n{self.said()}"
            time.sleep(0.05)
        return found[:count]

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """Send a signal; gives back the exit code and how many seconds the end took."""
        began = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(SLOW_MACHINE), time.monotonic() - began

    def api(self) -> str:
        """Address of the API of its own server."""
        self.wait_for("the first at")
        address: str = re.findall(r"starts at (http://\S+)", self.said())[-1]
        return f"{address}/api"

    def runs(self) -> list[dict[str, Any]]:
        """The runs of the flow `monitor` that have begun, the earliest first."""
        return runs_of(self.api())


def runs_of(api: str) -> list[dict[str, Any]]:
    """The runs of the flow `monitor` that a server knows to have begun, the earliest first."""
    asked = {"sort": "START_TIME_ASC", "flows": {"name": {"any_": ["monitor"]}}, "flow_runs": {}}
    found = httpx.post(f"{api}/flow_runs/filter", json=asked, timeout=20, trust_env=False).json()
    return [run for run in found if run["start_time"]]


@contextmanager
def serving_watch(watch: Path, *options: str) -> Iterator[Service]:
    """A service; nothing of it is left afterwards."""
    service = Service(watch, *options)
    try:
        yield service
    finally:
        if service.process.poll() is None:
            service.process.kill()
            service.process.wait()


def children_of(pid: int) -> list[int]:
    """Processes started by this one."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text(encoding="ascii").split()]


def is_alive(pid: int) -> bool:
    """True for a process that has not ended; a zombie has."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def a_feed(url: str) -> str:
    """One source that reads a feed of a test's server."""
    return json.dumps([{"name": "slow", "kind": "feed", "url": url, "allow_private": True}])
