"""Tests of flows/alerts/outbox.py."""

from datetime import timedelta

import pytest

from flows.alerts.outbox import (
    FIRST_REST,
    JITTER,
    LONGEST_ASKED,
    LONGEST_REST,
    LONGEST_WAIT,
    after_failure,
    after_success,
    next_attempt,
    share,
    wait_after,
)
from flows.domain import TargetState
from tests.builders import NOON

MINUTE = timedelta(minutes=1)
CHAT = TargetState("chat")


# Copies


def test_a_first_failure_is_retried_on_the_next_pass() -> None:
    assert next_attempt(1, NOON, most=8) == NOON


@pytest.mark.parametrize(("attempts", "minutes"), [(2, 1), (3, 4), (4, 16), (5, 64), (6, 256), (7, 360)])
def test_later_failures_wait_four_times_longer_up_to_six_hours(attempts: int, minutes: int) -> None:
    again = next_attempt(attempts, NOON, most=8, key="a1 desk")
    assert again is not None
    assert minutes * MINUTE <= again - NOON <= minutes * MINUTE * (1 + JITTER)


def test_copies_that_failed_together_come_back_apart_and_each_always_at_the_same_time() -> None:
    waits = [wait_after(3, f"a{number} desk") for number in range(100)]
    assert waits == [wait_after(3, f"a{number} desk") for number in range(100)]
    assert len(set(waits)) == 100
    assert max(waits) - min(waits) > 0.9 * JITTER * 4 * MINUTE


def test_what_looks_like_chance_is_spread_evenly() -> None:
    shares = [share(str(number)) for number in range(1000)]
    assert min(shares) >= 0
    assert max(shares) < 1
    assert 0.45 < sum(shares) / len(shares) < 0.55


@pytest.mark.parametrize("attempts", [8, 9])
def test_after_the_last_failure_it_is_never_tried_again(attempts: int) -> None:
    assert next_attempt(attempts, NOON, most=8) is None


def test_one_attempt_allowed_means_dead_at_once() -> None:
    assert next_attempt(1, NOON, most=1) is None


def test_no_number_of_failures_breaks_the_clock() -> None:
    assert LONGEST_WAIT <= wait_after(10**9) <= LONGEST_WAIT * (1 + JITTER)


def test_a_service_gets_the_time_it_asks_for_where_that_is_longer() -> None:
    assert next_attempt(1, NOON, most=8, asked=30 * MINUTE) == NOON + 30 * MINUTE
    assert next_attempt(5, NOON, most=8, asked=MINUTE) == next_attempt(5, NOON, most=8)
    assert next_attempt(1, NOON, most=8, asked=timedelta(days=400)) == NOON + LONGEST_ASKED


# Targets


def failed(state: TargetState, times: int, rest_after: int = 5) -> TargetState:
    for _ in range(times):
        state = after_failure(state, NOON, rest_after)
    return state


def test_a_target_rests_after_several_failures_in_a_row() -> None:
    assert failed(CHAT, 4) == TargetState("chat", 4)
    rests = failed(CHAT, 5).rests_until
    assert rests is not None
    assert FIRST_REST <= rests - NOON <= FIRST_REST * (1 + JITTER)


def test_each_further_failure_makes_the_rest_longer_up_to_a_limit() -> None:
    rests = [failed(CHAT, times).rests_until for times in range(5, 20)]
    assert rests[:7] == sorted(rests[:7], key=str)
    assert rests[-1] is not None
    assert LONGEST_REST <= rests[-1] - NOON <= LONGEST_REST * (1 + JITTER)


def test_one_success_ends_all_that() -> None:
    assert after_success(failed(CHAT, 9)) == CHAT


def test_a_target_that_asks_for_time_gets_it_and_is_not_counted_as_failing() -> None:
    assert after_failure(failed(CHAT, 2), NOON, 5, asked=MINUTE) == TargetState("chat", 2, NOON + MINUTE)
    assert after_failure(CHAT, NOON, 5, asked=timedelta(days=400)).rests_until == NOON + LONGEST_ASKED
