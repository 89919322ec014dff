"""When a delivery is tried again. Pure: what stands in the outbox and a clock in, what stands there next out.

The waiting time grows fourfold with each failure: a first failure is retried on the next pass (most are hiccups), later
ones after 1 minute, 4, 16, 64 minutes, then every 6 hours at most. With the default of 8 attempts an address that is
down overnight (about 11 hours) still gets its alerts.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.domain import Delivery, DeliveryState
from flows.options import DeliveryOptions

FIRST_WAIT = timedelta(minutes=1)
"""Between the second attempt and the third."""
FACTOR = 4
LONGEST_WAIT = timedelta(hours=6)
MAX_REASON = 500
"""Characters of a reason that are kept."""


def wait_after(attempts: int) -> timedelta:
    """The least time between the last of so many failed attempts and the next one."""
    if attempts <= 1:
        return timedelta(0)
    steps: float = float(FACTOR) ** min(attempts - 2, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * steps)


def next_attempt(delivery: Delivery) -> datetime | None:
    """When the delivery may be tried; None when never again (sent or dead) or when it was never tried (at once)."""
    if delivery.state is not DeliveryState.FAILED or delivery.updated is None:
        return None
    return delivery.updated + wait_after(delivery.attempts)


def is_due(delivery: Delivery, now: datetime) -> bool:
    """True when the delivery is to be tried in this pass."""
    if delivery.state is DeliveryState.PENDING:
        return True
    moment = next_attempt(delivery)
    return moment is not None and moment <= now


def after_success(delivery: Delivery, now: datetime) -> Delivery:
    """The delivery once its target has taken the message."""
    return replace(delivery, state=DeliveryState.SENT, attempts=delivery.attempts + 1, last_error="", updated=now)


def after_failure(delivery: Delivery, reason: str, now: datetime, options: DeliveryOptions) -> Delivery:
    """The delivery once an attempt has failed; dead when no attempt is left. `reason` must hold no secret."""
    attempts = delivery.attempts + 1
    state = DeliveryState.DEAD if attempts >= options.max_attempts else DeliveryState.FAILED
    return replace(delivery, state=state, attempts=attempts, last_error=reason[:MAX_REASON], updated=now)


def outlook(delivery: Delivery, options: DeliveryOptions) -> str:
    """What happens next, in words for the operator."""
    if delivery.state is DeliveryState.DEAD:
        return f"given up after {delivery.attempts} failed attempts"
    moment = next_attempt(delivery)
    if moment is None:
        return "sent" if delivery.state is DeliveryState.SENT else "will be tried in the next pass"
    left = options.max_attempts - delivery.attempts
    again = "in the next pass" if wait_after(delivery.attempts) == timedelta(0) else f"from {moment:%d %b %H:%M} UTC on"
    return f"will be tried again {again}; {left} of {options.max_attempts} attempts left"
