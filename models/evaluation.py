"""How well probabilities find what is labelled: per theme, and in parts of the data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.vectors import Floats

Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Figures:
    """One theme in one set of rows."""

    rows: int
    positives: int
    average_precision: float | None
    """Area under the precision-recall curve by the step rule; None without positives."""
    interval: tuple[float, float] | None
    """95 % bootstrap interval of the average precision over rows; None without positives."""
    threshold: float
    precision: float
    recall: float
    f1: float
    """At `threshold`."""

    def as_json(self) -> dict[str, object]:
        """Plain values, rounded to four digits."""
        return {
            "rows": self.rows,
            "positives": self.positives,
            "average_precision": _short(self.average_precision),
            "interval": [_short(x) for x in self.interval] if self.interval else None,
            "threshold": _short(self.threshold),
            "precision": _short(self.precision),
            "recall": _short(self.recall),
            "f1": _short(self.f1),
        }


def average_precision(truth: Truth, scores: Floats) -> float | None:
    """Area under precision-recall by the step rule, equal scores sharing one step; None without positives."""
    positives = int(truth.sum())
    if not positives:
        return None
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], np.cumsum(truth[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    gained = np.diff(np.concatenate([[0], hits[last]]))
    return float((gained * hits[last] / (last + 1)).sum() / positives)


def precision_recall_f1(truth: Truth, flagged: Truth) -> tuple[float, float, float]:
    """Precision, recall and F1 of a yes or no; 0 where they are not defined."""
    both = int((truth & flagged).sum())
    precision = both / int(flagged.sum()) if flagged.any() else 0.0
    recall = both / int(truth.sum()) if truth.any() else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def best_threshold(truth: Truth, scores: Floats) -> float:
    """The score with the highest F1 when it and all above are flagged; the higher one of equals. 0.5 without
    positives.
    """
    if not truth.any():
        return 0.5
    candidates = np.unique(scores)[::-1]
    order = np.sort(scores)
    flagged = len(scores) - np.searchsorted(order, candidates, side="left")
    kept = np.sort(scores[truth])
    hits = len(kept) - np.searchsorted(kept, candidates, side="left")
    f1 = 2 * hits / (flagged + len(kept))
    return float(candidates[int(np.argmax(f1))])


def bootstrap(
    statistic: Callable[[npt.NDArray[np.int64]], float | None], rows: int, rounds: int = 400, seed: int = 1
) -> tuple[float, float] | None:
    """95 % interval of a statistic of drawn row numbers; draws on which it is None are left out."""
    rng = np.random.default_rng(seed)
    draws = [statistic(rng.integers(0, rows, rows)) for _ in range(rounds)]
    known = sorted(d for d in draws if d is not None)
    if not known:
        return None
    return known[int(0.025 * len(known))], known[max(0, int(0.975 * len(known)) - 1)]


def figures(truth: Truth, scores: Floats, threshold: float | None = None, rounds: int = 400) -> Figures:
    """Figures of one theme; truth and scores have shape (n,). Without a threshold, the best one on these rows."""
    chosen = best_threshold(truth, scores) if threshold is None else threshold
    precision, recall, f1 = precision_recall_f1(truth, scores >= chosen)
    found = average_precision(truth, scores)
    interval = None
    if found is not None and rounds:
        interval = bootstrap(lambda drawn: average_precision(truth[drawn], scores[drawn]), len(truth), rounds)
    return Figures(len(truth), int(truth.sum()), found, interval, chosen, precision, recall, f1)


def evaluate(
    themes: Sequence[str],
    truth: Truth,
    scores: Floats,
    *,
    thresholds: Mapping[str, float] | None = None,
    parts: Mapping[str, Sequence[str]] | None = None,
    rounds: int = 400,
) -> dict[str, dict[str, Figures]]:
    """Figures by part and theme. Truth and scores have shape (n, themes).

    The part `all` is everything; `parts` names further ways to divide the rows, such as {'lang': ['en', 'ko', ...]}
    with one value a row, and gives the parts `lang=en`, `lang=ko`. In parts the threshold is that of `all`.
    """
    thresholds = thresholds or {}
    whole = {theme: figures(truth[:, k], scores[:, k], thresholds.get(theme), rounds) for k, theme in enumerate(themes)}
    report = {"all": whole}
    for name, values in (parts or {}).items():
        column = np.asarray(values)
        for value in sorted(set(values)):
            rows = column == value
            report[f"{name}={value}"] = {
                theme: figures(truth[rows, k], scores[rows, k], whole[theme].threshold, rounds)
                for k, theme in enumerate(themes)
            }
    return report


def _short(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
