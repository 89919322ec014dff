"""A Prefect server of our own: started on loopback, watched, started again, stopped."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.errors import WatchError
from flows.settings import server_environment

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
PORT = 4200
"""Prefect's own; taken when it is free."""
START = 120.0
"""Seconds until a server must be healthy: a first start makes its database, on a slow disk."""
STOP = 10.0
"""Seconds a server has for its end."""
PAUSES = (0.0, 1.0, 5.0, 15.0, 60.0)
"""Seconds before a server that died is started again: the n-th time in a row, then always the last."""
LONGEST_LOG = 20_000_000
"""Bytes. Prefect tells each lock its database had to wait for with a long traceback."""
STEADY = 300.0
"""Seconds after which a server that ran so long counts as never having died."""


class ServerError(WatchError):
    """The local Prefect server cannot be started."""


def free_port(wanted: int | None) -> int:
    """The port wanted, else Prefect's own, else any that is free.

    Raises:
        ServerError: the port wanted is taken.
    """
    for port in (wanted,) if wanted else (PORT, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise ServerError(f"port {wanted} of {HOST} is taken; name another with --port, or leave it out")


@dataclass
class _Deaths:
    """How often the server died in a row, and when it may be started again."""

    count: int = 0
    not_before: float = 0.0


class LocalServer:
    """`prefect server start` as a child on loopback. To be used by one thread, which must outlive it."""

    def __init__(self, port: int, folder: Path, stopping: Callable[[], bool]) -> None:
        self.port = port
        self.log = folder / "server.log"
        """What the server says; cut when it grows beyond all measure."""
        self._home = Path(server_environment()["PREFECT_HOME"]).expanduser().resolve()
        self._stopping = stopping
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._deaths = _Deaths()

    @property
    def api(self) -> str:
        """The address clients use."""
        return f"http://{HOST}:{self.port}/api"

    def start(self) -> None:
        """Start the child; it is not healthy yet."""
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(self.port)]
        tether = [sys.executable, "-m", "flows.serve.tether", str(os.getpid())]
        # A session of its own: Ctrl-C in a terminal must reach the service first, which ends its pass and then this.
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line
                [*tether, *command],
                # The browser asks port 4200 unless the page says otherwise.
                env=server_environment() | {"PREFECT_UI_API_URL": self.api},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._started = time.monotonic()

    def wait_until_healthy(self) -> None:
        """Return when it answers, or when the service shall end.

        Raises:
            ServerError: it died, or does not answer for two minutes.
        """
        while not self._stopping():
            if self.healthy():
                return
            if (code := self._ended()) is not None:
                raise ServerError(f"the Prefect server ended with code {code}; see {self.log}")
            if time.monotonic() - self._started > START:
                raise ServerError(
                    f"the Prefect server does not answer at {self.api} after {START:.0f} s; see {self.log}"
                )
            time.sleep(0.2)

    def healthy(self) -> bool:
        """True when it answers and is ours: two services may reach for the same free port at the same time."""
        try:
            httpx.get(f"{self.api}/health", timeout=2, trust_env=False).raise_for_status()
            settings = httpx.get(f"{self.api}/admin/settings", timeout=10, trust_env=False).raise_for_status().json()
        except (httpx.HTTPError, ValueError):
            return False
        home = Path(str(settings.get("home", ""))).expanduser().resolve()
        return home == self._home and self._ended() is None

    def look_after(self) -> None:
        """Start it again when it died, more and more patiently. To be called about once a second."""
        now = time.monotonic()
        code = self._ended()
        if code is None:
            self._cut_log()
            return
        if self._process is not None:
            self._process = None
            count = 0 if now - self._started > STEADY else self._deaths.count
            pause = PAUSES[min(count, len(PAUSES) - 1)]
            self._deaths = _Deaths(count + 1, now + pause)
            logger.warning(
                "the Prefect server ended with code %s; started again in %.0f s; see %s", code, pause, self.log
            )
        if now >= self._deaths.not_before and not self._stopping():
            self.start()

    def _cut_log(self) -> None:
        if self.log.stat().st_size > LONGEST_LOG:
            os.truncate(self.log, 0)

    def _ended(self) -> int | None:
        return -1 if self._process is None else self._process.poll()

    def stop(self) -> None:
        """End it: in order, then by force."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
