"""`sanctions-watch rules backtest`."""

import json
from pathlib import Path

import pytest

from tests.flows.cli.conftest import WATCH, Shell, write_watch
from tests.flows.inspection.backtest.bench import EDITS, NEWS, archive
from tests.rules.tiny import tiny_pack


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A watch, the tiny pack before and after an edit, and an archive."""
    write_watch(tmp_path, WATCH)
    tiny_pack(tmp_path / "old")
    tiny_pack(tmp_path / "new", **EDITS["a word less"])
    return archive(tmp_path / "news.jsonl")


def test_the_table_shows_what_is_lost_and_why(shell: Shell, news: Path) -> None:
    answer = shell("rules", "backtest", "old", "new", "--archive", str(news))
    assert answer.code == 0, answer.all
    assert "articles: 1 lost, 0 gained, 0 changed" in answer.out
    assert "North Korea sent 1,000 workers to Russia." in answer.out
    assert "misses worker" in answer.out


def test_the_json_is_one_object_and_the_page_is_written(shell: Shell, news: Path, tmp_path: Path) -> None:
    words = ("rules", "backtest", "old", "new", "--archive", str(news), "--json", "--html", "report.html")
    value = json.loads(shell(*words).out)
    assert [one["kind"] for one in value["changes"]] == ["lost"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_lost_label_is_named_and_gives_exit_code_1(shell: Shell, news: Path, tmp_path: Path) -> None:
    rows = [json.dumps(NEWS[0] | {"labels": {"labour": [{"field": "text", "start": 0, "end": 5}]}})]
    (tmp_path / "labels.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert news.exists()
    lost = shell("rules", "backtest", "old", "new", "--labels", "labels.jsonl")
    assert lost.code == 1
    assert "LOST  sent  labour" in lost.out
    assert shell("rules", "backtest", "new", "old", "--labels", "labels.jsonl").code == 0


def test_rules_that_do_not_load_give_exit_code_2(shell: Shell, news: Path, tmp_path: Path) -> None:
    (tmp_path / "new" / "terms" / "worker.yaml").write_text("kind: terms\nid: worker\n", encoding="utf-8")
    answer = shell("rules", "backtest", "old", "new", "--archive", str(news))
    assert answer.code == 2
    assert "worker.yaml" in answer.err


def test_without_an_archive_the_storage_is_read(shell: Shell, news: Path, tmp_path: Path) -> None:
    news.rename(tmp_path / "inbox" / "more.jsonl")
    assert shell("run", "--no-prefect").code == 0
    answer = shell("rules", "backtest", "old", "new")
    assert answer.code == 0, answer.all
    assert " lost, 0 gained" in answer.out
    assert "North Korea sent 1,000 workers to Russia." in answer.out
    assert (tmp_path / "var" / "backtest").is_dir()
    # The pass kept its rules: nothing was edited since.
    assert "Both sets of rules are the same." in shell("rules", "backtest").out


def test_nothing_is_remembered_when_nothing_shall_be(shell: Shell, news: Path, tmp_path: Path) -> None:
    assert shell("rules", "backtest", "old", "new", "--archive", str(news), "--no-cache").code == 0
    assert not (tmp_path / "var" / "backtest").exists()


def test_without_a_watch_an_archive_must_be_named(shell: Shell, tmp_path: Path) -> None:
    tiny_pack(tmp_path / "old")
    answer = shell("rules", "backtest", "old", "old")
    assert answer.code == 2
    assert "name an archive with --archive FILE" in answer.err
