"""Copies are sent once; what fails is planned again, and given up in the end."""

import itertools
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flows.alerts.delivery import Outcome
from flows.domain import Alert, DeliveryState, TargetState
from flows.stages.notify import deliver
from flows.wiring import Workshop
from tests.builders import NOON
from tests.flows.stages.shops import Carrying
from tests.flows.storage.values import alert_once

DAY = timedelta(days=1)
WAITING = (DeliveryState.PENDING, DeliveryState.FAILED)
OK = Outcome(ok=True)


def carried_by(shop: Workshop, courier: Any) -> list[tuple[str, str]]:
    shop.courier = courier
    found: list[tuple[str, str]] = courier.carried
    return found


def test_every_copy_is_sent_once(shop: Workshop) -> None:
    alert_once(shop.store, targets=("desk", "chat"))
    carried = carried_by(shop, Carrying())
    assert deliver(shop).counts == {"sent": 2, "failed": 0, "dead": 0}
    assert deliver(shop).counts == {"sent": 0, "failed": 0, "dead": 0}
    assert sorted(target for target, _ in carried) == ["chat", "desk"]


def test_a_failure_is_told_and_given_up_after_its_last_attempt(shop: Workshop) -> None:
    alert_once(shop.store, targets=("desk",))
    carried_by(shop, Carrying("refused"))
    told = []
    for day in range(4):
        shop.clock = lambda day=day: NOON + day * DAY  # type: ignore[misc]  # mypy sees the default as an argument
        told += [problem.message for problem in deliver(shop).problems]
    assert told == [
        "attempt 1 of 3 failed, tried again later: refused",
        "attempt 2 of 3 failed, tried again later: refused",
        "given up: refused",
    ]
    assert [(c.state, c.attempts, c.last_error) for c in shop.store.deliveries()] == [
        (DeliveryState.DEAD, 3, "refused")
    ]


def test_a_copy_that_ends_the_process_each_time_is_given_up_without_another_attempt(shop: Workshop) -> None:
    alert_once(shop.store, targets=("desk",))
    for day in range(3):
        assert shop.store.due_deliveries(NOON + day * DAY, "killed", lease=DAY)
    carried = carried_by(shop, Carrying())
    shop.clock = lambda: NOON + 3 * DAY
    report = deliver(shop)
    assert (report.counts["dead"], carried) == (1, [])
    assert "the process ended in the middle of every attempt" in report.problems[0].message


def test_a_remark_beside_a_success_is_told(shop: Workshop) -> None:
    class Remarking(Carrying):
        def send(self, target: str, alert: Any, *, copy: bool = False) -> Any:
            outcome = super().send(target, alert, copy=copy)
            return type(outcome)(ok=True, detail="refused for one of two")

    alert_once(shop.store, targets=("desk",))
    carried_by(shop, Remarking())
    report = deliver(shop)
    assert report.counts["sent"] == 1
    assert [problem.message for problem in report.problems] == ["sent, but refused for one of two"]


def test_what_a_killed_process_had_claimed_is_sent_by_the_next_pass(shop: Workshop) -> None:
    alert_once(shop.store, targets=("desk",))
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert shop.store.due_deliveries(NOON, f"{socket.gethostname()}:{gone.pid}", lease=DAY)
    shop.clock = lambda: NOON
    assert carried_by(shop, Carrying()) == []
    assert deliver(shop).counts["sent"] == 1


def test_what_another_machine_had_claimed_stays_claimed_for_its_lease(shop: Workshop) -> None:
    alert_once(shop.store, targets=("desk",))
    assert shop.store.due_deliveries(NOON, "elsewhere:1", lease=DAY)
    shop.clock = lambda: NOON
    carried_by(shop, Carrying())
    assert deliver(shop).counts["sent"] == 0


# Several targets


