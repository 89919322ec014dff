"""What a source is, and what all kinds of sources share."""

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from flows.domain import Collected, FeedState, Problem


class Source(Protocol):
    """Something that articles come from."""

    @property
    def name(self) -> str:
        """Name of its entry in watch.yaml."""

    def collect(self, state: FeedState | None, now: datetime) -> Collected:
        """Read it once. What is wrong with it, or with single items, is told as problems; nothing is raised for it.

        Args:
            state: what the poll before left behind; None for the first.
            now: the clock of this poll.
        """


def succeeded(source: str, state: FeedState | None, now: datetime) -> FeedState:
    """The state after a good poll."""
    return replace(state or FeedState(source), last_success=now, failures=0)


def failed(source: str, state: FeedState | None, now: datetime, message: str, *, temporary: bool = False) -> Collected:
    """The result of a poll that could not read the source at all; `message` says why."""
    before = state or FeedState(source)
    after = replace(before, last_failure=now, failures=before.failures + 1)
    return Collected(source, problems=(Problem(source, message),), failed=True, temporary=temporary, state=after)


class Remarks:
    """Problems of single items, gathered so that a feed without any dates complains once and not fifty times."""

    NAMED = 3
    """Items with the same problem that are named one by one."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._items: dict[str, list[Problem]] = {}

    def add(self, item: str, message: str, kind: str = "") -> None:
        """Item `item` has a problem; those of one kind (the message, if nothing else is said) are counted together."""
        self._items.setdefault(kind or message, []).append(Problem(f"{self._source}: {item}", message))

    def problems(self) -> tuple[Problem, ...]:
        """What there is to say, the first found first."""
        found: list[Problem] = []
        for same in self._items.values():
            found += same[: self.NAMED]
            if len(same) > self.NAMED:
                rest = len(same) - self.NAMED
                found.append(
                    Problem(self._source, f"{rest} more {'item' if rest == 1 else 'items'}: {same[-1].message}")
                )
        return tuple(found)
