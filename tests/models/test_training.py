"""The training chain."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from models import artifacts
from models.errors import ExampleError
from models.fitting import Recipe
from models.training import Trained, fingerprint, train
from tests.models.sentences import THEMES, training_set


@cache
def trained() -> Trained:
    examples, passages = training_set()
    return train(examples, passages, themes=THEMES, masking="digest-of-rules")


def test_training_twice_gives_the_same_digest_and_the_same_manifest() -> None:
    examples, passages = training_set()
    again = train(examples, passages, themes=THEMES, masking="digest-of-rules")
    assert again.classifier.digest == trained().classifier.digest
    assert again.manifest == trained().manifest


def test_what_was_trained_can_be_saved_and_loaded(tmp_path: Path) -> None:
    artifacts.save(trained().classifier, tmp_path / "1", trained().manifest)
    _, passages = training_set()
    loaded = artifacts.load(tmp_path / "1")
    assert np.array_equal(loaded.predict_proba(passages), trained().classifier.predict_proba(passages))


def test_the_manifest_tells_how_the_classifier_was_made() -> None:
    manifest = trained().manifest
    assert manifest["training"]["examples"] == 84
    assert manifest["training"]["masking"] == "digest-of-rules"
    assert manifest["training"]["themes"]["none"] == 21
    assert set(manifest["versions"]) == {"python", "numpy", "scikit-learn"}
    assert manifest["recipe"]["seed"] == 1


def test_the_cross_validated_figures_stand_per_theme_language_and_kind() -> None:
    figures = trained().manifest["metrics"]["cross_validated"]
    assert {"all", "lang=en", "lang=ko", "kind=wire", "kind=headline"} == set(figures)
    assert figures["all"]["labour_dispatch"]["average_precision"] > 0.7
    assert figures["lang=ko"]["labour_dispatch"]["interval"] is None


def test_the_classifier_is_calibrated_on_passages_it_was_not_fitted_on() -> None:
    assert (trained().classifier.slopes > 0).all()
    assert not np.array_equal(trained().classifier.slopes, np.ones(3))
    assert trained().odds.shape == (84, 3)


def test_every_example_needs_its_passage() -> None:
    examples, passages = training_set()
    with pytest.raises(ExampleError, match="84 examples but 83 passages"):
        train(examples, passages[1:], themes=THEMES)


def test_a_theme_that_is_not_asked_for_is_refused_with_its_example() -> None:
    examples, passages = training_set()
    with pytest.raises(ExampleError, match="tech_transfer-0: unknown theme 'tech_transfer'"):
        train(examples, passages, themes=THEMES[:2])


def test_too_few_examples_of_a_theme_are_refused() -> None:
    examples, passages = training_set()
    with pytest.raises(ExampleError, match="oil: 0 positive and 84 negative"):
        train(examples, passages, themes=(*THEMES, "oil"))


def test_the_fingerprint_of_examples_does_not_depend_on_their_order() -> None:
    examples, _ = training_set()
    assert fingerprint(examples) == fingerprint(examples[::-1])
    assert fingerprint(examples) != fingerprint(examples[1:])


@pytest.mark.parametrize("rare", [2, 6])
def test_mixes_of_themes_too_rare_for_every_fold_are_no_hindrance(rare: int) -> None:
    examples, passages = training_set()
    mixed = [replace(e, themes=frozenset(THEMES[:2])) for e in examples[: rare // 2]]
    mixed += [replace(e, themes=frozenset(THEMES[1:])) for e in examples[rare // 2 : rare]]
    found = train([*mixed, *examples[rare:]], passages, themes=THEMES)
    assert found.odds.all()


def test_the_recipe_stands_in_the_manifest() -> None:
    examples, passages = training_set()
    found = train(examples, passages, themes=THEMES, recipe=Recipe(strength=2.0), roles=("DPRK",), seed=7)
    assert found.manifest["recipe"]["strength"] == 2.0
    assert found.classifier.settings.roles == ("DPRK",)
