"""Tests of flows/alerts/plugins/pace.py, with a clock that a test sets."""

import pytest

from flows.alerts.plugins.pace import MAIL, Pace, pace_of
from flows.options import Rate


class Clock:
    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def sent_at(pace: Pace, clock: Clock, count: int) -> list[float]:
    """When each of so many messages goes that are given up one after the other."""
    moments = []
    for _ in range(count):
        wait = pace.wait()
        assert pace.book() == wait
        clock.now += wait
        moments.append(clock.now)
    return moments


def test_a_third_of_the_messages_goes_at_once_and_the_others_one_by_one() -> None:
    clock = Clock()
    moments = sent_at(Pace(MAIL, clock), clock, 13)
    assert moments == [1_000.0] * 10 + [1_003, 1_006, 1_009]


@pytest.mark.parametrize("rate", [Rate(1, 1), Rate(2, 60), Rate(3, 1), Rate(5, 60), Rate(30, 60), Rate(100, 3600)])
def test_no_span_sees_more_messages_than_the_rate_says(rate: Rate) -> None:
    clock = Clock()
    moments = sent_at(Pace(rate, clock), clock, 200)
    most = max(sum(start <= one < start + rate.seconds - 1e-6 for one in moments) for start in moments)
    assert rate.count - 1 <= most <= rate.count


def test_after_a_rest_a_handful_goes_at_once_again() -> None:
    clock = Clock()
    pace = Pace(MAIL, clock)
    sent_at(pace, clock, 30)
    clock.now += 30
    assert sent_at(pace, clock, 10) == [clock.now] * 10


def test_targets_of_one_account_share_its_pace_and_others_have_their_own() -> None:
    assert pace_of("mail.example.org:587 desk", MAIL) is pace_of("mail.example.org:587 desk", MAIL)
    assert pace_of("mail.example.org:587 desk", MAIL) is not pace_of("mail.example.org:587 watch", MAIL)
