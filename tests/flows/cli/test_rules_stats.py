"""`sanctions-watch rules stats`."""

import json
from pathlib import Path

import pytest

from tests.flows.cli.conftest import RAIN, SHELLS, WATCH, WORKERS, Shell, article, write_lines, write_watch


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    write_watch(tmp_path)
    lines = [article("workers", WORKERS), article("shells", SHELLS), article("rain", RAIN)]
    labels: list[dict[str, object]] = [{"labour_dispatch": [{"field": "text"}]}, {}, {}]
    labelled = [
        json.dumps({**one, "labels": label}, ensure_ascii=False) for one, label in zip(lines, labels, strict=True)
    ]
    return write_lines(tmp_path / "corpus.jsonl", *labelled)


def test_each_signal_has_its_figures(shell: Shell, corpus: Path) -> None:
    found = json.loads(shell("rules", "stats", str(corpus), "--labels", str(corpus), "--json").out)
    assert (found["documents"], found["subject"], found["labelled"]) == (3, 2, 3)
    fired = {(one["rule"], one["signal"]): one for one in found["signals"] if one["documents"]}
    sends = fired["labour.dispatch", "sends-workers-to-a-state"]
    assert (sends["documents"], sends["labelled"], sends["confirmed_share"]) == (1, 1, 1.0)
    assert any(one["theme"] == "arms_transfer" and one["confirmed_share"] == 0.0 for one in fired.values())
    assert any(one["documents"] == 0 and one["confirmed_share"] is None for one in found["signals"])
    assert {"list", "term", "where"} == set(found["silent_terms"][0])


def test_the_table_names_what_never_hits_in_short(shell: Shell, corpus: Path) -> None:
    answer = shell("rules", "stats", str(corpus), "--rule", "labour.dispatch")
    assert answer.code == 0
    assert "3 documents, 2 name the subject" in answer.out
    assert "labour.wages" not in answer.out
    assert "more: --terms names all" in answer.out
    assert "confirmed" not in answer.out


def test_with_rules_of_ones_own_only_their_terms_are_missed(shell: Shell, corpus: Path, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH + "rules: [mine]\n")
    (tmp_path / "mine").mkdir()
    own = "kind: terms\nid: diver\ntitle: Divers\nconcept: true\nen: [diver, ministry]\n"
    (tmp_path / "mine" / "diver.yaml").write_text(own, encoding="utf-8")
    found = json.loads(shell("rules", "stats", str(corpus), "--json").out)
    (silent,) = found["silent_terms"]
    assert silent["term"] == "diver"
    assert silent["where"].endswith("diver.yaml:5")


def test_only_terms_of_the_rules_named_and_of_languages_that_occur_are_missed(shell: Shell, corpus: Path) -> None:
    answer = shell("rules", "stats", str(corpus), "--rule", "labour.dispatch", "--terms")
    assert "ko, ru, zh, ja: no document, so nothing is said of their terms" in answer.out
    assert "in 'send'" in answer.out or "in 'worker'" in answer.out
    assert "in 'missile'" not in answer.out
    found = json.loads(shell("rules", "stats", str(corpus), "--rule", "labour.dispatch", "--json").out)
    assert found["languages"] == ["en"]
    assert found["silent_terms"]
    assert all(one["term"].isascii() or one["list"] for one in found["silent_terms"])


def test_an_unknown_rule_is_refused_with_the_one_that_is_meant(shell: Shell, corpus: Path) -> None:
    answer = shell("rules", "stats", str(corpus), "--rule", "labour.dispach")
    assert answer.code == 2
    assert "did you mean 'labour.dispatch'?" in answer.err


def test_a_document_that_cannot_be_read_is_told_and_the_rest_counts(shell: Shell, corpus: Path) -> None:
    with corpus.open("a", encoding="utf-8") as file:
        file.write("{\n")
    answer = shell("rules", "stats", str(corpus), "--json")
    assert answer.code == 1
    assert "corpus.jsonl:4" in answer.err
    assert json.loads(answer.out)["documents"] == 3


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "is no JSON"),
        ("[]", "must be an object with id and labels"),
        ('{"id": "a"}', "'labels' must be"),
        ('{"id": "a", "labels": [1]}', "'labels' must be"),
    ],
)
def test_labels_that_cannot_be_read_are_refused_with_their_line(
    shell: Shell, corpus: Path, tmp_path: Path, line: str, message: str
) -> None:
    labels = write_lines(tmp_path / "labels.jsonl", '{"id": "x", "labels": ["labour_dispatch"]}', line)
    answer = shell("rules", "stats", str(corpus), "--labels", str(labels))
    assert answer.code == 2
    assert f"labels.jsonl:2: {message}" in answer.err


def test_lint_names_terms_that_hit_nothing_as_hints(shell: Shell, corpus: Path) -> None:
    rows = json.loads(shell("rules", "lint", "--corpus", str(corpus), "--json").out)
    hints = [row for row in rows if "hits none of 2 documents" in row["message"]]
    assert hints
    assert {row["severity"] for row in hints} == {"hint"}
