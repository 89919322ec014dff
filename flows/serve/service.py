"""`sanctions-watch serve`: one process that makes the passes, looks after its server, and ends in order."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.serve.opening import Opening
from flows.serve.plain import plain_schedule
from flows.serve.server import HOST, LocalServer, ServerError, free_port
from flows.serve.single import single_service
from flows.serve.stop import Stop
from flows.serve.timetable import Timetable
from flows.settings import Settings, load_settings, prefect_for_service, use_api

logger = logging.getLogger(__name__)

GRACE = timedelta(seconds=20)
"""Time for the pass under way once the service shall end."""
LAST_WORDS = 15.0
"""Seconds beyond the grace in which a pass that is broken off is noted in Prefect."""
PORTS = 3
"""Ports that are tried, when somebody else is faster on one."""
LOOK = 0.5
"""Seconds between two looks at the server and the passes."""


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """What the command line says."""

    config: Path
    prefect: bool = True
    port: int | None = None
    """Of the local server; Prefect's own or any free one when left out."""
    name: str = "monitor"
    """Of the deployment; one for each watch on the same Prefect server."""
    grace: timedelta = GRACE


def serve(options: ServiceOptions) -> int:
    """Make passes until a signal comes. Gives back the exit code: 0 in order, 1 when the service broke down.

    Raises:
        ConfigurationError, RuleError, ModelError, StorageError: it cannot even begin.
        AlreadyRunningError: another service serves this watch.
        ServerError: the local server cannot be started.
    """
    config = options.config.resolve()
    settings = load_settings(config)
    opening = Opening(config)
    with single_service(settings.state_folder):
        return _serve(options, opening, settings)


def _serve(options: ServiceOptions, opening: Opening, settings: Settings) -> int:
    timetable = Timetable(settings.schedule)
    with opening.open() as shop:
        due = timetable.first(datetime.now(UTC), next(iter(shop.store.runs(limit=1)), None))
    stop = Stop(options.grace)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: _asked(stop, number))
    if not options.prefect:
        logger.info(
            "passes over %s %s, without Prefect; the first at %s", opening.config, settings.schedule, _clock(due)
        )
        return _until_stopped(stop, lambda: plain_schedule(opening, timetable, due, stop), None)
    return _through_prefect(options, opening, settings, due, stop)


def _through_prefect(options: ServiceOptions, opening: Opening, settings: Settings, due: datetime, stop: Stop) -> int:
    server = None
    if not prefect_for_service(settings.state_folder):
        server = _own_server(options.port, settings.state_folder / "prefect", stop)
        use_api(server.api)
    try:
        # Imported here: Prefect takes a second to import and reads its environment once.
        from flows.serve.scheduled import Scheduled  # noqa: PLC0415

        logger.info("passes over %s %s; the first at %s", opening.config, settings.schedule, _clock(due))
        return _until_stopped(stop, Scheduled(opening, options.name, settings.schedule, due, stop).run, server)
    finally:
        if server is not None:
            server.stop()


def _own_server(port: int | None, folder: Path, stop: Stop) -> LocalServer:
    for left in range(PORTS - 1, -1, -1):
        server = LocalServer(free_port(port), folder, stop.asked)
        logger.info("a Prefect server of our own starts at http://%s:%d", HOST, server.port)
        server.start()
        try:
            server.wait_until_healthy()
        except ServerError as error:
            server.stop()
            if port or not left:
                raise
            logger.warning("%s; tried again on another port", error)
        else:
            return server
    raise AssertionError


def _until_stopped(stop: Stop, work: Callable[[], None], server: LocalServer | None) -> int:
    """Work in a thread of its own, so that signals and the server are looked after whatever a pass does."""
    thread = threading.Thread(target=work, name="passes", daemon=True)
    thread.start()
    while thread.is_alive() and not stop.wait(LOOK):
        if server is not None:
            server.look_after()
    if not stop.asked():
        logger.critical("the service broke down: passes are not made any more")
        return 1
    while thread.is_alive() and not stop.overdue():
        thread.join(LOOK)
    thread.join(LAST_WORDS if server is not None else 0)
    if thread.is_alive():
        logger.warning("the batch under way is lost; the next start makes it again")
        if server is not None:
            server.stop()
        _leave(0)
    logger.info("stopped")
    return 0


def _asked(stop: Stop, number: int) -> None:
    again = stop.asked()
    stop.request()
    logger.info("%s: ends %s", signal.Signals(number).name, "now" if again else f"within {stop.grace.seconds} s")


def _leave(code: int) -> None:
    """End without waiting for threads: each batch commits its own work, so that nothing is lost with them."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _clock(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"
