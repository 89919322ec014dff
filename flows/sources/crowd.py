"""Many sources at once, of each host one at a time."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue

from flows.domain import Collected
from flows.sources.base import Source
from flows.sources.politeness import lanes

GATHERING = 0.25
"""Seconds in which results gather before they are given: to store ten together costs little more than to store one."""
MOST = 32
"""Results given together at most; the articles of all of them are in memory."""

_Results = SimpleQueue[Collected | Future[None]]
"""What came of sources, and of lanes that have reached their end."""


def poll_many(
    sources: Sequence[Source], hosts: Mapping[str, str], poll: Callable[[Source], Collected], at_once: int
) -> Iterator[list[Collected]]:
    """Poll sources, and give the results in small batches, each soon after it is there.

    Files come first, in their order and one by one, so that what comes from the disk is the same in every run; then
    feeds as they answer. An exception of `poll` is raised when its turn comes; no other poll is begun then.

    Args:
        sources: what to poll.
        hosts: the host of each source by its name; nothing for files.
        poll: reads one; called in threads.
        at_once: threads.
    """
    for source in sources:
        if not hosts.get(source.name):
            yield [poll(source)]
    ways = lanes((source for source in sources if hosts.get(source.name)), hosts)
    if not ways:
        return
    results: _Results = SimpleQueue()
    stopped = threading.Event()

    def travel(lane: list[Source]) -> None:
        for source in lane:
            if stopped.is_set():
                return
            results.put(poll(source))

    with ThreadPoolExecutor(max_workers=min(at_once, len(ways)), thread_name_prefix="poll") as pool:
        for lane in ways:
            pool.submit(travel, lane).add_done_callback(results.put)
        try:
            yield from _gathered(results, len(ways))
        finally:
            # Whoever took the results gave up, or was interrupted: no new polls.
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _gathered(results: _Results, under_way: int) -> Iterator[list[Collected]]:
    """What arrives, until all lanes that are under way have reached their end."""
    while under_way:
        arrived: list[Collected] = []
        end: float | None = None
        while under_way and len(arrived) < MOST:
            try:
                result = results.get(timeout=None if end is None else max(end - time.monotonic(), 0.0))
            except Empty:
                break
            if isinstance(result, Future):
                under_way -= 1
                result.result()
            else:
                arrived.append(result)
                end = end or time.monotonic() + GATHERING
        if arrived:
            yield arrived
