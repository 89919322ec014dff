"""What a stage did, and who hears how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from flows.domain.articles import Problem


@dataclass(frozen=True, slots=True)
class StageReport:
    """What one stage of a pass did, in numbers and problems."""

    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person may want to know though nothing is wrong, such as where an e-mail file was written."""

    def __add__(self, other: "StageReport") -> "StageReport":
        """Both together: numbers added by name."""
        names = dict.fromkeys((*self.counts, *other.counts))
        return StageReport(
            counts={name: self.counts.get(name, 0) + other.counts.get(name, 0) for name in names},
            problems=self.problems + other.problems,
            notes=self.notes + other.notes,
        )


class Progress(Protocol):
    """Hears how far long work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` are finished."""
