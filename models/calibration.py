"""From log-odds to probabilities that mean what they say, and how well they do. NumPy only."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.classifier import logistic
from models.vectors import Floats

Truth = npt.NDArray[np.bool_]

_STEPS = 100
_SETTLED = 1e-10


@dataclass(frozen=True, slots=True)
class Bin:
    """One row of a reliability table."""

    low: float
    high: float
    """Probabilities from `low` up to, and for the last bin including, `high`."""
    count: int
    predicted: float
    """Mean probability of its members; 0 when it is empty."""
    observed: float
    """Share of its members that are positive; 0 when it is empty."""


def platt(odds: Floats, truth: Truth) -> tuple[float, float]:
    """Slope and offset that turn log-odds into calibrated log-odds, by Newton's method with Platt's smoothed targets.

    Platt, Probabilistic Outputs for Support Vector Machines (1999); Lin, Lin and Weng (2007) for the method. `odds`
    must come from passages that the classifier was not fitted on. (1, 0), which changes nothing, where one class is
    missing or the odds speak against the truth.
    """
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if not positives or not negatives:
        return 1.0, 0.0
    target = np.where(truth, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    slope, offset = 1.0, 0.0
    for _ in range(_STEPS):
        probability = logistic(slope * odds + offset)
        spread = np.maximum(probability * (1 - probability), 1e-12)
        error = probability - target
        gradient = np.array([(error * odds).sum(), error.sum()])
        curve = np.array(
            [[(spread * odds * odds).sum() + 1e-9, (spread * odds).sum()], [(spread * odds).sum(), spread.sum() + 1e-9]]
        )
        step = np.linalg.solve(curve, gradient)
        scale = _longest_useful(slope, offset, step, odds, target)
        slope, offset = slope - scale * step[0], offset - scale * step[1]
        if np.abs(scale * step).max() < _SETTLED:
            break
    return (float(slope), float(offset)) if slope > 0 else (1.0, 0.0)


def _longest_useful(slope: float, offset: float, step: Floats, odds: Floats, target: Floats) -> float:
    """The share of a Newton step that lowers the loss."""
    now = _loss(slope, offset, odds, target)
    scale = 1.0
    while scale > _SETTLED and _loss(slope - scale * step[0], offset - scale * step[1], odds, target) > now:
        scale /= 2
    return scale


def _loss(slope: float, offset: float, odds: Floats, target: Floats) -> float:
    line = slope * odds + offset
    return float((np.logaddexp(0.0, line) - target * line).sum())


def reliability(probabilities: Floats, truth: Truth, bins: int = 10) -> tuple[Bin, ...]:
    """The reliability table: equally wide bins over 0..1, of probabilities and truths of shape (n,)."""
    place = np.minimum((probabilities * bins).astype(np.int64), bins - 1)
    table = []
    for i in range(bins):
        chosen = place == i
        count = int(chosen.sum())
        predicted = float(probabilities[chosen].mean()) if count else 0.0
        observed = float(truth[chosen].mean()) if count else 0.0
        table.append(Bin(i / bins, (i + 1) / bins, count, predicted, observed))
    return tuple(table)


def calibration_error(table: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of predicted and observed, weighted by the bins' counts."""
    total = sum(row.count for row in table)
    return sum(row.count * abs(row.predicted - row.observed) for row in table) / total if total else 0.0
