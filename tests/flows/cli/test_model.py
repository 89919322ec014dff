"""`sanctions-watch model`. That a training gives a good model is tested with the models."""

from pathlib import Path

from tests.flows.cli.conftest import Shell


def test_a_folder_that_holds_something_is_not_written_over(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "notes.txt").write_text("mine", encoding="utf-8")
    answer = shell("model", "train", "--out", "model")
    assert answer.code == 2
    assert "model is not empty; name a new folder" in answer.err


def test_a_broken_example_is_told_with_its_line(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "examples.jsonl").write_text('{"id": "a", "lang": "en"\n', encoding="utf-8")
    answer = shell("model", "train", "examples.jsonl")
    assert answer.code == 2
    assert "examples.jsonl:1" in answer.err


def test_a_file_of_examples_that_is_not_there_is_wrong_usage(shell: Shell) -> None:
    assert shell("model", "train", "nowhere.jsonl").code == 2
