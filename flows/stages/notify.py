"""Send what was decided: every copy that is due, each to its own target."""

import os
import socket

from flows.alerts.delivery import Outcome
from flows.alerts.outbox import next_attempt
from flows.domain import Problem, StageReport
from flows.storage.deliveries import LEASE
from flows.storage.records import DueDelivery
from flows.wiring import Workshop


def deliver(shop: Workshop) -> StageReport:
    """Send the copies that are due. A failure is reported, and planned again until `max_attempts` is reached.

    Counts: `sent`, `failed` (to be retried), `dead` (given up). Notes say where files were written.
    """
    worker = f"{socket.gethostname()}:{os.getpid()}"
    _release_the_dead(shop)
    # An address that cannot work is told in every pass, not only in the one that has something to send.
    total = StageReport({"sent": 0, "failed": 0, "dead": 0}, tuple(shop.courier.problems))
    try:
        # One at a time: a claim must not outlast its lease while slow targets are served. What fails now is not due
        # before the next pass, since everything is held against the time at which this one began.
        began = shop.clock()
        while not shop.stopping() and (
            due := shop.store.due_deliveries(began, worker, shop.clock() - began + LEASE, limit=1)
        ):
            total += _deliver(shop, due[0], worker)
    finally:
        shop.store.release(worker)
    return total


def _release_the_dead(shop: Workshop) -> None:
    """Take up at once what a killed process of this machine had claimed; other machines keep theirs for the lease."""
    host = socket.gethostname()
    for worker in shop.store.claimants():
        name, _, pid = worker.rpartition(":")
        if name == host and pid.isdigit() and not _is_alive(int(pid)):
            shop.store.release(worker)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _deliver(shop: Workshop, due: DueDelivery, worker: str) -> StageReport:
    copy = due.delivery
    most = shop.settings.delivery.max_attempts
    if copy.attempts > most:
        # No attempt came to its end: whatever the message does to the process, it must not do it for ever.
        outcome = Outcome(ok=False, detail="the process ended in the middle of every attempt")
    else:
        outcome = shop.courier.send(copy.target, due.alert)
    now = shop.clock()
    where = f"alert {copy.alert} to target '{copy.target}'"
    if outcome.ok:
        shop.store.delivery_sent(copy, now)
        return StageReport(
            {"sent": 1},
            problems=(Problem(where, f"sent, but {outcome.detail}"),) if outcome.detail else (),
            notes=(f"{copy.target}: wrote {outcome.artefact}, and the HTML beside it",) if outcome.artefact else (),
        )
    again = next_attempt(copy.attempts, now, most)
    shop.store.delivery_failed(copy, worker, now, outcome.detail, again)
    what = "given up" if again is None else f"attempt {copy.attempts} of {most} failed, tried again later"
    return StageReport({"dead" if again is None else "failed": 1}, (Problem(where, f"{what}: {outcome.detail}"),))
