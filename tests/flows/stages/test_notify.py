"""Copies are sent once; what fails is planned again, and given up in the end."""

import socket
import subprocess
import sys
from datetime import timedelta
from typing import Any

from flows.domain import DeliveryState
from flows.stages.notify import deliver
from flows.wiring import Workshop
from tests.builders import NOON
from tests.flows.stages.shops import Carrying
from tests.flows.storage.values import alert_once

DAY = timedelta(days=1)


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
        def send(self, target: str, alert: Any) -> Any:
            outcome = super().send(target, alert)
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
