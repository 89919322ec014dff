"""Being a good guest: one request at a time for each host, with a pause between two of them."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from flows.sources.base import Source

_BUSY = 0.02
"""Seconds after which it is looked again whether a host is free."""

S = TypeVar("S", bound=Source)


@dataclass(slots=True)
class _Host:
    busy: bool = False
    free_at: float = 0.0


class Turns:
    """Who may ask which host when. Shared by all threads of a process."""

    def __init__(self, gap: float = 0.0) -> None:
        self._gap = gap
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, host: str, gap: float = 0.0) -> AsyncIterator[None]:
        """Wait until the host may be asked; it is nobody else's until the block ends.

        Args:
            host: the host, with its port where that matters.
            gap: seconds until the next request, where the host asks for more than is usual.
        """
        while (wait := self._take(host)) > 0:  # noqa: ASYNC110  # the other ones are in other threads, with other loops
            await asyncio.sleep(wait)
        try:
            yield
        finally:
            with self._lock:
                self._hosts[host] = _Host(busy=False, free_at=time.monotonic() + max(self._gap, gap))

    def _take(self, host: str) -> float:
        """0 when the host is taken now, else the seconds after which to try again."""
        with self._lock:
            now = time.monotonic()
            state = self._hosts.get(host, _Host())
            if state.busy:
                return _BUSY
            if state.free_at > now:
                return state.free_at - now
            self._hosts[host] = _Host(busy=True)
            return 0.0


def host_and_port(location: str) -> str:
    """What two addresses on the same server share; empty for a file."""
    try:
        parts = urlsplit(location)
        return parts.netloc.rpartition("@")[2].lower() if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def lanes(sources: Iterable[S], hosts: Mapping[str, str]) -> list[list[S]]:
    """The sources in lanes, one for each host: threads that each work through a lane never wait for one another.

    Args:
        sources: those that stand on some host.
        hosts: host of each by its name.
    """
    found: dict[str, list[S]] = {}
    for source in sources:
        found.setdefault(hosts[source.name], []).append(source)
    # The longest lane begins first: it is the last to end.
    return sorted(found.values(), key=len, reverse=True)
