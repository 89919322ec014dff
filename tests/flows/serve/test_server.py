"""The child server: its port, and that it never outlives us."""

import json
import socket
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from flows.serve.server import LocalServer, ServerError, free_port
from tests.flows.serve.running import is_alive
from tests.flows.sources.server import answer, serving

PARENT = """
import subprocess, sys, os
child = subprocess.Popen([sys.executable, "-m", "flows.serve.tether", str(os.getpid()), "sleep", "60"])
print(child.pid, flush=True)
sys.stdin.read()
"""


def test_a_port_that_is_taken_is_refused_by_name() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        taken = holder.getsockname()[1]
        with pytest.raises(ServerError, match=f"port {taken} .* is taken"):
            free_port(taken)


def test_without_a_wish_a_free_port_is_found() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", free_port(None)))


def test_the_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    with parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        assert is_alive(child)
        parent.kill()
    end = time.monotonic() + 10
    while is_alive(child):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_child_whose_parent_is_gone_already_does_nothing() -> None:
    command = [sys.executable, "-m", "flows.serve.tether", "1", "echo", "ran all the same"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    assert done.stdout == ""


def test_a_server_of_somebody_else_on_our_port_is_not_taken_for_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "ours"))

    def settings(handler: BaseHTTPRequestHandler) -> None:
        answer(json.dumps({"home": str(tmp_path / "theirs")}).encode())(handler)

    with serving({"/api/health": answer(b"true"), "/api/admin/settings": settings}) as (url, asked):
        server = LocalServer(int(url.rpartition(":")[2]), tmp_path, lambda: False)
        assert not server.healthy()
        assert asked == ["/api/health", "/api/admin/settings"]


def test_a_server_that_was_never_started_is_not_healthy_and_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    server = LocalServer(free_port(None), tmp_path, lambda: False)
    assert not server.healthy()
    server.stop()
