"""The wish that the service ends: in order when it is said once, at once when it is said again."""

import threading
import time
from datetime import timedelta


class Stop:
    """Set by a signal, read by whoever works or waits. Safe to share between threads."""

    def __init__(self, grace: timedelta) -> None:
        self.grace = grace
        self._event = threading.Event()
        self._deadline = 0.0

    def request(self) -> None:
        """End within the grace; said again, at once."""
        self._deadline = time.monotonic() + (0 if self.asked() else self.grace.total_seconds())
        self._event.set()

    def asked(self) -> bool:
        """True once the service shall end."""
        return self._event.is_set()

    def overdue(self) -> bool:
        """True when the grace is over, too."""
        return self.asked() and time.monotonic() >= self._deadline

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until the service shall end; True in that case."""
        return self._event.wait(max(0.0, seconds))
