"""What spoke for and against in the classifier, in the words of the article."""

from datetime import UTC, datetime

import pytest

from flows.domain import Article, ArticleId
from flows.errors import UsageError
from flows.inspection.model_explanation import Judged, ThemeView, explain_model
from flows.options import ScoringOptions
from flows.wiring import Bench, open_bench
from tests.flows.cli.conftest import RAIN, SHELLS

KOREAN = "북한은 러시아에 노동자 2천 명을 파견했다."


@pytest.fixture(scope="module")
def bench() -> Bench:
    return open_bench(ScoringOptions())


def views(bench: Bench, text: str) -> dict[str, ThemeView]:
    article = Article(ArticleId("a"), "s", "", "", text, "", "", None, datetime.now(UTC), "")
    return {str(one.assessment.theme): one for one in explain_model(bench, article)}


def only(bench: Bench, text: str, theme: str) -> Judged:
    (one,) = views(bench, text)[theme].sentences
    return one


def test_a_concept_is_shown_as_the_word_that_bears_it(bench: Bench) -> None:
    shown = [one.term for one in only(bench, KOREAN, "labour_dispatch").speaks_for]
    assert "'노동자' (worker)" in shown
    assert any("'북한' (DPRK)" in one and "'노동자' (worker)" in one for one in shown)


def test_terms_for_and_against_have_their_sign_and_the_strongest_stand_first(bench: Bench) -> None:
    found = only(bench, SHELLS, "arms_transfer")
    assert found.evidence
    for shares, sign in ((found.speaks_for, 1), (found.against, -1)):
        sizes = [one.weight * sign for one in shares]
        assert sizes == sorted(sizes, reverse=True)
        assert all(size > 0 for size in sizes)


def test_rules_stand_beside_with_their_words(bench: Bench) -> None:
    found = only(bench, SHELLS, "arms_transfer")
    assert any(" points): " in rule and "shells" in rule for rule in found.rules)


def test_of_a_theme_without_evidence_the_likeliest_sentence_is_given(bench: Bench) -> None:
    found = only(bench, SHELLS, "labour_dispatch")
    assert (found.evidence, found.score) == (False, None)
    assert found.probability < 0.5


def test_a_concept_next_to_the_sentence_that_names_the_subject_says_so(bench: Bench) -> None:
    text = "North Korea is busy. Workers were sent abroad to Russian sites."
    found = views(bench, text)["labour_dispatch"].sentences
    terms = [share.term for one in found for share in (*one.speaks_for, *one.against)]
    assert any("(worker) (subject near)" in term for term in terms)


def test_an_article_without_the_subject_has_no_views(bench: Bench) -> None:
    assert views(bench, RAIN) == {}


def test_without_a_model_nothing_can_be_explained() -> None:
    with pytest.raises(UsageError, match="no model scores here"):
        views(open_bench(ScoringOptions(use_model=False)), SHELLS)
