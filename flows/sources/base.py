"""What a source is, and what all kinds of sources share."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from flows.domain import Collected, FeedState, Incoming, PollOutcome, Problem

Known = Callable[[Sequence[Incoming]], Collection[str]]
"""Tells which of these items are stored already, just as they are: their keys."""


def all_known(items: Sequence[Incoming]) -> Collection[str]:
    """What nobody wants to be completed: all of them."""
    return {item.key for item in items}


class Source(Protocol):
    """Something that articles come from."""

    @property
    def name(self) -> str:
        """Name of its entry in watch.yaml."""

    def collect(self, state: FeedState | None, now: datetime, known: Known = all_known) -> Collected:
        """Read it once. What is wrong with it, or with single items, is told as problems; nothing is raised for it.

        Args:
            state: what the poll before left behind; None for the first.
            now: the clock of this poll.
            known: tells what is stored already, so that full texts are fetched for the rest alone.
        """


def succeeded(source: str, state: FeedState | None, now: datetime) -> FeedState:
    """The state after a good poll."""
    return replace(state or FeedState(source), last_success=now, failures=0, next_poll=None)


def failed(
    source: str,
    state: FeedState | None,
    now: datetime,
    message: str,
    outcome: PollOutcome = PollOutcome.PERMANENT,
    *,
    temporary: bool = False,
) -> Collected:
    """The result of a poll that could not read the source at all; `message` says why."""
    before = state or FeedState(source)
    after = replace(
        before,
        last_failure=now,
        failures=before.failures + 1,
        trouble=outcome,
        last_error=message,
        errors={**before.errors, str(outcome): before.errors.get(str(outcome), 0) + 1},
    )
    problems = (Problem(source, message),)
    return Collected(source, problems=problems, failed=True, temporary=temporary, state=after, outcome=outcome)


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
