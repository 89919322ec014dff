"""`sanctions-watch score`."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.flows.cli.conftest import RAIN, SHELLS, WORKERS, Shell, article, write_lines

THEMES = ["labour_dispatch", "arms_transfer", "tech_transfer"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Five lines, of which the third is cut off."""
    return write_lines(
        tmp_path / "articles.jsonl",
        article("e", WORKERS, "Workers leave"),
        article("d", RAIN),
        '{"id": "c", "title": "cut o',
        article("b", SHELLS),
        article("a", RAIN),
    )


def test_a_broken_line_becomes_an_error_in_its_place_and_the_rest_goes_on(shell: Shell, broken: Path) -> None:
    answer = shell("score", "--no-model", str(broken))
    assert answer.code == 1
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [one["id"] for one in found] == ["e", "d", "c", "b", "a"]
    assert set(found[2]) == {"id", "error"}
    assert "articles.jsonl:3" in found[2]["error"]
    assert all(list(one["themes"]) == THEMES for one in found if "error" not in one)
    assert found[0]["themes"]["labour_dispatch"]["flagged"]
    assert found[3]["themes"]["arms_transfer"]["flagged"]
    assert not any(theme["flagged"] for theme in found[1]["themes"].values())


def test_evidence_points_at_its_sentence(shell: Shell, tmp_path: Path) -> None:
    text = f"{RAIN} {WORKERS}"
    path = write_lines(tmp_path / "one.jsonl", article("x", text))
    answer = shell("score", "--no-model", str(path))
    assert answer.code == 0
    (evidence,) = json.loads(answer.out)["themes"]["labour_dispatch"]["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"] == WORKERS
    assert evidence["rules"]
    assert {"status", "source", "speaker", "direction", "score", "field"} <= set(evidence)


def test_the_result_goes_to_a_file_and_errors_to_the_error_stream(shell: Shell, broken: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.jsonl"
    answer = shell("score", "--no-model", str(broken), "--out", str(out))
    assert answer.code == 1
    assert answer.out == ""
    assert "articles.jsonl:3" in answer.err
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5


def test_a_program_that_reads_the_lines_leaves_the_errors_to_be_seen(shell: Shell, tmp_path: Path) -> None:
    answer = shell("score", "--no-model", str(tmp_path / "none.jsonl"))
    assert answer.code == 1
    assert answer.err == f"  ! {tmp_path / 'none.jsonl'}: does not exist\n"


def test_a_file_that_cannot_be_written_is_told_before_any_work(shell: Shell, broken: Path, tmp_path: Path) -> None:
    answer = shell("score", "--no-model", str(broken), "--out", str(tmp_path / "nowhere" / "scores.jsonl"))
    assert answer.code == 2
    assert "cannot write" in answer.err
    assert "Traceback" not in answer.err


def test_a_dash_is_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(article("from-a-pipe", WORKERS)).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line + b"\n")))
    answer = shell("score", "--no-model", "-")
    assert answer.code == 0
    assert json.loads(answer.out)["id"] == "from-a-pipe"


def test_a_folder_is_read_with_all_kinds_of_files_in_order_of_names(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    write_lines(folder / "b.jsonl", article("line", WORKERS))
    (folder / "a.txt").write_text(SHELLS, encoding="utf-8")
    (folder / "c.html").write_text(f"<html><body><p>{WORKERS}</p></body></html>", encoding="utf-8")
    (folder / "d.bin").write_bytes(b"\x00\x01")
    answer = shell("score", "--no-model", str(folder))
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert [one["id"] for one in found] == ["a.txt", "line", "c.html", "d.bin"]
    assert "error" in found[3]
    assert answer.code == 1


def test_an_input_that_is_not_there_is_an_error_in_its_place(shell: Shell, broken: Path, tmp_path: Path) -> None:
    answer = shell("score", "--no-model", str(tmp_path / "none.jsonl"), str(broken))
    found = [json.loads(line) for line in answer.out.splitlines()]
    assert "does not exist" in found[0]["error"]
    assert len(found) == 6
    assert answer.code == 1


def test_no_input_is_wrong_usage(shell: Shell) -> None:
    assert shell("score").code == 2


def test_a_watch_gives_its_thresholds(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "one.jsonl", article("x", WORKERS))
    (tmp_path / "strict.yaml").write_text("model: none\nthresholds: {labour_dispatch: 0.999}\n", encoding="utf-8")
    answer = shell("score", "--config", "strict.yaml", str(path))
    theme = json.loads(answer.out)["themes"]["labour_dispatch"]
    assert theme["score"] > 0.5
    assert not theme["flagged"]


def test_a_watch_that_is_named_must_be_there(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "one.jsonl", article("x", WORKERS))
    assert shell("score", "--config", "nowhere.yaml", str(path)).code == 2


def test_the_classifier_speaks_too(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "one.jsonl", article("x", WORKERS))
    both = json.loads(shell("score", str(path)).out)["themes"]
    alone = json.loads(shell("score", "--no-model", str(path)).out)["themes"]
    assert both["labour_dispatch"]["flagged"]
    assert alone["labour_dispatch"]["flagged"]
    assert both["labour_dispatch"]["score"] != alone["labour_dispatch"]["score"]


def test_texts_that_cannot_be_printed_do_not_stop_it(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "odd.jsonl", '{"id": "odd", "title": "\\ud800", "text": "' + WORKERS + ' \\ud83d."}')
    answer = shell("score", "--no-model", str(path))
    assert answer.code == 0
    assert json.loads(answer.out)["themes"]["labour_dispatch"]["flagged"]
