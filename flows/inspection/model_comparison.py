"""A candidate model against another on the same labelled articles, and whether it is the better one."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from flows.inspection.detection import Drawn, Table
from models.evaluation import bootstrap

ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of both models."""

    what: str
    before: float
    after: float
    interval: tuple[float, float]
    """95 % interval of the difference, paired bootstrap over articles."""
    lower_is_better: bool = False

    @property
    def gain(self) -> float:
        """How much better the candidate is; negative when it is worse."""
        return self.before - self.after if self.lower_is_better else self.after - self.before

    @property
    def certain(self) -> bool:
        """True when the interval leaves out 0."""
        return self.interval[0] > 0 or self.interval[1] < 0

    def __str__(self) -> str:
        low, high = self.interval
        sure = "certain" if self.certain else "may be chance"
        return f"{self.what}: {self.before:.3f} -> {self.after:.3f} ({low:+.3f} to {high:+.3f}, {sure})"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All figures, and the verdict."""

    changes: tuple[Change, ...]
    better: bool
    reason: str


def compare(before: Table, after: Table) -> Comparison:
    """Two models on the same articles.

    The candidate is better when macro F1 or mean average precision rises, neither of them falls, false alarms do not
    certainly rise, and no theme is certainly ranked worse.
    """
    changes = tuple(_changes(before, after))
    by_name = {one.what: one for one in changes}
    leading = [by_name[name] for name in ("macro F1", "mean average precision") if name in by_name]
    worse = [one for one in leading if one.gain < 0] + [one for one in changes if one.gain < 0 and one.certain]
    if worse:
        return Comparison(changes, False, f"not better: {worse[0]}")
    risen = [one for one in leading if one.gain > 0]
    if not risen:
        return Comparison(changes, False, "not better: neither macro F1 nor mean average precision rises")
    return Comparison(changes, True, f"better: {risen[0]}")


def _changes(before: Table, after: Table) -> Iterator[Change]:
    statistics = [
        ("macro F1", Table.macro_f1, False),
        ("mean average precision", Table.mean_average_precision, False),
        ("false alarms", Table.false_alarms, True),
    ]
    rows = np.arange(len(before.truth))
    for name, statistic, lower in statistics:
        a, b = statistic(before, rows), statistic(after, rows)
        if a is not None and b is not None:

            def difference(drawn: Drawn, statistic: object = statistic) -> float | None:
                assert callable(statistic)  # noqa: S101 - tells the type checker what the loop gave
                one, other = statistic(before, drawn), statistic(after, drawn)
                return None if one is None or other is None else float(other - one)

            yield Change(name, a, b, bootstrap(difference, len(rows), ROUNDS) or (0.0, 0.0), lower)
    for k, theme in enumerate(before.themes):
        a, b = before.average_precision(rows, k), after.average_precision(rows, k)
        if a is not None and b is not None:

            def gained(drawn: Drawn, k: int = k) -> float | None:
                one, other = before.average_precision(drawn, k), after.average_precision(drawn, k)
                return None if one is None or other is None else other - one

            yield Change(f"{theme}: average precision", a, b, bootstrap(gained, len(rows), ROUNDS) or (0.0, 0.0))
