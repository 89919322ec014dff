"""A real HTTP server on loopback that behaves as badly as a test asks."""

import gzip
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Route = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Route:
    """A route with one fixed answer; `content_type="x"` sends `Content-Type: x`."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return route


def unless_match(body: bytes, etag: str, modified: str) -> Route:
    """A route that answers 304 to somebody who knows the tag."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers["If-None-Match"] == etag and handler.headers["If-Modified-Since"] == modified
        answer(b"" if known else body, 304 if known else 200, ETag=etag, Last_Modified=modified)(handler)

    return route


def drip(piece: bytes = b"x", every: float = 0.05, count: int = 200) -> Route:
    """A route whose body comes a byte at a time."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(count):
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(every)

    return route


def silence(seconds: float) -> Route:
    """A route that says nothing for a while."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        answer()(handler)

    return route


def reset() -> Route:
    """A route that breaks the connection in the middle of its answer."""

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss")
        handler.wfile.flush()
        # Closing with an answer of zero seconds still to come sends a reset instead of an end.
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()

    return route


def bomb(size: int) -> Route:
    """A route whose small gzip body unpacks to `size` bytes."""
    return answer(gzip.compress(b"\0" * size, 9), Content_Encoding="gzip")


class Server(ThreadingHTTPServer):
    """Lets many readers knock at the same time."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 200


@contextmanager
def serving(routes: dict[str, Route], host: str = "127.0.0.1") -> Iterator[tuple[str, list[str]]]:
    """The address of a server with these routes, and the list of the paths it was asked for.

    With the host `0.0.0.0` it stands at all addresses that begin with 127, each of them a host of its own to a reader.
    """
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            try:
                routes.get(self.path, answer(b"no such page", 404))(self)
            except (OSError, ValueError):
                # The reader went away, or the route closed the connection itself.
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
            """Say nothing."""

    server = Server((host, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
