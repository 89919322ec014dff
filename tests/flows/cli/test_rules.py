"""`sanctions-watch rules`."""

import json
from pathlib import Path

import pytest

from rules.schema import write_schemas
from tests.divers import RULE
from tests.flows.cli.conftest import WATCH, WORKERS, Shell, write_watch

FIRST = "# yaml-language-server: $schema=schemas/{}.json\n"
LIST = """\
kind: terms
id: {name}
title: A list of our own
concept: true
en: [{terms}]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A watch with a rules folder of its own that has one list and one rule."""
    write_watch(tmp_path, WATCH + "rules: [mine]\n")
    folder = tmp_path / "mine"
    folder.mkdir()
    write_schemas(folder / "schemas")
    terms = LIST.format(name="diver", terms="diver")
    (folder / "diver.yaml").write_text(FIRST.format("terms") + terms, encoding="utf-8")
    (folder / "divers.yaml").write_text(FIRST.format("rule") + RULE, encoding="utf-8")
    return folder


def test_lint_has_nothing_to_say_about_good_rules_of_ones_own(shell: Shell, mine: Path) -> None:
    assert mine.is_dir()
    answer = shell("rules", "lint")
    assert answer.code == 0, answer.out
    assert "nothing to mend" in answer.out


def test_lint_tells_a_doubt_with_its_line(shell: Shell, mine: Path) -> None:
    (mine / "diver.yaml").write_text(LIST.format(name="diver", terms="diver, diver"), encoding="utf-8")
    answer = shell("rules", "lint", "--json")
    assert answer.code == 1
    hint, doubt = sorted(json.loads(answer.out), key=lambda row: row["where"])
    assert hint["severity"] == "hint"
    assert doubt["where"].endswith("diver.yaml:5")
    assert "stands twice" in doubt["message"]


def test_lint_keeps_doubts_about_the_shipped_rules_for_who_asks(shell: Shell, mine: Path) -> None:
    assert mine.is_dir()
    own = json.loads(shell("rules", "lint", "--json").out)
    everything = json.loads(shell("rules", "lint", "--json", "--all").out)
    assert own == []
    assert not [one for one in everything if "/mine/" in one["where"]]


def test_lint_refuses_what_does_not_load_with_every_mistake(shell: Shell, mine: Path) -> None:
    (mine / "diver.yaml").write_text("kind: terms\nid: diver\ntitel: Divers\nen: [diver]\n", encoding="utf-8")
    (mine / "divers.yaml").write_text(RULE.replace("points: 90", "points: 900"), encoding="utf-8")
    answer = shell("rules", "lint")
    assert answer.code == 2
    assert "diver.yaml:3: unknown key 'titel'" in answer.err
    assert "divers.yaml:11: 'points' must lie between 1 and 100, not 900" in answer.err


def test_rules_can_be_checked_before_there_is_a_watch(shell: Shell) -> None:
    assert shell("rules", "test").code in {0, 1}


def test_a_watch_that_is_named_must_be_there(shell: Shell) -> None:
    answer = shell("rules", "lint", "--config", "wacht.yaml")
    assert answer.code == 2
    assert "wacht.yaml: no such file" in answer.err


def test_the_tests_of_ones_own_rules_are_run(shell: Shell, mine: Path) -> None:
    assert mine.is_dir()
    rows = json.loads(shell("rules", "test", "--json").out)
    own = [row for row in rows if row["rule"] == "my.divers"]
    assert [row["passed"] for row in own] == [True] * 4


def test_a_test_that_fails_is_told_last_with_what_was_missing(shell: Shell, mine: Path) -> None:
    failing = RULE.replace('has divers.", expect: none', 'has divers.", expect: match').replace(
        "legal_basis", "requires_points: 1\nlegal_basis"
    )
    (mine / "divers.yaml").write_text(failing, encoding="utf-8")
    answer = shell("rules", "test")
    assert answer.code == 1
    assert "FAILED" in answer.out
    assert "my.divers: expected match, got none" in answer.out
    assert "misses country" in answer.out
    assert answer.out.rstrip().splitlines()[-1].startswith(tuple("123456789"))


def test_a_sentence_is_tried_with_what_fired_and_what_it_claims(shell: Shell) -> None:
    answer = shell("rules", "try", WORKERS)
    assert answer.code == 0
    labour = answer.out.partition("labour_dispatch: ")[2].partition("arms_transfer: ")[0]
    assert "flagged" in labour
    assert "points by" in labour
    assert "claim: occurred, russia" in labour


def test_a_sentence_that_misses_something_is_told_what(shell: Shell, mine: Path) -> None:
    assert mine.is_dir()
    rows = json.loads(shell("rules", "try", "--json", "North Korea has divers.").out)
    assert [row["theme"] for row in rows] == ["labour_dispatch", "arms_transfer", "tech_transfer"]
    assert all(row["fired"] == [] and not row["flagged"] for row in rows)
    assert any("misses" in row["nearest"] for row in rows)


def test_the_headline_of_a_trial_can_be_changed(shell: Shell) -> None:
    answer = shell("rules", "try", "--json", "--title", "Weather", "The workers arrived in Russia.")
    assert {row["score"] for row in json.loads(answer.out)} == {0.0}


def test_a_sentence_that_an_exclusion_keeps_back_is_told_which(shell: Shell) -> None:
    sentence = "North Korean hackers lure software developers like IT workers with a fake job offer."
    answer = shell("rules", "try", sentence)
    assert "kept back: labour.it-workers found " in answer.out
    assert "labour-it-workers.yaml:" in answer.out


def test_a_known_gap_that_closed_is_told(shell: Shell, mine: Path) -> None:
    closed = RULE.replace("expect: match}", "expect: match, known_gap: true}", 1)
    (mine / "divers.yaml").write_text(closed, encoding="utf-8")
    answer = shell("rules", "test")
    assert "closed gap " in answer.out
    assert "passes now; take out 'known_gap'" in answer.out


def test_known_gaps_of_the_shipped_rules_are_counted_but_not_shown_beside_ones_own(shell: Shell, mine: Path) -> None:
    assert mine.is_dir()
    answer = shell("rules", "test")
    assert "known gap  " not in answer.out
    assert not answer.out.rstrip().endswith(" 0 known gaps")
