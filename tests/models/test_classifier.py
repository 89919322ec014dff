"""Scoring and explaining."""

import subprocess
import sys
from functools import cache

import numpy as np
import pytest

from models.classifier import BATCH, SentenceClassifier, logistic
from models.features import Passage
from models.fitting import fit
from tests.models.sentences import THEMES, training_set


@cache
def classifier() -> SentenceClassifier:
    examples, passages = training_set()
    return fit(passages, np.array([[t in e.themes for t in THEMES] for e in examples]), THEMES)


LABOUR = Passage("DPRK sent §send NUM loggers §worker to STATE")


def test_each_passage_has_a_probability_for_each_theme() -> None:
    found = classifier().predict_proba([LABOUR, Passage("")])
    assert found.shape == (2, 3)
    assert found[0].argmax() == 0


def test_no_passage_gives_no_row() -> None:
    assert classifier().predict_proba([]).shape == (0, 3)


def test_a_passage_scores_alike_alone_and_across_batches() -> None:
    many = [Passage("STATE buys rockets §arms from DPRK"), *[LABOUR] * BATCH]
    assert np.array_equal(classifier().predict_proba(many)[-1], classifier().predict_proba([LABOUR])[0])


def test_an_explanation_adds_up_to_the_log_odds() -> None:
    fitted = classifier()
    parts = fitted.explain(LABOUR, "labour_dispatch", n=1000)
    whole = fitted.decision_function([LABOUR])[0, 0] * fitted.slopes[0]
    assert sum(part for _, part in parts) + fitted.intercepts[0] == pytest.approx(whole)


def test_an_explanation_names_the_strongest_terms_first() -> None:
    parts = classifier().explain(LABOUR, "labour_dispatch", n=4)
    sizes = [abs(part) for _, part in parts]
    assert sizes == sorted(sizes, reverse=True)
    assert any("worker" in name for name, _ in parts)


def test_a_theme_that_is_not_known_is_refused() -> None:
    with pytest.raises(KeyError):
        classifier().explain(LABOUR, "oil")


def test_the_logistic_curve_does_not_overflow() -> None:
    assert logistic(np.array([-1000.0, 0.0, 1000.0])).tolist() == [0.0, 0.5, 1.0]


def test_scoring_loads_no_scikit_learn() -> None:
    code = "import sys, models.artifacts, models.classifier; sys.exit(bool({'sklearn', 'scipy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own interpreter, our own words
    assert done.returncode == 0
