"""Send what was decided: every copy that is due, each to its own target, several targets at the same time."""

import os
import socket
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from flows.alerts import words
from flows.alerts.delivery import Outcome
from flows.alerts.outbox import after_failure, after_success, next_attempt
from flows.domain import Delivery, Problem, StageReport
from flows.stages.silencing import keep_back
from flows.storage.records import DueDelivery
from flows.wiring import Workshop

PATIENCE = timedelta(minutes=1)
"""The longest rest of a target that a pass waits for; after a longer one the next pass goes on."""
STEP = 0.5
"""Seconds after which a wait looks whether the pass shall end."""


def deliver(shop: Workshop) -> StageReport:
    """Send the copies that are due. A failure is reported, and planned again until `max_attempts` is reached.

    Counts: `sent`, `failed` (to be retried), `dead` (given up), `silenced` (kept back). Notes say where files were
    written, and what is left for the next pass.
    """
    work = _Work(shop, f"{socket.gethostname()}:{os.getpid()}", shop.clock())
    _release_the_dead(shop, work.worker)
    # An address that cannot work is told in every pass, not only in the one that has something to send.
    total = StageReport({"sent": 0, "failed": 0, "dead": 0}, tuple(shop.courier.problems)) + keep_back(shop)
    targets = shop.store.due_targets(work.began)
    try:
        total = sum(_served(work, targets), total)
    finally:
        shop.store.release(work.worker)
    return total + _resting(shop, targets)


@dataclass(slots=True)
class _Work:
    """One pass over the outbox."""

    shop: Workshop
    worker: str
    began: datetime
    """What fails now is not due before the next pass, since everything is held against this time."""
    broken: threading.Event = field(default_factory=threading.Event)
    """Set once something has gone wrong with the pass itself."""

    @property
    def ends(self) -> bool:
        """Whether no further message shall be begun."""
        longest = self.shop.settings.delivery.longest
        return self.broken.is_set() or self.shop.stopping() or self.shop.clock() - self.began >= longest

    def wait(self, seconds: float) -> None:
        """Wait so long, or until the pass shall end."""
        while seconds > 0 and not self.ends:
            self.broken.wait(min(seconds, STEP))
            seconds -= STEP


def _served(work: _Work, targets: Sequence[str]) -> list[StageReport]:
    """Serve the targets side by side: one that is slow holds up nobody but itself."""
    most = min(len(targets), work.shop.settings.delivery.at_once)
    if most <= 1:
        return [_serve(work, target) for target in targets]
    with ThreadPoolExecutor(most, thread_name_prefix="deliver") as pool:
        jobs = [pool.submit(_serve, work, target) for target in targets]
        try:
            return [job.result() for job in jobs]
        except BaseException:
            work.broken.set()
            raise


def _serve(work: _Work, target: str) -> StageReport:
    """Send to one target what is due, the oldest alert first, until nothing is, it rests, or the pass ends."""
    shop, total = work.shop, StageReport()
    while not work.ends:
        work.wait(shop.courier.pause(target))
        # Claimed only now, one by one: a claim must not outlast its lease, and what is claimed counts as begun.
        due = None if work.ends else _claimed(work, target)
        if due is None:
            break
        report, rest = _deliver(work, due)
        total += report
        if timedelta(0) < rest <= PATIENCE and target in shop.store.due_targets(work.began):
            work.wait(rest.total_seconds())
    return total


def _claimed(work: _Work, target: str) -> DueDelivery | None:
    store, now = work.shop.store, work.shop.clock()
    found = store.due_deliveries(now, work.worker, limit=1, target=target, before=work.began)
    return found[0] if found else None


def _deliver(work: _Work, due: DueDelivery) -> tuple[StageReport, timedelta]:
    """Send one copy; gives back what became of it, and the rest that the target asks for."""
    shop, copy, options = work.shop, due.delivery, work.shop.settings.delivery
    if copy.attempts > options.max_attempts:
        # No attempt came to its end: whatever the message does to the process, it must not do it for ever.
        outcome = Outcome(ok=False, detail="the process ended in the middle of every attempt")
    else:
        outcome = shop.courier.send(copy.target, due.alert, copy=copy.uncertain)
    now, where = shop.clock(), f"alert {copy.alert} to target '{copy.target}'"
    if outcome.ok:
        shop.store.delivery_sent(copy, now)
        shop.store.note_attempt(copy.target, after_success)
        return StageReport(
            {"sent": 1},
            problems=(Problem(where, f"sent, but {outcome.detail}"),) if outcome.detail else (),
            notes=(f"{copy.target}: wrote {outcome.artefact}, and the HTML beside it",) if outcome.artefact else (),
        ), timedelta(0)
    most, asked = options.max_attempts, outcome.asked
    again = next_attempt(copy.attempts, now, most, key=_key(copy), asked=asked)
    shop.store.delivery_failed(copy, work.worker, now, outcome.detail, again, uncertain=outcome.uncertain)
    shop.store.note_attempt(copy.target, partial(after_failure, now=now, rest_after=options.rest_after, asked=asked))
    what = "given up" if again is None else f"attempt {copy.attempts} of {most} failed, tried again later"
    counts = {"dead" if again is None else "failed": 1}
    return StageReport(counts, (Problem(where, f"{what}: {outcome.detail}"),)), asked or timedelta(0)


def _key(copy: Delivery) -> str:
    return f"{copy.alert} {copy.target}"


def _resting(shop: Workshop, targets: Sequence[str]) -> StageReport:
    """Say which targets rest while something waits for them."""
    resting = [state for state in shop.store.resting_targets(shop.clock()) if state.target in targets]
    waiting = shop.store.waiting_at([state.target for state in resting])
    return StageReport(
        problems=tuple(
            Problem(
                f"target '{state.target}'",
                f"rests until {words.minute(state.rests_until)}: "
                + (
                    f"{words.count(state.failures, 'attempt')} in a row failed"
                    if state.failures
                    else "it asked for time"
                )
                + f", {words.count(waiting[state.target], 'message')} waiting",
            )
            for state in resting
            if state.rests_until is not None and waiting.get(state.target)
        )
    )


def _release_the_dead(shop: Workshop, me: str) -> None:
    """Take up at once what a killed process of this machine had claimed; other machines keep theirs for the lease."""
    host = socket.gethostname()
    for worker in shop.store.claimants():
        name, _, pid = worker.rpartition(":")
        # A process that was given the number of a dead one, as in a container started again, has claimed nothing yet.
        if worker == me or (name == host and pid.isdigit() and not _is_alive(int(pid))):
            shop.store.release(worker)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
