"""How far long work has come, on the error stream of a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

LONG = 200
"""Units of work from which a progress bar is shown."""


@contextmanager
def progress_bar() -> Iterator["Bar"]:
    """A bar on the error stream of a terminal, once there is enough to wait for."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    try:
        yield Bar(progress)
    finally:
        progress.stop()


class Bar:
    """Shows long work; is a `domain.Progress`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` are finished."""
        if total < LONG:
            return
        if stage not in self._tasks:
            # Started no earlier: a bar that waits for its first task redraws nothing all the time.
            self._progress.start()
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)
        if done >= total:
            self._progress.stop()
