"""`sanctions-watch run`, without Prefect, with real rules, storage and targets."""

import json
from pathlib import Path

import pytest

from flows.storage.lock import RunLock
from tests.divers import RULE
from tests.flows.cli.conftest import RAIN, SHELLS, WATCH, WORKERS, Shell, article, write_lines, write_watch


def test_a_pass_prints_its_alerts_and_says_what_it_did(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("run", "--no-prefect")
    assert answer.code == 0, answer.err
    assert "“" + WORKERS in " ".join(answer.out.split())
    assert "read 3, new 3, flagged 2, 2 alerts" in answer.out
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 2
    assert answer.out.count("mailbox: wrote ") == 2


def test_the_same_again_alerts_nobody(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    answer = shell("run", "--no-prefect")
    assert answer.code == 0
    assert answer.out.strip().splitlines() == [
        "read 3, new 0, flagged 0, 0 alerts, nothing new: nobody was alerted again"
    ]


def test_a_dry_run_shows_the_alerts_and_keeps_nothing(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("run", "--dry-run")
    assert answer.code == 0
    assert "would go to mailbox, terminal" in answer.out
    assert "dry run: nothing was kept or sent" in answer.out
    assert not (tmp_path / "mail").exists()
    assert "2 alerts" in shell("run", "--no-prefect").out


def test_files_named_are_read_instead_of_the_sources(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    other = write_lines(tmp_path / "other.jsonl", article("a", SHELLS), article("b", RAIN))
    answer = shell("run", "--no-prefect", str(other))
    assert answer.code == 0
    assert "read 2, new 2, flagged 1, 1 alert\n" in answer.out


def test_what_cannot_be_read_is_named_and_makes_the_code_1(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "inbox" / "more.jsonl", '{"id": "x", "title": ', json.dumps(article("y", RAIN)))
    answer = shell("run", "--no-prefect")
    assert answer.code == 1
    assert "! more.jsonl:1" in answer.err
    assert "read 4, new 4, flagged 2, 2 alerts, 1 problem" in answer.out


def test_a_file_that_is_not_there_is_reported(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("run", "--no-prefect", "nowhere.jsonl")
    assert answer.code == 1
    assert "nowhere.jsonl does not exist" in answer.err


def test_a_theme_that_no_rule_knows_is_wrong_configuration(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH + "thresholds: {labor_dispatch: 0.5}\n")
    answer = shell("run", "--no-prefect")
    assert answer.code == 2
    assert "watch.yaml:9" in answer.err
    assert "did you mean 'labour_dispatch'" in answer.err


def test_a_second_pass_at_the_same_time_is_refused_with_the_process_that_works(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    (tmp_path / "var").mkdir()
    with RunLock(f"sqlite:///{tmp_path}/var/watch.db"):
        answer = shell("run", "--no-prefect")
    assert answer.code == 1
    assert "another run (process " in answer.err
    assert shell("run", "--no-prefect").code == 0


def test_a_file_that_is_no_database_is_a_failure_not_a_traceback(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH + "storage: notes.db\n")
    (tmp_path / "notes.db").write_text("these are my notes " * 100, encoding="utf-8")
    answer = shell("run", "--no-prefect")
    assert answer.code == 1
    assert "notes.db" in answer.err
    assert "Traceback" not in answer.err
    assert (tmp_path / "notes.db").read_text(encoding="utf-8").startswith("these are my notes")


OPERATED = WATCH.replace("targets:\n", "targets:\n  ops: eml://ops\n")
OPERATED += "operations: {to: [ops], heartbeat: none}\nrules: [mine]\n"
DIVERS = "kind: terms\nid: diver\ntitle: Divers\nconcept: true\nen: [diver]\n"


def letters(folder: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")))


def test_rules_that_break_between_two_passes_leave_the_last_good_ones_in_force(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, OPERATED)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diver.yaml").write_text(DIVERS, encoding="utf-8")
    (tmp_path / "mine" / "divers.yaml").write_text(RULE, encoding="utf-8")
    assert shell("run", "--no-prefect").code == 0
    assert letters(tmp_path / "ops") == ""

    (tmp_path / "mine" / "divers.yaml").write_text(RULE.replace("points: 90", "points: 900"), encoding="utf-8")
    divers = "A pearl farm in China employs fifty North Korean divers for the season, its owner said."
    write_lines(tmp_path / "inbox" / "more.jsonl", article("pearls", divers, "Pearls off Hainan"))
    answer = shell("run", "--no-prefect")
    assert answer.code == 1
    assert "! rules: they do not load, and this pass was made with the last good ones:" in answer.err
    assert "divers.yaml:11: 'points' must lie between 1 and 100, not 900" in answer.err
    assert "1 alert, 1 problem" in answer.out
    assert "this alert was made with the last good ones" in " ".join(answer.out.split())
    assert "divers.yaml:11" in letters(tmp_path / "ops")

    (tmp_path / "mine" / "divers.yaml").write_text(RULE, encoding="utf-8")
    assert shell("run", "--no-prefect").code == 0
    assert "rules load again" in letters(tmp_path / "ops")


def test_a_dry_run_with_broken_rules_shows_the_mistake_and_nothing_else(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diver.yaml").write_text("kind: trems\n", encoding="utf-8")
    write_watch(tmp_path, OPERATED)
    answer = shell("run", "--dry-run")
    assert answer.code == 2
    assert "diver.yaml:1" in answer.err


def test_without_rules_that_ever_were_good_nothing_is_read_and_operators_hear_of_it(
    shell: Shell, tmp_path: Path
) -> None:
    write_watch(tmp_path, OPERATED)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diver.yaml").write_text("kind: trems\n", encoding="utf-8")
    answer = shell("run", "--no-prefect")
    assert answer.code == 2
    assert "diver.yaml:1" in answer.err
    assert "diver.yaml:1" in letters(tmp_path / "ops")
    assert not (tmp_path / "mail").exists()


SECRET = "s3cr3t-T0KEN-4711"
SECRET_WATCH = f"""\
sources:
  - {{name: inbox, kind: files, path: inbox, max_age: none}}
targets:
  hook: json://analyst:${{HOOK_PASSWORD}}@127.0.0.1:9/alerts
  chat: slakc://${{HOOK_PASSWORD}}/B/C
  plain: json://analyst:{SECRET}@127.0.0.1:9/alerts
routes:
  - {{name: all, to: [hook, chat, plain]}}
model: none
"""


SAYING = [
    ("run", "--dry-run"),
    ("run", "--no-prefect"),
    ("status",),
    ("status", "--json"),
    ("doctor",),
    ("doctor", "--json"),
    ("alerts", "list"),
    ("alerts", "list", "--json"),
    ("alerts", "show", ""),
    ("alerts", "show", "--json", ""),
    ("rules", "lint"),
]


def test_no_command_shows_a_secret_and_no_file_keeps_one(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_PASSWORD", SECRET)
    write_watch(tmp_path, SECRET_WATCH)
    write_lines(tmp_path / "inbox" / "news.jsonl", article("workers", WORKERS))
    first = shell("run", "--no-prefect")
    assert first.code == 1
    assert "target 'hook'" in first.err
    assert SECRET not in first.all
    for words in SAYING:
        answer = shell(*words)
        assert answer.all, words
        assert SECRET not in answer.all, words
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "watch.yaml"]
    assert (tmp_path / "var" / "watch.db") in kept
    assert not [path for path in kept if SECRET.encode() in path.read_bytes()]
