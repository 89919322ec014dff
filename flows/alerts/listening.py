"""What Apprise says in its log and does on the wire, heard call by call. Nothing reaches other logs: it may be secret.

Apprise answers yes or no. Whether a service asked for time, or gave no answer at all, only the wire tells; every
plug-in of Apprise that speaks HTTP goes through `requests.Session.send`, where this module listens.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from urllib3.exceptions import NewConnectionError

CHATTY = ("urllib3", "requests", "smtplib")
"""Loggers below Apprise that write addresses at DEBUG."""

GATEWAY = frozenset({502, 504})
"""Answers of somebody in between, who does not know what became of the request (RFC 9110, section 15.6)."""
BUSY = frozenset({429, 503})
"""Answers that may say how long to wait (RFC 6585, section 4; RFC 9110, section 10.2.3)."""


@dataclass(slots=True)
class Hearing:
    """One call as it was heard. What it holds may contain secrets."""

    lines: list[str] = field(default_factory=list)
    """The warnings of Apprise, one line each."""
    unanswered: bool = False
    """A message may have arrived although nobody said so."""
    asked: timedelta | None = None
    """The time for which the service asked; None when it asked for none."""

    def answered(self, status: int, retry_after: str) -> None:
        """A service has answered a request."""
        # A plug-in that still reports a failure did not understand the answer, or a later part failed.
        self.unanswered |= status in GATEWAY or status < 300  # noqa: PLR2004 - 2xx: it was taken
        if status in BUSY:
            self.asked = _span(retry_after) or self.asked


class _Ear(logging.Filter):
    """Keeps the warnings of the thread that listens, and lets no record pass: not even handlers on this log see one."""

    def __init__(self) -> None:
        super().__init__()
        self.local = threading.local()

    @property
    def hearing(self) -> Hearing | None:
        """What this thread listens to."""
        found: Hearing | None = getattr(self.local, "hearing", None)
        return found

    def filter(self, record: logging.LogRecord) -> bool:
        """Hear a record; it goes no further."""
        hearing = self.hearing
        if hearing is None or record.levelno < logging.WARNING:
            return False
        said = record.getMessage().strip()
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            said = f"{said}: {type(error).__name__}: {error}"
        hearing.lines.append(" ".join(said.split()))
        return False


_EAR = _Ear()
_SEND = requests.Session.send


def _send(self: requests.Session, request: requests.PreparedRequest, **options: Any) -> requests.Response:
    """`requests.Session.send`, telling the thread that listens how it ended."""
    hearing = _EAR.hearing
    try:
        response = _SEND(self, request, **options)
    except requests.RequestException as error:
        if hearing is not None:
            hearing.unanswered |= not _never_left(error)
        raise
    if hearing is not None:
        hearing.answered(response.status_code, response.headers.get("Retry-After", ""))
    return response


def _never_left(error: requests.RequestException) -> bool:
    """Whether a request failed before any of it was on its way."""
    if isinstance(error, (requests.ConnectTimeout, requests.exceptions.SSLError, requests.exceptions.ProxyError)):
        return True
    if not isinstance(error, (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)):
        return True  # an address that is none, too many redirects
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)


def _span(retry_after: str) -> timedelta | None:
    """`Retry-After` as a span: seconds, or until a date."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text), 10**7))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - datetime.now(UTC), timedelta(0))


def hush() -> None:
    """Keep Apprise's log to ourselves, never below INFO: at DEBUG it prints whole addresses. Safe to call again."""
    log = logging.getLogger("apprise")
    log.propagate = False
    log.setLevel(max(log.level, logging.INFO))
    log.addFilter(_EAR)
    for name in CHATTY:
        chatty = logging.getLogger(name)
        if chatty.getEffectiveLevel() < logging.INFO or chatty.level == logging.NOTSET:
            chatty.setLevel(logging.INFO)
    requests.Session.send = _send  # type: ignore[method-assign]  # the same signature, in one word


@contextmanager
def heard() -> Iterator[Hearing]:
    """What Apprise says and hears in this thread while the block runs."""
    hearing = Hearing()
    _EAR.local.hearing = hearing
    try:
        yield hearing
    finally:
        _EAR.local.hearing = None


def note_unanswered() -> None:
    """For plug-ins of ours that speak something else than HTTP: the message may have arrived, nobody said so."""
    if _EAR.hearing is not None:
        _EAR.hearing.unanswered = True
