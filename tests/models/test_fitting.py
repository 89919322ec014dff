"""Fitting with scikit-learn and rebuilding without it."""

from dataclasses import replace

import numpy as np
import pytest

from models.classifier import SentenceClassifier
from models.errors import ModelError
from models.features import FeatureSettings, Passage, Reader
from models.fitting import Labels, Recipe, fit, fit_estimators, rebuild
from tests.models.sentences import THEMES, training_set


def _labelled() -> tuple[list[Passage], Labels]:
    examples, passages = training_set()
    return passages, np.array([[t in e.themes for t in THEMES] for e in examples])


def test_the_rebuilt_classifier_gives_the_probabilities_of_scikit_learn() -> None:
    passages, labels = _labelled()
    recipe = Recipe()
    reader = Reader(recipe.settings)
    estimators = fit_estimators([reader.read(p) for p in passages], labels, THEMES, recipe)
    unseen = [*passages, Passage("DPRK will send §send doctors §worker to STATE", after="NUM §arms"), Passage("")]
    theirs = estimators.predict_proba([reader.read(p) for p in unseen])
    ours = rebuild(estimators, recipe.settings).predict_proba(unseen)
    assert np.abs(theirs - ours).max() < 5e-6  # weights are kept to six digits


def test_fitting_twice_gives_the_same_classifier() -> None:
    passages, labels = _labelled()
    assert fit(passages, labels, THEMES).digest == fit(passages, labels, THEMES).digest


def test_another_recipe_gives_another_digest() -> None:
    passages, labels = _labelled()
    assert fit(passages, labels, THEMES).digest != fit(passages, labels, THEMES, Recipe(strength=1.0)).digest


def test_a_language_without_known_words_is_judged_by_its_concepts() -> None:
    passages, labels = _labelled()
    labour = fit(passages, labels, THEMES).predict_proba(
        [Passage("DPRK가 STATE에 노동자 §worker NUM명을 보냈다 §send"), Passage("DPRK는 기념일을 맞았다")]
    )[:, 0]
    assert labour[0] > 0.5 > labour[1]


@pytest.mark.parametrize(("value", "lack"), [(False, "no positive example"), (True, "no negative example")])
def test_a_theme_of_one_kind_only_is_refused_by_name(value: bool, lack: str) -> None:
    passages, labels = _labelled()
    labels[:, 1] = value
    with pytest.raises(ModelError, match=f"{lack} of arms_transfer"):
        fit(passages, labels, THEMES)


def test_examples_without_a_repeated_term_are_refused() -> None:
    recipe = Recipe(settings=FeatureSettings(weights={"words": 1.0}))
    with pytest.raises(ModelError, match="no term occurs"):
        fit([Passage("one"), Passage("two")], np.array([[True], [False]]), ["a"], recipe)


def test_a_block_of_weight_zero_has_no_terms() -> None:
    passages, labels = _labelled()
    settings = replace(Recipe().settings, weights={"words": 1.0, "pairs": 0.0})
    fitted: SentenceClassifier = fit(passages, labels, THEMES, Recipe(settings=settings))
    assert set(fitted.vocabulary.terms) == {"words"}


def test_balance_lifts_the_probability_of_the_rarer_label() -> None:
    passages, labels = _labelled()
    plain, balanced = (fit(passages, labels, THEMES, Recipe(balance=even)) for even in (False, True))
    assert balanced.predict_proba(passages).mean() > plain.predict_proba(passages).mean()
