"""Tests of flows/alerts/outbox.py."""

from datetime import timedelta

import pytest

from flows.alerts import outbox
from flows.domain import AlertId, Delivery, DeliveryState
from flows.options import DeliveryOptions
from tests.builders import NOON

OPTIONS = DeliveryOptions(max_attempts=8)
FRESH = Delivery(AlertId("s.1"), "desk", DeliveryState.PENDING)


def failed(times: int) -> Delivery:
    delivery = FRESH
    for _ in range(times):
        delivery = outbox.after_failure(delivery, "no answer", NOON, OPTIONS)
    return delivery


def test_what_was_never_tried_is_due_at_once() -> None:
    assert outbox.is_due(FRESH, NOON)
    assert outbox.next_attempt(FRESH) is None


def test_a_first_failure_is_retried_on_the_next_pass() -> None:
    assert outbox.is_due(failed(1), NOON)


@pytest.mark.parametrize(("times", "minutes"), [(2, 1), (3, 4), (4, 16), (5, 64), (6, 256), (7, 360)])
def test_later_failures_wait_four_times_longer_up_to_six_hours(times: int, minutes: int) -> None:
    moment = NOON + timedelta(minutes=minutes)
    assert outbox.next_attempt(failed(times)) == moment
    assert not outbox.is_due(failed(times), moment - timedelta(seconds=1))
    assert outbox.is_due(failed(times), moment)


def test_the_last_failure_makes_it_dead_and_it_is_never_tried_again() -> None:
    dead = failed(8)
    assert (dead.state, dead.attempts, dead.last_error) == (DeliveryState.DEAD, 8, "no answer")
    assert not outbox.is_due(dead, NOON + timedelta(days=365))
    assert outbox.outlook(dead, OPTIONS) == "given up after 8 failed attempts"


def test_one_attempt_allowed_means_dead_at_once() -> None:
    assert outbox.after_failure(FRESH, "x", NOON, DeliveryOptions(max_attempts=1)).state is DeliveryState.DEAD


def test_success_forgets_the_last_error_and_is_final() -> None:
    sent = outbox.after_success(failed(3), NOON)
    assert (sent.state, sent.attempts, sent.last_error) == (DeliveryState.SENT, 4, "")
    assert not outbox.is_due(sent, NOON + timedelta(days=365))
    assert outbox.outlook(sent, OPTIONS) == "sent"


def test_the_outlook_says_when_and_how_often() -> None:
    assert outbox.outlook(failed(1), OPTIONS) == "will be tried again in the next pass; 7 of 8 attempts left"
    assert outbox.outlook(failed(3), OPTIONS) == "will be tried again from 13 Dec 12:04 UTC on; 5 of 8 attempts left"


def test_a_long_reason_is_kept_short() -> None:
    assert len(outbox.after_failure(FRESH, "x" * 9999, NOON, OPTIONS).last_error) == outbox.MAX_REASON


def test_no_number_of_failures_breaks_the_clock() -> None:
    assert outbox.wait_after(10**9) == outbox.LONGEST_WAIT
