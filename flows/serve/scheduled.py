"""Passes on Prefect's schedule, made in this process; without Prefect when it does not answer."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from prefect import State, get_client
from prefect.client.schemas.objects import FlowRun
from prefect.events.worker import EventsWorker
from prefect.logging.handlers import APILogWorker

from flows.domain import StageReport
from flows.errors import AlreadyRunningError, WatchError
from flows.monitor import SKIPPED
from flows.options import ScheduleOptions
from flows.serve.desk import Desk
from flows.serve.opening import Opening
from flows.serve.plain import log_failed, log_report, log_skipped, plain_pass
from flows.serve.stop import Stop
from flows.serve.timetable import Timetable
from flows.settings import load_settings
from flows.storage.lock import RunLock
from models.errors import ModelError
from rules.errors import RuleError

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")

POLL = 5.0
"""Seconds between two questions for runs that are due; the watch's own times are asked for on the dot."""
PATIENCE = timedelta(seconds=30)
"""How much later than the watch's own clock Prefect may hand out a pass before it is made all the same."""
ANSWER = 30.0
"""Seconds Prefect has for an answer."""
DRAIN = 5.0
"""Seconds for logs and events that wait to be sent, at the end."""
TICK = 0.2
"""Seconds between two looks at the wish to end."""


class Scheduled:
    """Prefect plans the passes and shows them; this makes them. Runs an event loop of its own in the calling thread."""

    def __init__(self, opening: Opening, name: str, schedule: ScheduleOptions, due: datetime, stop: Stop) -> None:
        self._opening = opening
        self._config = opening.config
        self._name = name
        self._schedule = schedule
        self._timetable = Timetable(schedule)
        self._due = due
        """When the watch's own clock says that a pass is due."""
        self._stop = stop
        self._answers = True

    def run(self) -> None:
        """Make passes until the service shall end."""
        loop = asyncio.new_event_loop()
        loop.run_until_complete(self._run())
        # The loop is not closed: a thread that is still busy with a batch would be waited for.

    async def _run(self) -> None:
        while not self._stop.asked():
            try:
                async with get_client() as client:
                    await self._work(Desk(client, self._name, self._config, self._schedule))
            except Exception as error:  # noqa: BLE001 - whatever Prefect's trouble is, passes go on
                await self._without_prefect(error)
        await _drain()

    async def _work(self, desk: Desk) -> None:
        await self._reacting(desk.register())
        await self._sweep(desk)
        first = True
        while not self._stop.asked():
            due = await self._reacting(desk.due())
            self._heard()
            run = due.newest
            now = datetime.now(UTC)
            if run is None and now >= self._due + (timedelta(0) if first else PATIENCE):
                run = await self._reacting(desk.create())
                if run is None:
                    logger.info("the schedule is paused in Prefect: no pass is made")
                    self._due = self._timetable.after(now)
            first = False
            if run is not None:
                self._due = self._timetable.after(now)
                await desk.skip(due.others)
                if due.others:
                    logger.info("%d passes were missed; one makes up for them", len(due.others))
                if await desk.claim(run):
                    await self._ending(self._make(desk, run))
                else:
                    logger.info("a run was taken by somebody else, or cancelled: no pass is made")
            await self._pause(self._poll())

    def _poll(self) -> float:
        now = datetime.now(UTC)
        return min(POLL, (self._timetable.after(now) - now).total_seconds() + TICK)

    async def _make(self, desk: Desk, run: FlowRun) -> None:
        began = time.monotonic()
        try:
            wanted = Path(str(run.parameters.get("config", self._config)))
            opening = self._opening if wanted == self._config else Opening(wanted)
            with opening.open() as shop:
                shop.stopping = self._stop.asked
                state = await desk.make(run)
        except (WatchError, RuleError, ModelError) as error:
            log_failed(error)
            await asyncio.to_thread(self._opening.tell, error)
            await desk.fail(run, str(error))
            return
        except Exception:
            # Prefect went away in the middle: what is left of the pass is due now, with it or without.
            self._due = datetime.now(UTC)
            raise
        await _tell(state, time.monotonic() - began)

    async def _sweep(self, desk: Desk) -> None:
        """Only while the lock is free: then nobody makes a pass, and what Prefect shows as running is not."""
        try:
            with RunLock(load_settings(self._config).storage_url):
                count = await self._reacting(desk.sweep())
        except AlreadyRunningError:
            return
        except Exception as error:  # noqa: BLE001 - what the UI shows must not keep passes from being made
            logger.warning("runs that were broken off may still be shown as running: %s", error)
            return
        if count:
            logger.warning("the service was ended in the middle of a pass; this one goes on where it stopped")

    async def _without_prefect(self, error: Exception) -> None:
        if self._stop.asked():
            return
        if self._answers:
            logger.warning("Prefect cannot be used, passes are made without it: %s: %s", type(error).__name__, error)
            logger.debug("where it failed", exc_info=error)
            self._answers = False
        now = datetime.now(UTC)
        if now >= self._due + PATIENCE:
            self._due = self._timetable.after(now)
            await self._ending(asyncio.to_thread(plain_pass, self._opening, self._stop))
        await self._pause(POLL)

    def _heard(self) -> None:
        if not self._answers:
            logger.info("Prefect answers again")
            self._answers = True

    async def _pause(self, seconds: float) -> None:
        await asyncio.to_thread(self._stop.wait, seconds)

    async def _reacting(self, question: Awaitable[Answer]) -> Answer:
        """The answer to a question that is dropped when the service shall end.

        Raises:
            TimeoutError: no answer came in time, or the service shall end.
        """
        task, end = asyncio.ensure_future(question), time.monotonic() + ANSWER
        while not task.done() and not self._stop.asked() and time.monotonic() < end:
            await asyncio.wait({task}, timeout=TICK)
        if not task.done():
            task.cancel()
            raise TimeoutError(f"no answer within {ANSWER:.0f} seconds")
        return task.result()

    async def _ending(self, work: Awaitable[None]) -> None:
        """Wait for a pass, but no longer than the grace once the service shall end."""
        task = asyncio.ensure_future(work)
        while not task.done():
            await asyncio.wait({task}, timeout=TICK)
            if self._stop.overdue() and not task.done():
                logger.warning("the pass under way is broken off; the next start goes on where it stopped")
                task.cancel()
                # Prefect notes in the meantime that the run has ended.
                await asyncio.wait({task}, timeout=DRAIN)
                return
        task.result()


async def _tell(state: State[StageReport], seconds: float) -> None:
    if state.name == SKIPPED:
        log_skipped(state.message or "")
    elif state.is_completed():
        log_report(await state.aresult(), seconds)
    else:
        logger.error("pass ended as %s: %s", state.name, state.message)


async def _drain() -> None:
    """Send what still waits, while there is somebody who listens."""
    for worker in (EventsWorker, APILogWorker):
        drained = worker.drain_all(timeout=DRAIN)
        if asyncio.iscoroutine(drained):
            await asyncio.wait_for(drained, DRAIN)
