"""What Apprise says in its log, heard call by call. Nothing of it reaches other logs: it may hold tokens."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

CHATTY = ("urllib3", "requests", "smtplib")
"""Loggers below Apprise that write addresses at DEBUG."""


class _Ear(logging.Handler):
    """Keeps the warnings of the thread that listens; drops all others."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.local = threading.local()

    def emit(self, record: logging.LogRecord) -> None:
        lines: list[str] | None = getattr(self.local, "lines", None)
        if lines is None:
            return
        said = record.getMessage().strip()
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            said = f"{said}: {type(error).__name__}: {error}"
        lines.append(" ".join(said.split()))


_EAR = _Ear()


def hush() -> None:
    """Keep Apprise's log to ourselves, never below INFO: at DEBUG it prints whole addresses. Safe to call again."""
    log = logging.getLogger("apprise")
    log.propagate = False
    log.setLevel(max(log.level, logging.INFO))
    if _EAR not in log.handlers:
        log.addHandler(_EAR)
    for name in CHATTY:
        chatty = logging.getLogger(name)
        if chatty.getEffectiveLevel() < logging.INFO or chatty.level == logging.NOTSET:
            chatty.setLevel(logging.INFO)


@contextmanager
def heard() -> Iterator[list[str]]:
    """The warnings Apprise gives in this thread while the block runs, one line each. They may hold secrets."""
    lines: list[str] = []
    _EAR.local.lines = lines
    try:
        yield lines
    finally:
        _EAR.local.lines = None
