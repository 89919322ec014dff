"""How fast messages may follow one another at one account: a few at once, then one by one."""

import threading
import time
from collections.abc import Callable
from functools import cache

from flows.options import Rate

MAIL = Rate(30, 60.0)
"""What large providers take from one account, and what an address of e-mail keeps to unless `rate` says otherwise."""


class Pace:
    """The generic cell rate algorithm (ITU-T I.371) for at most `rate.count` messages in any `rate.seconds`.

    A third of them may go at once; the others follow evenly.
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst = max(1, rate.count // 3)
        self.gap = rate.seconds / (rate.count - self.burst if self.burst > 1 else rate.count)
        self._clock = clock
        self._due = 0.0
        """When the next message would be due if they came evenly."""
        self._lock = threading.Lock()

    def wait(self) -> float:
        """Seconds until the next message may go."""
        with self._lock:
            now = self._clock()
            return self._wait(max(self._due, now), now)

    def book(self) -> float:
        """Take the next place; gives back the seconds to wait until it comes."""
        with self._lock:
            now = self._clock()
            due = max(self._due, now)
            self._due = due + self.gap
            return self._wait(due, now)

    def _wait(self, due: float, now: float) -> float:
        return max(0.0, due - (self.burst - 1) * self.gap - now)


@cache
def pace_of(account: str, rate: Rate) -> Pace:
    """The pace of an account: one for the whole process, since targets are made anew for each pass."""
    del account
    return Pace(rate)
