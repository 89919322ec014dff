"""Fitting with scikit-learn: a feature union of TF-IDF blocks and one logistic regression a theme.

What is fitted is taken out as plain arrays; `models.classifier` computes the same probabilities from them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion
from threadpoolctl import threadpool_limits

from models.classifier import SentenceClassifier
from models.errors import ModelError
from models.features import BLOCKS, NORMALISED, FeatureSettings, Passage, Reader, Reading
from models.vectors import Floats, Vocabulary, six_digits

Labels = npt.NDArray[np.bool_]
"""Shape (passages, themes): True where the passage is evidence for the theme."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the weights are found. The defaults were chosen by measurement, see the model card."""

    settings: FeatureSettings = field(default_factory=FeatureSettings)
    strength: float = 0.5
    """Inverse of the L2 penalty (`C`)."""
    balance: bool = False
    """True to weigh the positives of each theme as heavily, in sum, as its negatives."""
    tolerance: float = 1e-7
    """When the solver stops; tight, so that six digits are settled."""

    def as_json(self) -> dict[str, Any]:
        """Plain values for the manifest; the feature settings stand elsewhere in it."""
        return {
            "estimator": "LogisticRegression(solver=lbfgs, L2), one a theme",
            "strength": self.strength,
            "balance": self.balance,
            "tolerance": self.tolerance,
        }


@dataclass(frozen=True)
class Estimators:
    """scikit-learn's own objects after fitting."""

    classes: tuple[str, ...]
    union: FeatureUnion
    """Over readings."""
    models: tuple[LogisticRegression, ...]
    """One a theme, in the order of `classes`."""

    def predict_proba(self, readings: Sequence[Reading]) -> Floats:
        """scikit-learn's probabilities, shape (readings, themes), without calibration."""
        matrix = self.union.transform(readings)
        return np.stack([m.predict_proba(matrix)[:, 1] for m in self.models], axis=1)


def fit_estimators(readings: Sequence[Reading], labels: Labels, classes: Sequence[str], recipe: Recipe) -> Estimators:
    """Fit scikit-learn's objects. Raises ModelError where a theme has no positive or no negative passage."""
    for k, theme in enumerate(classes):
        if labels[:, k].all() or not labels[:, k].any():
            kind = "negative" if labels[:, k].any() else "positive"
            raise ModelError(f"no {kind} example of {theme} among {len(readings)}: write some, or leave the theme out")
    union = _union(readings, recipe.settings)
    with threadpool_limits(1):  # sums in one order only: the same weights on every run
        matrix = union.fit_transform(readings)
        models = [
            LogisticRegression(
                C=recipe.strength,
                class_weight="balanced" if recipe.balance else None,
                tol=recipe.tolerance,
                max_iter=5000,
            ).fit(matrix, labels[:, k])
            for k in range(len(classes))
        ]
    return Estimators(tuple(classes), union, tuple(models))


def fit(
    passages: Sequence[Passage], labels: Labels, classes: Sequence[str], recipe: Recipe | None = None
) -> SentenceClassifier:
    """Fit a classifier, not yet calibrated.

    `labels` has shape (passages, classes). Raises ModelError where a theme has no positive or no negative passage, or
    no term is frequent enough.
    """
    recipe = recipe or Recipe()
    reader = Reader(recipe.settings)
    return rebuild(fit_estimators([reader.read(p) for p in passages], labels, classes, recipe), recipe.settings)


def rebuild(estimators: Estimators, settings: FeatureSettings) -> SentenceClassifier:
    """The same classifier as plain arrays, rounded to six significant digits."""
    vectorisers = dict(estimators.union.transformer_list)
    terms = {b: tuple(map(str, v.get_feature_names_out())) for b, v in vectorisers.items()}
    themes = len(estimators.classes)
    return SentenceClassifier(
        classes_=estimators.classes,
        settings=settings,
        vocabulary=Vocabulary(terms, six_digits(np.concatenate([v.idf_ for v in vectorisers.values()]))),
        coefficients=six_digits(np.stack([m.coef_[0] for m in estimators.models], axis=1)),
        intercepts=six_digits([m.intercept_[0] for m in estimators.models]),
        slopes=np.ones(themes),
        offsets=np.zeros(themes),
    )


def _union(readings: Sequence[Reading], settings: FeatureSettings) -> FeatureUnion:
    """The blocks that these readings fill; an empty vocabulary would be refused by scikit-learn."""
    reader = Reader(settings)
    blocks = [b for b in BLOCKS if settings.weights.get(b) and _fills(reader, readings, b)]
    if not blocks:
        raise ModelError(f"no term occurs in {settings.min_documents} of {len(readings)} examples: write more examples")
    return FeatureUnion(
        [
            (
                block,
                TfidfVectorizer(
                    analyzer=partial(reader.terms, block=block),
                    sublinear_tf=True,
                    min_df=settings.min_documents,
                    norm="l2" if block in NORMALISED else None,
                ),
            )
            for block in blocks
        ],
        transformer_weights={block: settings.weights[block] for block in blocks},
    )


def _fills(reader: Reader, readings: Sequence[Reading], block: str) -> bool:
    seen: dict[str, int] = {}
    for reading in readings:
        for term in set(reader.terms(reading, block)):
            seen[term] = seen.get(term, 0) + 1
            if seen[term] >= reader.settings.min_documents:
                return True
    return False
