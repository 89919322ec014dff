"""The fitted classifier: plain arrays, a product and a logistic curve."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.features import FeatureSettings, Passage, readable
from models.vectors import Floats, Vectoriser, Vocabulary

BATCH = 4096
"""Passages that are held as vectors at one time; bounds memory, not results."""


@dataclass(frozen=True, eq=False)
class SentenceClassifier:
    """One logistic regression a theme over the same terms, each with a calibration of its own.

    Made by `models.fitting.fit` or read by `models.artifacts.load`. Never changes; safe to share between threads.
    """

    classes_: tuple[str, ...]
    """The themes, in the order of the columns of every result."""
    settings: FeatureSettings
    vocabulary: Vocabulary
    coefficients: Floats
    """Shape (terms, themes)."""
    intercepts: Floats
    """Shape (themes,)."""
    slopes: Floats
    """Shape (themes,): factor on the log-odds that calibration found (Platt 1999); 1 without calibration."""
    offsets: Floats
    """Shape (themes,): what calibration adds to the log-odds; 0 without calibration."""

    @cached_property
    def _vectoriser(self) -> Vectoriser:
        return Vectoriser(self.settings, self.vocabulary)

    def decision_function(self, passages: Sequence[Passage]) -> Floats:
        """Log-odds before calibration, shape (passages, themes)."""
        parts = [
            self._vectoriser.transform(passages[start : start + BATCH]).times(self.coefficients) + self.intercepts
            for start in range(0, len(passages), BATCH)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, len(self.classes_)))

    def predict_proba(self, passages: Sequence[Passage]) -> Floats:
        """Calibrated probability of each theme, shape (passages, themes). Themes do not exclude each other."""
        return logistic(self.decision_function(passages) * self.slopes + self.offsets)

    def explain(self, passage: Passage, theme: str, n: int = 5) -> tuple[tuple[str, float], ...]:
        """The `n` terms that moved the theme's calibrated log-odds most, the strongest first, with their contribution.

        Raises KeyError for a theme that the classifier does not know.
        """
        if theme not in self.classes_:
            raise KeyError(theme)
        k = self.classes_.index(theme)
        cells = self._vectoriser.transform([passage])
        parts = cells.values * self.coefficients[cells.columns, k] * self.slopes[k]
        named = [
            (readable(*self.vocabulary.names[column]), float(part))
            for column, part in zip(cells.columns.tolist(), parts.tolist(), strict=True)
            if part
        ]
        return tuple(sorted(named, key=lambda item: (-abs(item[1]), item[0]))[:n])

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that decides a score; the identity of the model in stored assessments."""
        words = {
            "classes": self.classes_,
            "settings": self.settings.as_json(),
            "terms": {block: list(terms) for block, terms in self.vocabulary.terms.items()},
        }
        found = hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=True).encode())
        for array in (self.vocabulary.idf, self.coefficients, self.intercepts, self.slopes, self.offsets):
            found.update(np.ascontiguousarray(array, dtype="<f8").tobytes())
        return found.hexdigest()


def logistic(odds: Floats) -> Floats:
    """Probability of log-odds; does not overflow."""
    shrunk = np.exp(-np.abs(odds))
    return np.where(odds >= 0, 1.0, shrunk) / (1.0 + shrunk)
