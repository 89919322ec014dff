"""When a feed is asked again: pure decisions over what it answered and a clock."""

import email.utils
import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flows.domain import FeedState, PollOutcome

FIRST_WAIT = {
    PollOutcome.TEMPORARY: timedelta(minutes=5),
    PollOutcome.NOT_A_FEED: timedelta(minutes=30),
    PollOutcome.PERMANENT: timedelta(hours=1),
    PollOutcome.REFUSED: timedelta(hours=1),
    PollOutcome.GONE: timedelta(days=7),
}
"""Until the next poll after the first failure of a kind; it doubles with each failure in a row."""
LONGEST_WAIT = {
    PollOutcome.TEMPORARY: timedelta(hours=1),
    PollOutcome.NOT_A_FEED: timedelta(days=1),
    PollOutcome.PERMANENT: timedelta(days=1),
    PollOutcome.REFUSED: timedelta(days=1),
    PollOutcome.GONE: timedelta(days=7),
}
"""It doubles up to this. A server in trouble may be back any moment; what is not there seldom comes back."""
LONGEST_ASKED = timedelta(days=1)
"""A server that asks for more patience (Retry-After) is asked again after this all the same."""


def fingerprint(location: str) -> str:
    """What stands for an address in the state: an address may hold a secret."""
    return hashlib.sha256(location.encode("utf-8", "replace")).hexdigest()[:16]


def begin(source: str, location: str, state: FeedState | None) -> FeedState:
    """The state to poll with: a new one when the entry in watch.yaml names another address than at the last poll."""
    entry = fingerprint(location)
    if state is None:
        return FeedState(source, entry=entry)
    if state.entry in ("", entry):
        return replace(state, entry=entry)
    if state.address == location:
        # The user wrote down where the feed had moved: it is still the same feed.
        return replace(state, entry=entry, address="", next_poll=None)
    return FeedState(source, entry=entry)


def is_due(state: FeedState, now: datetime) -> bool:
    """Whether it may be asked now."""
    return state.next_poll is None or state.next_poll <= now


def retry_after(header: str, now: datetime) -> timedelta | None:
    """How long a server asks to be left alone: seconds or a date; None where it names neither."""
    header = header.strip()
    if header.isascii() and header.isdigit():
        return min(timedelta(seconds=min(int(header[:12]), 10**9)), LONGEST_ASKED)
    try:
        moment = email.utils.parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(moment - now, timedelta(0)), LONGEST_ASKED)


def next_poll(outcome: PollOutcome, failures: int, now: datetime, asked: timedelta | None = None) -> datetime:
    """When a source that failed is asked again.

    Args:
        outcome: what kind of failure it was.
        failures: how many there were in a row, this one included.
        now: the clock.
        asked: what the server asked for, if it did; never less than that.
    """
    doubled: int = 2 ** min(failures - 1, 10)
    wait = min(FIRST_WAIT[outcome] * doubled, LONGEST_WAIT[outcome])
    return now + max(wait, asked or timedelta(0))


def not_due_note(source: str, state: FeedState, now: datetime) -> str:
    """Why a source was not asked, for a person who wonders."""
    when = f"{state.next_poll:%Y-%m-%d %H:%M} UTC" if state.next_poll else "now"
    reason = f": {state.last_error}" if state.last_error else ""
    if state.is_retired:
        return f"{source} is retired until {when}{reason}"
    minutes = round((state.next_poll - now).total_seconds() / 60) if state.next_poll else 0
    failures = f"{state.failures} failure{'' if state.failures == 1 else 's'} in a row"
    return f"{source} is not due before {when} (in {max(minutes, 1)} min), after {failures}{reason}"
