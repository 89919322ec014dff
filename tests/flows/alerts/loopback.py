"""Servers on loopback that play the other side: a Slack webhook, and a mail server."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HANG = 4.0
"""Seconds a hanging server takes; more than any time-out that the tests set."""


class SlackRoom:
    """What the webhook was given, and how it behaves: `ok`, `refuse` (403), `fail` (500), `hang` or `reset`."""

    def __init__(self) -> None:
        self.mood = "ok"
        self.posts: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.url = ""

    @property
    def text(self) -> str:
        """The body of the last message as Slack would get it."""
        return str(self.posts[-1]["attachments"][0]["text"])


@contextmanager
def slack() -> Iterator[SlackRoom]:
    """A webhook on loopback."""
    room = SlackRoom()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            room.paths.append(self.path)
            room.posts.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            if room.mood == "hang":
                time.sleep(HANG)
            if room.mood == "reset":
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
                return
            answer = {"fail": (500, b"oops"), "refuse": (403, b"invalid_token")}.get(room.mood, (200, b"ok"))
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that has gone is no news here."""

    server = Server(("127.0.0.1", 0), Handler)
    room.url = f"http://127.0.0.1:{server.server_address[1]}/services"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Mailbox:
    """Takes what arrives; refuses the receivers named in `refused`, or all content when `answer` is set."""

    def __init__(self, *, refused: frozenset[str] = frozenset(), answer: str = "") -> None:
        self.envelopes: list[Envelope] = []
        self._refused = refused
        self._answer = answer

    async def handle_RCPT(  # noqa: N802 - the interface of aiosmtpd
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self._refused:
            return "550 5.1.1 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - ditto
        if self._answer:
            return self._answer
        self.envelopes.append(envelope)
        return "250 OK"


@contextmanager
def mail_server(box: Mailbox, **options: Any) -> Iterator[int]:
    """A mail server on loopback; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes connections and says nothing; gives its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])
