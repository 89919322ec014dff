"""Tests of flows/alerts/plugins/pace.py, with a clock that a test sets."""

from flows.alerts.plugins.pace import BURST, GAP, Pace, pace_of


class Clock:
    def __init__(self, now: float = 1_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def sent_at(pace: Pace, clock: Clock, count: int) -> list[float]:
    """When each of so many messages goes that are given up one after the other."""
    moments = []
    for _ in range(count):
        clock.now += pace.book()
        moments.append(clock.now)
    return moments


def test_a_handful_of_messages_goes_at_once() -> None:
    clock = Clock()
    assert sent_at(Pace(clock=clock), clock, BURST) == [1_000.0] * BURST


def test_what_exceeds_the_burst_goes_one_by_one() -> None:
    clock = Clock()
    moments = sent_at(Pace(clock=clock), clock, BURST + 3)
    assert moments[BURST:] == [1_000 + GAP, 1_000 + 2 * GAP, 1_000 + 3 * GAP]


def test_no_minute_sees_more_than_thirty() -> None:
    clock = Clock()
    moments = sent_at(Pace(clock=clock), clock, 200)
    assert max(sum(start <= one < start + 60 for one in moments) for start in moments) <= 30


def test_after_a_rest_a_handful_goes_at_once_again() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    sent_at(pace, clock, 3 * BURST)
    clock.now += BURST * GAP
    assert sent_at(pace, clock, BURST) == [clock.now] * BURST


def test_targets_of_one_account_share_its_pace_and_others_have_their_own() -> None:
    assert pace_of("mail.example.org:587", "desk") is pace_of("mail.example.org:587", "desk")
    assert pace_of("mail.example.org:587", "desk") is not pace_of("mail.example.org:587", "watch")
    assert pace_of("mail.example.org:587", "desk") is not pace_of("mail.example.com:587", "desk")
