"""How fast messages may follow one another at one account: a few at once, then one by one."""

import threading
import time
from collections.abc import Callable
from functools import cache

BURST = 10
"""Messages that may go at once. An ordinary pass has fewer."""
GAP = 3.0
"""Seconds between two messages once so many went at once: with the burst, 30 in any minute, which is what large
providers take. No gap is so long that a service that shall end would have to break off its pass."""


class Pace:
    """The generic cell rate algorithm (ITU-T I.371): at most `burst` messages beyond one every `gap` seconds."""

    def __init__(self, burst: int = BURST, gap: float = GAP, clock: Callable[[], float] = time.monotonic) -> None:
        self._slack = (burst - 1) * gap
        self._gap = gap
        self._clock = clock
        self._due = 0.0
        """When the next message would be due if they came evenly."""
        self._lock = threading.Lock()

    def book(self) -> float:
        """Take the next place; gives back the seconds to wait until it comes."""
        with self._lock:
            now = self._clock()
            due = max(self._due, now)
            self._due = due + self._gap
            return max(0.0, due - self._slack - now)


@cache
def pace_of(server: str, account: str) -> Pace:
    """The pace of an account at a server: one for the whole process, since targets are made anew for each pass."""
    del server, account
    return Pace()