def ticking(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that goes on by a millisecond whenever somebody looks."""
    ticks = itertools.count()
    return lambda: start + next(ticks) * timedelta(milliseconds=1)


class Moody(Carrying):
    """Each target does what it is told: a reason to fail with, or seconds to take."""

    def __init__(self, **moods: str | float) -> None:
        super().__init__()
        self.moods = moods
        self.outcome: dict[str, Outcome] = {}
        """What a target answers instead."""

    def send(self, target: str, alert: Alert, *, copy: bool = False) -> Outcome:
        mood = self.moods.get(target, "")
        if isinstance(mood, float):
            time.sleep(mood)
        taken = super().send(target, alert, copy=copy)
        if target in self.outcome:
            return self.outcome[target]
        return Outcome(ok=False, detail=mood) if isinstance(mood, str) and mood else taken


def test_a_slow_target_does_not_hold_up_the_others(shop: Workshop) -> None:
    for key in range(4):
        alert_once(shop.store, key=f"k{key}", targets=("desk", "slow"))
    carried = carried_by(shop, Moody(slow=0.1))
    assert deliver(shop).counts["sent"] == 8
    assert [target for target, _ in carried].index("slow") >= 1
    assert [target for target, _ in carried[:5]].count("desk") == 4


def test_a_target_that_fails_again_and_again_rests_and_uses_up_no_attempts_meanwhile(shop: Workshop) -> None:
    shop.clock = ticking()
    for key in range(9):
        alert_once(shop.store, key=f"k{key}", targets=("chat", "desk"))
    carried = carried_by(shop, Moody(chat="refused"))
    report = deliver(shop)
    assert (report.counts["sent"], report.counts["failed"]) == (9, 5)
    assert report.problems[-1].where == "target 'chat'"
    assert "5 attempts in a row failed, 9 messages waiting" in report.problems[-1].message
    assert sorted(copy.attempts for copy in shop.store.deliveries(states=WAITING)) == [0] * 4 + [1] * 5
    assert deliver(shop).counts["failed"] == 0
    assert len(carried) == 14


def test_after_its_rest_one_message_tries_and_an_answer_lets_the_others_go(shop: Workshop) -> None:
    shop.clock = ticking()
    for key in range(9):
        alert_once(shop.store, key=f"k{key}", targets=("chat",))
    courier = Moody(chat="refused")
    carried_by(shop, courier)
    deliver(shop)
    shop.clock = ticking(NOON + timedelta(minutes=2))
    assert deliver(shop).counts["failed"] == 1
    shop.clock = ticking(NOON + timedelta(hours=1))
    courier.moods = {}
    assert deliver(shop).counts["sent"] == 9
    assert shop.store.target_state("chat") == TargetState("chat")


def test_what_may_have_arrived_is_sent_again_and_marked_as_a_possible_copy(shop: Workshop) -> None:
    shop.clock = ticking()
    alert = alert_once(shop.store, targets=("chat",))
    courier = Moody()
    courier.outcome["chat"] = Outcome(ok=False, detail="no answer", uncertain=True)
    carried_by(shop, courier)
    deliver(shop)
    assert (courier.copies, [copy.uncertain for copy in shop.store.deliveries()]) == ([], [True])
    # A later failure that is certain does not make the first one certain.
    courier.outcome["chat"] = Outcome(ok=False, detail="refused")
    deliver(shop)
    shop.clock = ticking(NOON + DAY)
    del courier.outcome["chat"]
    assert deliver(shop).counts["sent"] == 1
    assert courier.copies == [("chat", alert.id)] * 2


def test_what_a_killed_process_had_begun_is_marked_as_a_possible_copy(shop: Workshop) -> None:
    alert = alert_once(shop.store, targets=("desk",))
    assert shop.store.due_deliveries(NOON, f"{socket.gethostname()}:{os.getpid()}", lease=DAY)
    courier = Carrying()
    carried_by(shop, courier)
    assert deliver(shop).counts["sent"] == 1
    assert courier.copies == [("desk", alert.id)]


def test_a_service_that_asks_for_time_gets_it(shop: Workshop) -> None:
    for key in range(3):
        alert_once(shop.store, key=f"k{key}", targets=("chat",))
    courier = Moody()
    courier.outcome["chat"] = Outcome(ok=False, detail="429", asked=timedelta(hours=2))
    carried = carried_by(shop, courier)
    report = deliver(shop)
    assert len(carried) == 1
    assert "rests until 13 Dec 2023 14:00 UTC: it asked for time, 3 messages waiting" in report.problems[-1].message
    shop.clock = lambda: NOON + timedelta(hours=2)
    courier.outcome.clear()
    assert deliver(shop).counts["sent"] == 3


def test_a_short_rest_is_waited_for_within_the_pass(shop: Workshop) -> None:
    class Busy(Moody):
        def send(self, target: str, alert: Alert, *, copy: bool = False) -> Outcome:
            super().send(target, alert, copy=copy)
            return Outcome(ok=False, detail="429", asked=timedelta(seconds=0.2)) if len(self.carried) == 1 else OK

    for key in range(3):
        alert_once(shop.store, key=f"k{key}", targets=("chat",))
    carried_by(shop, Busy())
    began = time.monotonic()
    shop.clock = lambda: NOON + timedelta(seconds=time.monotonic() - began)
    assert deliver(shop).counts == {"sent": 2, "failed": 1, "dead": 0}
    assert time.monotonic() - began >= 0.2


def test_a_pass_that_shall_end_sends_nothing_more(shop: Workshop) -> None:
    for key in range(3):
        alert_once(shop.store, key=f"k{key}", targets=("chat", "desk"))
    courier = Carrying()
    carried = carried_by(shop, courier)
    shop.stopping = lambda: len(carried) >= 2
    deliver(shop)
    assert len(carried) <= 3


def test_a_pass_leaves_to_the_next_what_takes_too_long(shop: Workshop) -> None:
    for key in range(3):
        alert_once(shop.store, key=f"k{key}", targets=("chat",))
    carried = carried_by(shop, Carrying())
    # Each message takes seven minutes; a pass sends for a quarter of an hour.
    shop.clock = lambda: NOON + len(carried) * timedelta(minutes=8)
    assert deliver(shop).counts["sent"] == 2
    assert deliver(shop).counts["sent"] == 1
