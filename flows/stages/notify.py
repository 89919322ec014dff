"""Send what was decided: every copy that is due, each to its own target."""

import os
import socket
from collections import Counter
from dataclasses import replace

from flows.alerts.outbox import after_failure, next_attempt
from flows.domain import DeliveryState, Problem, StageReport
from flows.storage.deliveries import LEASE
from flows.storage.records import DueDelivery
from flows.wiring import Workshop


def deliver(shop: Workshop) -> StageReport:
    """Send the copies that are due. A failure is reported, and planned again until `max_attempts` is reached.

    Counts: `sent`, `failed` (to be retried), `dead` (given up). Notes say where files were written.
    """
    worker = f"{socket.gethostname()}:{os.getpid()}"
    counts: Counter[str] = Counter(sent=0, failed=0, dead=0)
    problems: list[Problem] = []
    notes: list[str] = []
    try:
        # One at a time: a claim must not outlast its lease while slow targets are served. What fails now is not due
        # before the next pass, since everything is held against the time at which this one began.
        began = shop.clock()
        while due := shop.store.due_deliveries(began, worker, shop.clock() - began + LEASE, limit=1):
            _deliver(shop, due[0], worker, counts, problems, notes)
    finally:
        shop.store.release(worker)
    return StageReport(dict(counts), tuple(problems), tuple(notes))


def _deliver(
    shop: Workshop, due: DueDelivery, worker: str, counts: Counter[str], problems: list[Problem], notes: list[str]
) -> None:
    copy = due.delivery
    outcome = shop.courier.send(copy.target, due.alert)
    now = shop.clock()
    if outcome.ok:
        shop.store.delivery_sent(copy, now)
        counts["sent"] += 1
        if outcome.artefact is not None:
            notes.append(f"{copy.target}: wrote {outcome.artefact}")
        if outcome.detail:
            problems.append(Problem(f"alert {copy.alert} to target '{copy.target}'", f"sent, but {outcome.detail}"))
        return
    # The store counted this attempt when it gave the copy out.
    before = replace(copy, attempts=copy.attempts - 1)
    planned = after_failure(before, outcome.detail, now, shop.settings.delivery)
    given_up = planned.state is DeliveryState.DEAD
    shop.store.delivery_failed(copy, worker, now, planned.last_error, None if given_up else next_attempt(planned))
    counts["dead" if given_up else "failed"] += 1
    what = "given up" if given_up else f"attempt {planned.attempts} failed, tried again later"
    problems.append(Problem(f"alert {copy.alert} to target '{copy.target}'", f"{what}: {outcome.detail}"))
