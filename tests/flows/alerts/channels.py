"""Real servers on loopback that take alerts in any mood: HTTP for Slack and webhooks, SMTP for e-mail.

A mood says what the server does with a message: `ok`, `busy` (come back later), `fail` (its own fault), `refuse` (the
sender's), `slow` (takes it late), `hang` (takes it and says nothing), `reset` (takes it and is gone), `garbage` (takes
it and answers nonsense).
"""

import asyncio
import email
import email.policy
import json
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from flows.alerts.words import DUPLICATE
from tests.flows.alerts.loopback import Mailbox, mail_server

MOODS = ("ok", "busy", "fail", "refuse", "slow", "hang", "reset", "garbage")
TAKEN = frozenset({"ok", "slow", "hang", "reset", "garbage"})
"""Moods in which the message has arrived, whatever the sender learns of it."""
SLOW, HANG = 0.3, 2.5
"""Seconds."""
ASKED = 7
"""Seconds a busy server asks for."""
HTTP_ANSWERS = {"busy": (429, b"slow down"), "fail": (500, b"oops"), "refuse": (400, b"invalid_payload")}
SMTP_ANSWERS = {"busy": "451 4.7.1 come back later", "fail": "554 5.3.0 oops", "refuse": "550 5.7.1 not wanted"}


class Receiver:
    """What has arrived, as (alert, whether it is marked as a possible copy)."""

    def __init__(self) -> None:
        self.mood = "ok"
        self.seen: list[tuple[str, bool]] = []
        self.url = ""
        """The address of the target that leads here."""
        self.lock = threading.Lock()

    def take(self, alert: str, text: str) -> None:
        """A message is here."""
        # Line breaks of a plain text are no part of the sentence.
        with self.lock:
            self.seen.append((alert, DUPLICATE in " ".join(text.split()) or '"possible_duplicate": true' in text))


def _alert_in(text: str) -> str:
    """The id of the alert that a message names in its command."""
    return text.partition("alerts show ")[2].split("`")[0].split()[0].strip('",')


@contextmanager
def http() -> Iterator[Receiver]:
    """A server for posts; `url` is that of its root, `http://...`."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            mood = receiver.mood
            if mood in TAKEN:
                text = body["attachments"][0]["text"] if "attachments" in body else json.dumps(body)
                receiver.take(body["id"] if "schema" in body else _alert_in(text), text)
            if mood in {"slow", "hang"}:
                time.sleep(SLOW if mood == "slow" else HANG)
            if mood in {"hang", "reset"}:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()
            elif mood == "garbage":
                self.wfile.write(b"\x00\xff no HTTP at all\r\n\r\n")
                self.close_connection = True
            else:
                self._answer(*HTTP_ANSWERS.get(mood, (200, b"ok")))

        def _answer(self, code: int, text: bytes) -> None:
            self.send_response(code)
            if code == HTTP_ANSWERS["busy"][0]:
                self.send_header("Retry-After", str(ASKED))
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the base class
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 50

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that has gone is no news here."""

    server = Server(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Post(Mailbox):
    def __init__(self, receiver: Receiver) -> None:
        super().__init__()
        self.receiver = receiver

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        mood = self.receiver.mood
        if mood in SMTP_ANSWERS:
            return SMTP_ANSWERS[mood]
        content = envelope.content
        assert isinstance(content, bytes)
        message = email.message_from_bytes(content, policy=email.policy.default)
        plain = message.get_body(("plain",))
        assert plain is not None
        self.receiver.take(str(message["X-Sanctions-Watch-Alert"]), plain.get_content())
        if mood in {"slow", "hang"}:
            await asyncio.sleep(SLOW if mood == "slow" else HANG)
        if mood == "reset" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "how do you do" if mood == "garbage" else "250 OK"


@contextmanager
def smtp() -> Iterator[Receiver]:
    """A mail server; `url` is that of a target."""
    receiver = Receiver()
    with mail_server(_Post(receiver)) as port:
        receiver.url = (
            f"mailto://127.0.0.1:{port}/?from=watch@example.org&to=desk@example.org&mode=insecure&cto=1&rto=1"
        )
        yield receiver


@contextmanager
def channel(kind: str) -> Iterator[Receiver]:
    """The other side of `slack`, `webhook` or `mail`. For Slack set `NotifySlack.webhook_url` to `url` less `slack://`."""
    with smtp() if kind == "mail" else http() as receiver:
        if kind == "webhook":
            receiver.url = receiver.url.replace("http://", "json://") + "/hook?rto=1&cto=1"
        yield receiver
