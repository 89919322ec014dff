"""Many sources at once, of each host one at a time."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue

from flows.domain import Collected
from flows.sources.base import Source
from flows.sources.politeness import lanes


def poll_many(
    sources: Sequence[Source], hosts: Mapping[str, str], poll: Callable[[Source], Collected], at_once: int
) -> Iterator[Collected]:
    """Poll sources, and give each result as soon as it is there.

    Files come first, in their order, so that what comes from the disk is the same in every run; then feeds as they
    answer. An exception of `poll` is raised when its turn comes; no other poll is begun then.

    Args:
        sources: what to poll.
        hosts: the host of each source by its name; nothing for files.
        poll: reads one; called in threads.
        at_once: threads.
    """
    for source in sources:
        if not hosts.get(source.name):
            yield poll(source)
    ways = lanes((source for source in sources if hosts.get(source.name)), hosts)
    if not ways:
        return
    results: SimpleQueue[Collected | Future[None]] = SimpleQueue()
    stopped = threading.Event()

    def travel(lane: list[Source]) -> None:
        for source in lane:
            if stopped.is_set():
                return
            results.put(poll(source))

    with ThreadPoolExecutor(max_workers=min(at_once, len(ways)), thread_name_prefix="poll") as pool:
        for lane in ways:
            pool.submit(travel, lane).add_done_callback(results.put)
        under_way = len(ways)
        try:
            while under_way:
                result = results.get()
                if isinstance(result, Future):
                    under_way -= 1
                    result.result()
                else:
                    yield result
        finally:
            # Whoever took the results gave up, or was interrupted: no new polls.
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
