"""Tests of flows/alerts/outbox.py."""

from datetime import timedelta

import pytest

from flows.alerts.outbox import LONGEST_WAIT, next_attempt, wait_after
from tests.builders import NOON


def test_a_first_failure_is_retried_on_the_next_pass() -> None:
    assert next_attempt(1, NOON, most=8) == NOON


@pytest.mark.parametrize(("attempts", "minutes"), [(2, 1), (3, 4), (4, 16), (5, 64), (6, 256), (7, 360)])
def test_later_failures_wait_four_times_longer_up_to_six_hours(attempts: int, minutes: int) -> None:
    assert next_attempt(attempts, NOON, most=8) == NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize("attempts", [8, 9])
def test_after_the_last_failure_it_is_never_tried_again(attempts: int) -> None:
    assert next_attempt(attempts, NOON, most=8) is None


def test_one_attempt_allowed_means_dead_at_once() -> None:
    assert next_attempt(1, NOON, most=1) is None


def test_no_number_of_failures_breaks_the_clock() -> None:
    assert wait_after(10**9) == LONGEST_WAIT
