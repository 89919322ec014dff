"""When a delivery is tried again. Pure: how often it failed and a clock in, the next time out.

The waiting time grows fourfold with each failure: a first failure is retried on the next pass (most are hiccups), later
ones after 1 minute, 4, 16, 64 minutes, then every 6 hours at most. With the default of 8 attempts an address that is
down overnight (about 11 hours) still gets its alerts.
"""

from datetime import datetime, timedelta

FIRST_WAIT = timedelta(minutes=1)
"""Between the second attempt and the third."""
FACTOR = 4
LONGEST_WAIT = timedelta(hours=6)


def wait_after(attempts: int) -> timedelta:
    """The least time between the last of so many failed attempts and the next one."""
    if attempts <= 1:
        return timedelta(0)
    steps: float = float(FACTOR) ** min(attempts - 2, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * steps)


def next_attempt(attempts: int, now: datetime, most: int) -> datetime | None:
    """When a delivery that has just failed is tried again; None when all of its `most` attempts are used up.

    `attempts` counts the one that failed.
    """
    return None if attempts >= most else now + wait_after(attempts)
