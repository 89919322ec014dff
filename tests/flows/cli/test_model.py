"""`sanctions-watch model`. That a training gives a good model is tested with the models."""

import json
from dataclasses import replace
from pathlib import Path

from models.artifacts import load, save, shipped_model
from tests.flows.cli.conftest import RAIN, SHELLS, WATCH, WORKERS, Shell, article, write_lines, write_watch


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


def labelled(folder: Path) -> Path:
    """Two articles with their labels, and one without any."""
    shells = [{"field": "text", "start": 0, "end": len(SHELLS), "status": "occurred", "source": "intelligence"}]
    workers = [{"field": "text", "start": 0, "end": len(WORKERS), "status": "occurred", "source": "russia"}]
    rows: list[dict[str, object]] = [
        {**article("a", SHELLS), "lang": "en", "kind": "feed", "unit": "sentence", "labels": {"arms_transfer": shells}},
        {**article("b", WORKERS), "lang": "en", "kind": "event", "labels": {"labour_dispatch": workers}},
        {**article("c", RAIN), "lang": "en", "kind": "feed", "labels": {}},
    ]
    path = folder / "labelled.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def a_model(folder: Path, *, sign: float) -> Path:
    """The shipped model, or one that ranks the other way round."""
    shipped = load(shipped_model())
    save(replace(shipped, coefficients=shipped.coefficients * sign), folder, {})
    return folder


def test_a_text_is_explained_with_terms_for_and_against_and_the_rules_beside(shell: Shell) -> None:
    answer = shell("model", "explain", SHELLS)
    assert answer.code == 0
    assert "arms_transfer: score 0.9" in answer.out
    assert "'artillery shells' (arms)" in answer.out
    assert "against" in answer.out
    assert "rules    arms." in answer.out
    assert "likeliest" not in answer.out
    assert "no evidence, but the likeliest" in shell("model", "explain", "--all", SHELLS).out


def test_an_explanation_for_machines_holds_the_weights(shell: Shell, tmp_path: Path) -> None:
    write_lines(tmp_path / "news.jsonl", article("a", SHELLS), article("b", RAIN))
    found = json.loads(shell("model", "explain", "--json", "--id", "a", "news.jsonl").out)
    (arms,) = (one for one in found if one["theme"] == "arms_transfer")
    assert arms["sentences"][0]["speaks_for"][0]["weight"] > 0
    assert "never names the subject" in shell("model", "explain", "--id", "b", "news.jsonl").out


def test_a_model_is_measured_on_labelled_articles_as_a_whole_and_in_parts(shell: Shell, tmp_path: Path) -> None:
    labelled(tmp_path)
    answer = shell("model", "evaluate", "labelled.jsonl")
    assert answer.code == 0
    assert [line for line in answer.out.splitlines() if line.startswith("==")] == [
        "== all", "== kind=event", "== kind=feed", "== lang=en",
    ]  # fmt: skip
    found = json.loads(shell("model", "evaluate", "--json", "labelled.jsonl").out)["all"]
    assert (found["articles"], found["macro_f1"], found["false_alarm_rate"]) == (3, 1.0, 0.0)
    assert found["themes"]["arms_transfer"]["evidence_recall"] == 1.0


def test_two_models_are_compared_on_the_same_articles(shell: Shell, tmp_path: Path) -> None:
    labelled(tmp_path)
    a_model(tmp_path / "odd", sign=-1.0)
    answer = shell("model", "evaluate", "labelled.jsonl", "--against", "odd")
    assert "mean average precision: " in answer.out
    assert "better" in answer.out.splitlines()[-1]


def test_only_a_better_candidate_takes_the_place_of_the_model(shell: Shell, tmp_path: Path) -> None:
    labelled(tmp_path)
    write_watch(tmp_path, WATCH.replace("model: none", "model: mine"))
    a_model(tmp_path / "mine", sign=-1.0)
    odd, good = load(tmp_path / "mine").digest, a_model(tmp_path / "good", sign=1.0)
    worse = shell("model", "promote", "--candidate", "mine", "labelled.jsonl")
    assert (worse.code, load(tmp_path / "mine").digest) == (1, odd)
    assert "not better" in worse.out
    better = shell("model", "promote", "--candidate", "good", "labelled.jsonl")
    assert better.code == 0, better.all
    assert load(tmp_path / "mine").digest == load(good).digest
    assert load(tmp_path / "mine.before").digest == odd
    assert json.loads((tmp_path / "mine" / "promotion.json").read_text(encoding="utf-8"))["better"]


def test_labels_that_cannot_be_read_are_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "labelled.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    answer = shell("model", "evaluate", "labelled.jsonl")
    assert answer.code == 2
    assert "labelled.jsonl:1: no labelled article: 'labels' is missing" in answer.err
