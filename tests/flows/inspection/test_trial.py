"""One sentence tried."""

import pytest

from flows.inspection.trial import Answer, try_sentence
from flows.options import ScoringOptions
from flows.wiring import Bench, open_bench
from tests.flows.cli.conftest import RAIN, WORKERS


@pytest.fixture(scope="module")
def bench() -> Bench:
    return open_bench(ScoringOptions(use_model=False))


def tried(bench: Bench, sentence: str, title: str = "North Korea") -> dict[str, Answer]:
    return {answer.theme: answer for answer in try_sentence(bench, title, sentence)}


def test_every_theme_answers_in_the_order_of_the_pack(bench: Bench) -> None:
    assert tuple(tried(bench, RAIN)) == bench.themes


def test_a_rule_that_fires_is_named_with_points_signals_and_words(bench: Bench) -> None:
    answer = tried(bench, WORKERS)["labour_dispatch"]
    assert answer.flagged
    assert answer.nearest == ""
    assert any("labour.dispatch (" in fired and "North Korea · sent · " in fired for fired in answer.fired)
    assert answer.claim.startswith("occurred, russia")


def test_a_sentence_that_misses_a_list_is_told_which(bench: Bench) -> None:
    answer = tried(bench, "North Korea has many workers.")["labour_dispatch"]
    assert not answer.flagged
    assert answer.fired == ()
    assert "misses" in answer.nearest


def test_words_of_the_headline_are_not_counted_as_the_sentence(bench: Bench) -> None:
    answer = tried(bench, RAIN, title=WORKERS)["labour_dispatch"]
    assert answer.fired == ()


def test_a_text_that_never_names_the_subject_scores_nothing(bench: Bench) -> None:
    assert {answer.score for answer in tried(bench, "Workers were sent to Russia.", title="Weather").values()} == {0.0}


def test_a_claim_without_a_speaker_leaves_no_gap(bench: Bench) -> None:
    answer = tried(bench, "North Korea sold missiles to Iran.")["arms_transfer"]
    assert answer.claim == "occurred, outlet, from_dprk"
