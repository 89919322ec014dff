"""Why an article scores as it does."""

from datetime import UTC, datetime

import pytest

from flows.domain import Article, ArticleId
from flows.inspection.explanation import Explanation, SentenceNote, explain
from flows.options import ScoringOptions
from flows.wiring import Bench, open_bench
from tests.flows.cli.conftest import RAIN, SHELLS

LURED = "North Korean hackers lure software developers like IT workers with a fake job offer."
DENIED = "Moscow denied that North Korea sent artillery shells to Russia."


@pytest.fixture(scope="module")
def bench() -> Bench:
    return open_bench(ScoringOptions(use_model=False))


def explained(bench: Bench, text: str, title: str = "") -> Explanation:
    return explain(bench, Article(ArticleId("a"), "s", "", title, text, "en", "", None, datetime.now(UTC), ""))


def only(bench: Bench, text: str) -> SentenceNote:
    (note,) = (one for one in explained(bench, text).sentences if one.field == "text")
    return note


def test_roles_tell_the_direction_and_cues_the_rest(bench: Bench) -> None:
    (read,) = only(bench, SHELLS).read
    status, source, direction = read.reasons
    assert status == "occurred: no cue in the sentence says otherwise"
    assert source.startswith("intelligence: the speaker is '")
    assert direction == "from_dprk: the rules found supplier KP, recipient RU"


def test_a_cue_is_named_with_its_list(bench: Bench) -> None:
    (read,) = (one for one in only(bench, DENIED).read if one.theme == "arms_transfer")
    assert read.reasons[0].startswith("denied: 'denied")
    assert "(status_denied" in read.reasons[0]


def test_what_was_kept_back_is_told_instead_of_what_came_near(bench: Bench) -> None:
    note = only(bench, LURED)
    assert [one.rule for one in note.withheld] == ["labour.it-workers"]
    assert "labour_dispatch" not in {one.theme for one in note.nearest}


def test_every_term_bears_its_list_and_code_and_no_word_that_only_ends_a_cue(bench: Bench) -> None:
    terms = only(bench, f"{DENIED[:-1]}, but the delegation was there.").terms
    assert ("Russia", "country", "RU") in terms
    assert not [one for one in terms if ":" in one[1]]


def test_an_article_without_the_subject_has_no_sentences(bench: Bench) -> None:
    found = explained(bench, RAIN)
    assert not found.subject
    assert found.sentences == ()
    assert not any(one.flagged for one in found.assessments)
