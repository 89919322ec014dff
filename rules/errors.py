"""What can be wrong with a pack of rules. Every problem knows its file and line; loading collects them all."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake in one file, said so that its author can mend it."""

    path: Path
    """The file."""
    line: int
    """Line in the file, counted from 1; 0 when the mistake is about the whole file."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to do about it; may be empty."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else str(self.path)
        return f"{place}: {self.message}" + (f" ({self.hint})" if self.hint else "")


class RuleError(Exception):
    """A pack that cannot be used, with all of its problems at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
