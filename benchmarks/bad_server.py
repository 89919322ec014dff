"""300 feeds on loopback, nine tenths of which are in some kind of trouble. The same bytes in every run.

    python -m benchmarks.bad_server        prints its port, and serves until its standard input is closed

Each feed stands at a loopback address of its own (127.1.0.1, 127.1.0.2, ...), as each stands on a host of its own
in the world; a reader that is gentle to each host is not slowed down by that here.
"""

import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

EACH = 30
"""Feeds of each kind."""
KINDS = (
    "good", "slow", "hanging", "resetting", "5xx", "429", "redirecting", "malformed", "wrongly encoded", "huge",
)  # fmt: skip
SLOWNESS = 2.0
"""Seconds that a slow feed takes for its body."""
HANG = 30.0
"""Seconds for which a hanging feed says nothing; no reader waits that long."""
ITEMS, MANY = 20, 200
"""Items of a feed, and of a huge one."""
TOO_LARGE = 2
"""Of the huge feeds these never end: 20 MB, which only a reader with a limit is asked to read."""
_ALIVE = frozenset({"good", "slow", "redirecting", "malformed", "wrongly encoded", "huge"})
_WORDS = {
    "utf-8": "Delegation discusses labour exchange",
    "cp1251": "Делегация обсудила направление рабочих",
    "cp949": "대표단이 노동자 파견 문제를 논의했다",
    "gb18030": "代表团讨论了派遣工人的问题",
}
_BASE = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Feed:
    """One of the feeds."""

    number: int
    kind: str

    @property
    def host(self) -> str:
        """Its own loopback address."""
        return f"127.1.{self.number // 200}.{self.number % 200 + 1}"

    @property
    def is_endless(self) -> bool:
        """True when it is larger than anyone should read."""
        return self.kind == "huge" and self.number % EACH < TOO_LARGE

    @property
    def has_validators(self) -> bool:
        """True when it tells whether it has changed (ETag); two in three do."""
        return self.number % 3 != 0

    @property
    def charset(self) -> str:
        """What its bytes are in; it declares UTF-8 all the same."""
        return ("cp1251", "cp949", "gb18030")[self.number % 3] if self.kind == "wrongly encoded" else "utf-8"

    @property
    def items(self) -> dict[str, str]:
        """Address and title of all that a reader must find in it."""
        if self.kind not in _ALIVE or self.is_endless:
            return {}
        count, words = MANY if self.kind == "huge" else ITEMS, _WORDS[self.charset]
        extra = " R&D" if self.kind == "malformed" else ""
        return {f"https://feed{self.number}.example/{n}": f"{words}{extra} {self.number}-{n}" for n in range(count)}

    @property
    def body(self) -> bytes:
        """What it serves."""
        return _body(self)


@cache
def feeds() -> tuple[Feed, ...]:
    """All of them, the kinds mixed."""
    return tuple(Feed(place * EACH + n, kind) for n in range(EACH) for place, kind in enumerate(KINDS))


@cache
def _body(feed: Feed) -> bytes:
    parts = [f"<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0'><channel><title>Wire {feed.number}</title>"]
    for n, (link, title) in enumerate(feed.items.items()):
        paragraph = f"<p>{_WORDS[feed.charset]} in talks held this week, item {n} of wire {feed.number}.</p>"
        text = paragraph * (5_000 // len(paragraph) if feed.kind == "huge" else 4)
        # A bare ampersand is what makes most feeds malformed.
        shown = title if feed.kind == "malformed" else escape(title)
        date = format_datetime(_BASE - timedelta(minutes=n))
        parts.append(
            f"<item><title>{shown}</title><link>{link}</link><guid>{link}</guid><pubDate>{date}</pubDate>"
            f"<description>{escape(text)}</description></item>\n"
        )
    return "".join([*parts, "</channel></rss>"]).encode(feed.charset)


class Handler(BaseHTTPRequestHandler):
    """Answers for all feeds, each at its own address."""

    by_host: ClassVar = {feed.host: feed for feed in feeds()}

    def do_GET(self) -> None:
        """One request."""
        feed = self.by_host[self.headers["Host"].rpartition(":")[0]]
        behaviours: dict[str, Callable[[Feed], None]] = {
            "slow": self._drip,
            "hanging": self._hang,
            "resetting": self._reset,
            "5xx": self._fail,
            "429": self._refuse,
            "redirecting": self._redirect,
        }
        try:
            behaviours.get(feed.kind, self._serve)(feed)
        except OSError:
            self.close_connection = True

    def _serve(self, feed: Feed) -> None:
        if feed.is_endless:
            self._send(200, [b"<rss version='2.0'><channel><item><title>" + b"x" * 1_000_000] * 20)
            return
        tag = f'"{feed.number}"'
        if feed.has_validators and self.headers["If-None-Match"] == tag:
            self._send(304, [])
        else:
            self._send(200, [feed.body], {"ETag": tag} if feed.has_validators else {})

    def _send(
        self, status: int, pieces: list[bytes], headers: dict[str, str] | None = None, pause: float = 0.0
    ) -> None:
        self.send_response(status)
        usual = {"Content-Type": "application/rss+xml", "Content-Length": str(sum(map(len, pieces)))}
        for name, value in (usual | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        for piece in pieces:
            time.sleep(pause)
            self.wfile.write(piece)

    def _drip(self, feed: Feed) -> None:
        if feed.has_validators and self.headers["If-None-Match"]:
            time.sleep(SLOWNESS)
            self._serve(feed)
            return
        tag = {"ETag": f'"{feed.number}"'} if feed.has_validators else {}
        pieces = list(_pieces(feed.body, 10))
        self._send(200, pieces, tag, SLOWNESS / len(pieces))

    def _hang(self, _: Feed) -> None:
        time.sleep(HANG)
        self.close_connection = True

    def _reset(self, _: Feed) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss")
        # Closing with an answer of zero seconds still to come sends a reset instead of an end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _fail(self, _: Feed) -> None:
        self._send(503, [b"out of order"])

    def _refuse(self, _: Feed) -> None:
        self._send(429, [b"too many"], {"Retry-After": "120"})

    def _redirect(self, feed: Feed) -> None:
        if self.path == "/feed":
            self._send(301 if feed.number % 2 else 302, [], {"Location": "/new"})
        else:
            self._serve(feed)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


def _pieces(body: bytes, count: int) -> Iterator[bytes]:
    size = len(body) // count + 1
    for start in range(0, len(body), size):
        yield body[start : start + size]


class Server(ThreadingHTTPServer):
    """Lets all readers knock at the same time."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 400


def main() -> None:
    """Serve until standard input ends."""
    for feed in feeds():
        feed.body  # noqa: B018 - made now, so that no reader waits for it
    with Server(("0.0.0.0", 0), Handler) as server:  # noqa: S104 - all addresses that begin with 127
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(server.server_port, flush=True)
        sys.stdin.read()
        server.shutdown()


if __name__ == "__main__":
    main()
