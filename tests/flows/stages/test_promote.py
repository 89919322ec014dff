"""A candidate in the place of the model."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import load_settings
from flows.stages.promote import place_for, put_in_force
from models.artifacts import load, shipped_model
from models.errors import ArtifactError


def test_the_place_is_the_folder_that_the_watch_names_else_one_beside_it(tmp_path: Path) -> None:
    watch = tmp_path / "watch.yaml"
    watch.write_text("sources: []\n", encoding="utf-8")
    assert place_for(load_settings(watch)) == tmp_path / "var" / "model"
    (tmp_path / "mine").mkdir()
    watch.write_text("sources: []\nmodel: mine\n", encoding="utf-8")
    assert place_for(load_settings(watch)) == tmp_path / "mine"


def test_the_first_candidate_finds_no_model_and_takes_its_place(tmp_path: Path) -> None:
    put_in_force(shipped_model(), tmp_path / "var" / "model", {"better": True})
    assert load(tmp_path / "var" / "model").digest == load(shipped_model()).digest
    assert not (tmp_path / "var" / "model.before").exists()


def test_a_candidate_that_does_not_load_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "candidate").mkdir()
    with pytest.raises(ArtifactError, match="no fitted model"):
        put_in_force(tmp_path / "candidate", tmp_path / "model", {})
    assert not (tmp_path / "model").exists()


def test_a_folder_that_holds_something_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no model that loads, and is not written over"):
        put_in_force(shipped_model(), tmp_path / "model", {})
    assert (tmp_path / "model" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_model_that_scores_is_no_candidate() -> None:
    with pytest.raises(UsageError, match="scores already"):
        put_in_force(shipped_model(), shipped_model().resolve(), {})
