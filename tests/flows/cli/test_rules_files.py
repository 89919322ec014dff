"""`sanctions-watch rules fmt|schema|list`."""

import json
from pathlib import Path

import pytest

from tests.flows.cli.conftest import WATCH, Shell, write_watch

ROUGH = "title: 'Divers'\nid: diver\n# who dives\nen: [diver]\nconcept: true\nkind: terms\n"
FINE = 'kind: terms\nid: diver\ntitle: "Divers"\nconcept: true\n# who dives\nen: [diver]\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    write_watch(tmp_path, WATCH + "rules: [mine]\n")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diver.yaml").write_text(ROUGH, encoding="utf-8")
    return tmp_path / "mine"


def test_a_check_changes_nothing_and_says_what_would_change(shell: Shell, mine: Path) -> None:
    answer = shell("rules", "fmt", "--check")
    assert answer.code == 1
    assert "is written otherwise: " in answer.out
    assert (mine / "diver.yaml").read_text(encoding="utf-8") == ROUGH


def test_files_are_written_once_and_then_stay(shell: Shell, mine: Path) -> None:
    (mine / "diver.yaml").chmod(0o640)
    first = shell("rules", "fmt")
    assert first.code == 0
    assert "1 file, 1 written" in first.out
    assert (mine / "diver.yaml").read_text(encoding="utf-8") == FINE
    assert (mine / "diver.yaml").stat().st_mode & 0o777 == 0o640
    assert "1 file, all in order" in shell("rules", "fmt", "mine").out
    assert shell("rules", "fmt", "--check", "mine/diver.yaml").code == 0
    assert [path.name for path in mine.iterdir()] == ["diver.yaml"]


def test_a_file_that_does_not_load_is_left_and_the_others_are_written(shell: Shell, mine: Path) -> None:
    (mine / "a.yaml").write_text("kind: terms\nid: a\ntitel: t\n", encoding="utf-8")
    answer = shell("rules", "fmt")
    assert answer.code == 1
    assert "left as it is: " in answer.err
    assert "unknown key 'titel' (did you mean 'title'?)" in answer.err
    assert (mine / "diver.yaml").read_text(encoding="utf-8") == FINE


def test_without_rules_of_ones_own_there_is_nothing_to_write(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    assert "no files: name some" in shell("rules", "fmt").out


def test_the_schema_of_a_kind_is_printed(shell: Shell) -> None:
    assert json.loads(shell("rules", "schema", "rule").out)["title"] == "Sanctions Watch: rule"


def test_the_schemas_are_written_to_a_folder(shell: Shell, tmp_path: Path) -> None:
    assert shell("rules", "schema", "--out", "schemas").code == 0
    kinds = {path.stem for path in (tmp_path / "schemas").iterdir()}
    assert kinds == {"cues", "filter", "legal", "pack", "rule", "terms", "theme"}
    (tmp_path / "file").write_text("", encoding="utf-8")
    refused = shell("rules", "schema", "--out", "file/schemas")
    assert refused.code == 2
    assert "cannot write to file/schemas" in refused.err


def test_a_kind_or_a_folder_must_be_named(shell: Shell) -> None:
    answer = shell("rules", "schema")
    assert answer.code == 2
    assert "name a KIND (" in answer.err


def test_what_init_writes_has_the_schemas_that_a_first_line_can_name(shell: Shell, tmp_path: Path) -> None:
    assert shell("init", "--offline", "new").code == 0
    assert (tmp_path / "new" / "my-rules" / "schemas" / "rule.json").is_file()
    first = "# yaml-language-server: $schema=schemas/terms.json\n"
    (tmp_path / "new" / "my-rules" / "diver.yaml").write_text(first + FINE, encoding="utf-8")
    answer = shell("rules", "lint", "--config", "new/watch.yaml")
    assert answer.code == 0, answer.out
    assert "nothing to mend" in answer.out


def test_rules_are_listed_with_what_they_cover(shell: Shell) -> None:
    rows = json.loads(shell("rules", "list", "--json").out)
    (row,) = [row for row in rows if row["rule"] == "labour.dispatch"]
    assert (row["theme"], row["status"]) == ("labour_dispatch", "experimental")
    assert {"en", "ko", "ru"} <= set(row["languages"])
    assert row["tests"] >= 4
    assert row["where"].endswith("labour-dispatch.yaml")


def test_lists_are_listed_with_the_rules_that_use_them(shell: Shell) -> None:
    rows = json.loads(shell("rules", "list", "--lists", "--json").out)
    (row,) = [row for row in rows if row["list"] == "dispatch"]
    assert "labour.dispatch" in row["used by"]
    (country,) = [row for row in rows if row["list"] == "country"]
    assert country["codes"] > 50
    cues = json.loads(shell("rules", "list", "--cues", "--json").out)
    assert {"speaker_un", "norm"} <= {row["list"] for row in cues}
