"""Passes on schedule in plain Python, without Prefect."""

import logging
import time
from datetime import UTC, datetime

from flows.domain import StageReport
from flows.errors import AlreadyRunningError
from flows.serve.opening import Opening
from flows.serve.stop import Stop
from flows.serve.timetable import Timetable
from flows.stages.passes import full_pass
from flows.stages.summary import line

logger = logging.getLogger(__name__)

RETRIES = 2
RETRY_DELAY = 10
"""Seconds between the attempts at a pass that failed as a whole."""
CLOCK_TICK = 30.0
"""Seconds after which the clock is looked at again, since a suspended machine does not count its sleep."""


def plain_schedule(opening: Opening, timetable: Timetable, due: datetime, stop: Stop) -> None:
    """Make passes when they are due, until the service shall end."""
    while not stop.asked():
        began = datetime.now(UTC)
        if began < due:
            stop.wait(min(CLOCK_TICK, (due - began).total_seconds()))
            continue
        plain_pass(opening, stop)
        due = timetable.after(began)


def plain_pass(opening: Opening, stop: Stop) -> None:
    """One pass with its outcome in the log. A pass that fails as a whole is tried again; nothing escapes from here."""
    for left in range(RETRIES, -1, -1):
        began = time.monotonic()
        try:
            with opening.open() as shop:
                shop.stopping = stop.asked
                report = full_pass(shop)
        except AlreadyRunningError as error:
            log_skipped(str(error))
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the next pass is due all the same
            log_failed(error)
            if not left:
                opening.tell(error)
                return
            if stop.wait(RETRY_DELAY):
                return
        else:
            log_report(report, time.monotonic() - began)
            return


def log_report(report: StageReport, seconds: float) -> None:
    """A pass in one line, its problems each in one before it."""
    for problem in report.problems:
        logger.warning("%s: %s", problem.where, problem.message)
    for note in report.notes:
        logger.info("%s", note)
    logger.info("pass: %s (%.1f s)", line(report), seconds)


def log_skipped(reason: str) -> None:
    """A pass that found another one at work."""
    logger.warning("pass left out, another one is still running: %s", reason)


def log_failed(error: Exception) -> None:
    """A pass that could not be made."""
    logger.error("pass failed: %s: %s", type(error).__name__, error)
    logger.debug("where it failed", exc_info=error)
