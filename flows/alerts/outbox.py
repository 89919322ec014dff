"""When a delivery is tried again, and when a target rests. Pure: what happened and a clock in, times out.

The waiting time of a copy grows fourfold with each failure: a first failure is retried on the next pass (most are
hiccups), later ones after 1 minute, 4, 16, 64 minutes, then every 6 hours at most, each up to a quarter longer, so that
copies which failed together do not all come back together. With the default of 8 attempts an address that is down
overnight (about 11 hours) still gets its alerts.

A target that fails several times in a row rests as a whole (a circuit breaker): the copies that wait for it use up no
attempts meanwhile, and after its rest one of them tries whether it answers again.
"""

import hashlib
from datetime import datetime, timedelta

from flows.domain import TargetState

FIRST_WAIT = timedelta(minutes=1)
"""Between the second attempt and the third."""
FACTOR = 4
LONGEST_WAIT = timedelta(hours=6)
JITTER = 0.25
"""The most that is added to a wait, as a share of it."""

FIRST_REST = timedelta(minutes=1)
"""Of a target; doubled with each failed try."""
LONGEST_REST = timedelta(hours=1)
LONGEST_ASKED = timedelta(days=1)
"""The most a target is given that asks for time (`Retry-After`)."""


def wait_after(attempts: int, key: str = "") -> timedelta:
    """The least time between the last of so many failed attempts and the next one; `key` names the copy."""
    if attempts <= 1:
        return timedelta(0)
    steps: float = float(FACTOR) ** min(attempts - 2, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * steps) * (1 + JITTER * share(f"{key} {attempts}"))


def next_attempt(
    attempts: int, now: datetime, most: int, key: str = "", asked: timedelta | None = None
) -> datetime | None:
    """When a delivery that has just failed is tried again; None when all of its `most` attempts are used up.

    Args:
        attempts: counts the one that failed.
        now: the clock.
        most: attempts that are made.
        key: names the copy; its waits are the same whenever they are worked out.
        asked: the time for which the target itself has asked.
    """
    if attempts >= most:
        return None
    return now + max(wait_after(attempts, key), min(asked or timedelta(0), LONGEST_ASKED))


def after_success(state: TargetState) -> TargetState:
    """The target takes messages."""
    return TargetState(state.target)


def after_failure(state: TargetState, now: datetime, rest_after: int, asked: timedelta | None = None) -> TargetState:
    """The target once an attempt has failed.

    It rests from `rest_after` failures in a row on, and whenever it asks for time; one that asks is there, and its
    failures are not counted.
    """
    if asked is not None:
        return TargetState(state.target, state.failures, now + min(asked, LONGEST_ASKED))
    failures = state.failures + 1
    if failures < rest_after:
        return TargetState(state.target, failures, state.rests_until)
    rest = min(LONGEST_REST, FIRST_REST * 2.0 ** min(failures - rest_after, 10))
    return TargetState(state.target, failures, now + rest * (1 + JITTER * share(f"{state.target} {failures}")))


def share(key: str) -> float:
    """A number from 0 up to 1 that looks like chance and is always the same for the same key."""
    return int.from_bytes(hashlib.sha256(key.encode("utf-8", "replace")).digest()[:4], "big") / 2**32
