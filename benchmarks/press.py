"""Feeds on loopback that news is added to while they are read; they remember when they handed out what."""

import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROOM = 200
"""Newest items that a feed holds; what is older has left it for good."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed."""

    guid: str
    title: str
    text: str
    published: datetime
    page: str
    """The end of its address."""

    @property
    def link(self) -> str:
        """Its address."""
        return f"https://newsroom.example/{self.page}"

    @property
    def xml(self) -> str:
        """Itself as RSS."""
        return (
            f"<item><title>{escape(self.title)}</title><link>{self.link}</link><guid isPermaLink='false'>{self.guid}"
            f"</guid><pubDate>{format_datetime(self.published)}</pubDate>"
            f"<description>{escape(self.text)}</description></item>\n"
        )


class Feed:
    """One feed, at a loopback address of its own, as if on a host of its own."""

    def __init__(self, name: str, host: str) -> None:
        self.name, self.host = name, host
        self.answers: Counter[int] = Counter()
        """Answers by status."""
        self.published: dict[str, float] = {}
        """When an item first stood here, by its guid; seconds of the clock."""
        self.served: dict[str, float] = {}
        """When the first answer that held it was asked for."""
        self.items: dict[str, Item] = {}
        """Every item that ever stood here, in its last words."""
        self._held: deque[str] = deque(maxlen=ROOM)
        self._lock = threading.Lock()
        self._version = 0

    def add(self, guid: str, title: str, text: str, page: str = "") -> None:
        """Publish an item, or one again in other words: it comes to the top. Without `page` its own name is used."""
        now = time.time()
        with self._lock:
            if known := self.items.get(guid):
                self.items[guid] = replace(known, title=title, text=text)
                self._held.remove(guid)
            else:
                self.items[guid] = Item(guid, title, text, datetime.fromtimestamp(int(now), UTC), page or guid)
                self.published[guid] = now
            self._held.appendleft(guid)
            self._version += 1

    def answer(self, known: str | None) -> tuple[HTTPStatus, str, bytes]:
        """Status, ETag and body for a reader who knows this ETag."""
        now = time.time()
        with self._lock:
            tag = f'"{self.name}-{self._version}"'
            status = HTTPStatus.NOT_MODIFIED if tag == known else HTTPStatus.OK
            self.answers[status.value] += 1
            if status == HTTPStatus.NOT_MODIFIED:
                return status, tag, b""
            for guid in self._held:
                self.served.setdefault(guid, now)
            items = "".join(self.items[guid].xml for guid in self._held)
        title = f"<?xml version='1.0' encoding='utf-8'?>\n<rss version='2.0'><channel><title>{self.name}</title>"
        return status, tag, f"{title}{items}</channel></rss>".encode()


@contextmanager
def press(*names: str) -> Iterator[tuple[dict[str, Feed], str]]:
    """Feeds of these names, and the `sources:` of a watch that reads them."""
    feeds = {f"127.0.0.{number}": Feed(name, f"127.0.0.{number}") for number, name in enumerate(names, start=1)}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            feed = feeds[self.headers["Host"].rpartition(":")[0]]
            status, tag, body = feed.answer(self.headers["If-None-Match"])
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A reader that has gone is no news here."""

    server = Server(("0.0.0.0", 0), Handler)  # noqa: S104 - every 127.x.x.x is a host of its own
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    port = server.server_address[1]
    entries = [
        f"  - {{name: {feed.name}, kind: feed, url: 'http://{host}:{port}/feed.xml', allow_private: true}}"
        for host, feed in feeds.items()
    ]
    try:
        yield {feed.name: feed for feed in feeds.values()}, "\n".join(["sources:", *entries])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
