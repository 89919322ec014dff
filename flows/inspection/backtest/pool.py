"""Work over several processes, its results in the order of the work; small work stays in this process."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from types import TracebackType
from typing import Any, Self, TypeVar

Result = TypeVar("Result")

SMALL = 6
"""Pieces of work up to which a second process costs more than it saves: starting one takes two seconds."""
AHEAD = 2
"""Pieces that wait for each process; bounds memory."""


class Pool:
    """Some processes, started when there is work for them."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._executor: ProcessPoolExecutor | None = None
        self.started = 1
        """Processes that worked."""

    def each(
        self,
        work: Callable[..., Result],
        pieces: Iterable[tuple[Any, ...]],
        *,
        elsewhere: Callable[..., Result] | None = None,
        small: int = SMALL,
    ) -> Iterator[Result]:
        """The result of each piece, in order.

        Args:
            work: what is done here with a piece.
            pieces: its arguments; they must pickle.
            elsewhere: what is done in another process instead; `work` itself when left out.
            small: pieces up to which all is done here.
        """
        stream = iter(pieces)
        few = list(islice(stream, small + 1))
        if self.processes < 2 or len(few) <= small:  # noqa: PLR2004 - a second process is the point
            yield from (work(*piece) for piece in chain(few, stream))
            return
        executor = self._open()
        waiting: deque[Future[Result]] = deque()
        for piece in chain(few, stream):
            waiting.append(executor.submit(elsewhere or work, *piece))
            if len(waiting) > AHEAD * self.processes:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _open(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # A process that is forked while threads hold locks may wait for them for ever; the bar draws in a thread.
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.processes, mp_context=context)
            self.started = self.processes
        return self._executor

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
