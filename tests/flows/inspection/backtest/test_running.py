"""Backtests from beginning to end."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.inspection.backtest.labels import Labels
from flows.inspection.backtest.running import Inputs, backtest
from flows.inspection.backtest.values import Kind, Report
from flows.wiring import silence
from tests.flows.inspection.backtest.bench import DIVERS, EDITS, NEWS, SENT, archive, order, tried


def kinds(report: Report) -> dict[str, Kind]:
    return {str(one.article.id): one.kind for one in report.changes}


def test_a_word_more_gains_the_article_that_has_it_and_says_so(tmp_path: Path) -> None:
    report = tried(tmp_path, "a word more")
    assert kinds(report) == {"divers": Kind.GAINED}
    (change,) = report.changes
    assert change.quotation.text == DIVERS
    assert any("labour-sent-abroad fires now" in reason for reason in change.reasons)
    assert "list 'worker' now finds “divers”" in change.reasons
    assert report.differences == ("changed list worker",)


def test_a_word_less_loses_the_article_and_names_the_missing_slot(tmp_path: Path) -> None:
    report = tried(tmp_path, "a word less")
    assert kinds(report) == {"sent": Kind.LOST}
    (change,) = report.changes
    assert change.quotation.text == SENT
    assert any("no longer fires" in reason and "misses worker" in reason for reason in change.reasons)
    assert report.alerts is not None
    assert (report.alerts.old, report.alerts.new, report.alerts.lost) == (1, 0, 1)


def test_an_exclusion_that_holds_an_article_back_is_named(tmp_path: Path) -> None:
    text = "North Korea sent 1,000 workers to Russia on Sunday."
    (change,) = tried(tmp_path, "an exclusion", {"id": "a", "title": "", "text": text}).changes
    assert change.kind is Kind.LOST
    assert any("on Sunday" in reason and "labour-sent-abroad.yaml" in reason for reason in change.reasons)


def test_a_rule_put_on_trial_loses_its_alert(tmp_path: Path) -> None:
    (change,) = tried(tmp_path, "on trial").changes
    assert change.kind is Kind.LOST
    assert change.new.shadow == ("labour-sent-abroad",)
    assert "labour-sent-abroad is shadow now, it was experimental" in change.reasons


FRAGMENTS = st.sampled_from([
    "North Korea", "북한은", "sent", "sends", "workers", "worker", "divers", "to Russia", "Norway", "aid worker",
    "on Sunday", "labor camp", "000 workers", "labourers", ".", ". ", "\n", "러시아에", "노동자를", "파견했다.", "the",
    "1,000",
])  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=14).map(" ".join)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_rules_against_themselves_show_nothing(tmp_path: Path, texts: list[str]) -> None:
    articles = [{"id": str(n), "title": "North Korea", "text": text} for n, text in enumerate(texts)]
    report = tried(tmp_path, "nothing", *articles)
    assert report.changes == ()
    assert report.differences == ()
    assert report.alerts is None or report.alerts.gained == report.alerts.lost == 0


@pytest.mark.parametrize("edit", EDITS)
def test_a_second_backtest_says_the_same_and_scores_nothing(tmp_path: Path, edit: str) -> None:
    first, second = tried(tmp_path, edit), tried(tmp_path, edit)
    assert second.changes == first.changes
    assert second.effort.scored == 0
    assert second.archives[0].reused


def test_the_old_verdicts_are_known_when_only_the_new_rules_are_edited_again(tmp_path: Path) -> None:
    tried(tmp_path, "a word less")
    again = tried(tmp_path, "a word more")
    assert kinds(again) == {"divers": Kind.GAINED}
    assert again.effort.known == 3
    assert (again.effort.scored, again.effort.spared) == (1, 2)


def test_two_processes_say_what_one_says(tmp_path: Path) -> None:
    many = [one | {"id": f"{one['id']}-{n}"} for n in range(3000) for one in NEWS[:2]]
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    both = tried(tmp_path / "two", "a word more", *many, processes=2)
    one = tried(tmp_path / "one", "a word more", *many)
    assert both.effort.processes == 2
    assert [replace(a, reasons=()) for a in both.changes] == [replace(a, reasons=()) for a in one.changes]


def test_the_classifier_is_not_asked_twice_about_a_sentence(tmp_path: Path) -> None:
    first = tried(tmp_path, "a word more", model=True)
    assert first.effort.asked > 0
    again = tried(tmp_path, "fewer points", model=True)
    assert again.effort.asked == 0


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    first = tried(tmp_path, "a word more", model=True)
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file() and not path.name.endswith(".gz"):
            path.write_bytes(b"{")
    assert tried(tmp_path, "a word more", model=True).changes == first.changes


def test_labels_bring_their_articles_and_name_what_is_lost(tmp_path: Path) -> None:
    gold: list[dict[str, Any]] = [NEWS[0] | {"labels": {"labour": [{"field": "text"}]}}, NEWS[2] | {"labels": {}}]
    labels = Labels.read(archive(tmp_path / "labels.jsonl", *gold))
    report = backtest(order(tmp_path, "a word less"), Inputs(labels=labels), tmp_path / "cache", 1, silence)
    assert report.judged is not None
    assert [str(one.article.id) for one in report.judged.lost] == ["sent"]
    old, new = report.judged.marks["labour"]
    assert (old.recall, new.recall, old.precision, new.precision) == (1.0, 0.0, 1.0, None)


def test_labels_without_texts_are_looked_for_in_the_archive(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "sent", "labels": {"labour": True}},
        {"id": "elsewhere", "labels": {"labour": True}},
    ]
    labels = Labels.read(archive(tmp_path / "labels.jsonl", *rows))
    inputs = Inputs((archive(tmp_path / "news.jsonl"),), labels=labels)
    report = backtest(order(tmp_path, "a word less"), inputs, tmp_path / "cache", 1, silence)
    assert report.judged is not None
    assert len(report.judged.lost) == 1
    assert report.judged.absent == ("elsewhere",)
