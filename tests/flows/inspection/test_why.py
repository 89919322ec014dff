"""Why something was alerted, and why not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.domain import ArticleId, Assessment, Incoming, Severity, StoryId
from flows.errors import UsageError
from flows.inspection.why import Why, why
from flows.options import ScoringOptions
from flows.scoring.blend import load_blend
from flows.settings import usual_settings
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.storage.records import AssessedArticle
from flows.storage.store import Store
from flows.wiring import Bench, Workshop, open_bench
from tests.builders import LABOUR, NOON, an_evidence

OPTIONS = ScoringOptions(use_model=False)
WORKERS = "North Korea sent 1,000 workers to Russia, the foreign ministry in Moscow said on Tuesday."
AGAIN = "North Korea sent 1,000 workers to Russia on Tuesday, the foreign ministry in Moscow said, a paper wrote."
PARADE = "North Korea held a parade in Pyongyang on Sunday."


@pytest.fixture(scope="module")
def bench() -> Bench:
    return open_bench(OPTIONS)


@pytest.fixture
def shop(bench: Bench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    with Store.open("sqlite://") as store:
        made = Workshop(usual_settings(tmp_path_factory.mktemp("watch")), store, bench)
        made.clock = lambda: NOON
        yield made


def brought(shop: Workshop, text: str, title: str = "Trains", *, hours: int = 0, passes: bool = True) -> ArticleId:
    published = NOON + timedelta(hours=hours)
    incoming = Incoming("wire", text, title, text, f"https://news.example/{len(text)}", "en", "Wire", published)
    (kept,) = shop.store.add_articles([incoming], NOON)
    if passes:
        assess_batch(shop)
        decide_stories(shop)
    return kept.id


def asked(shop: Workshop, word: str) -> Why:
    return why(shop.store, word, OPTIONS)


def test_what_nobody_brought_is_not_stored(shop: Workshop) -> None:
    found = asked(shop, "https://news.example/never")
    assert found.article is None
    assert found.answer.startswith("not stored")


def test_what_waits_says_so(shop: Workshop) -> None:
    assert "waits to be scored" in asked(shop, brought(shop, WORKERS, passes=False)).answer


def test_an_article_about_something_else_never_names_the_subject(shop: Workshop) -> None:
    assert asked(shop, brought(shop, "It rained in Busan.", "Weather")).answer.startswith("not about the DPRK")


def test_an_article_without_evidence_names_how_far_it_was_from_each_theme(shop: Workshop) -> None:
    found = asked(shop, brought(shop, PARADE, "Parade"))
    assert "no sentence of it is evidence" in found.answer
    assert len(found.reasons) == 3
    assert all("threshold" in reason for reason in found.reasons)


def test_an_alerted_article_names_its_alert_score_sentence_and_claims(shop: Workshop) -> None:
    ident = brought(shop, WORKERS)
    found = asked(shop, ident)
    assert found.answer == f"alerted (alert {ident}.1, story {ident} of 1 article)"
    assert f"best sentence: “{WORKERS}”" in "\n".join(found.reasons)
    assert any("labour_dispatch: alert" in reason for reason in found.reasons)
    assert {claim.article for claim in found.claims} == {ident}


def test_a_folded_article_names_the_alert_that_it_was_folded_into(shop: Workshop) -> None:
    first, second = brought(shop, WORKERS), brought(shop, AGAIN, hours=1)
    found = asked(shop, second)
    assert found.answer.startswith("not alerted by itself: folded")
    assert f"{first}.1" in found.answer
    assert {past.decision.action for past in found.decisions} == {"fold"}


def test_a_story_tells_all_that_was_decided_about_it(shop: Workshop) -> None:
    first = brought(shop, WORKERS)
    brought(shop, AGAIN, hours=1)
    found = asked(shop, first)
    assert {str(past.decision.action) for past in found.decisions} == {"alert", "fold"}
    assert asked(shop, f"{first}.1").decisions == found.decisions


def test_a_beginning_that_fits_several_articles_asks_for_more(shop: Workshop) -> None:
    for number in range(40):
        brought(shop, f"It rained for {number} hours.", passes=False)
    first = Counter(article.id[0] for article in shop.store.unassessed()).most_common(1)[0][0]
    with pytest.raises(UsageError, match="several articles fit"):
        asked(shop, first)


def scored(shop: Workshop, score: float, *, background: bool) -> ArticleId:
    """An article with this score for labour, found by a rule on trial or by one in force."""
    ident = brought(shop, WORKERS, passes=False)
    (article,) = shop.store.unassessed()
    evidence = replace(an_evidence(score=score), background=background, rules=("labour.draft",))
    assessment = Assessment(
        ident, LABOUR, score, False, Severity.LOW, None if background else evidence.claim, (evidence,)
    )
    shop.store.save_assessed([AssessedArticle(article, (assessment,), StoryId(ident), ["x"])], NOON)
    decide_stories(shop)
    return ident


def test_what_only_a_rule_on_trial_found_names_the_rule(shop: Workshop) -> None:
    found = asked(shop, scored(shop, 0.01, background=True))
    assert found.answer.startswith("not alerted (story")
    assert "only shadow rules fired (labour.draft), which never alert" in found.reasons[0]


def test_what_is_below_the_threshold_says_by_how_much_with_its_best_sentence(shop: Workshop) -> None:
    threshold = load_blend().point(LABOUR).threshold
    found = asked(shop, scored(shop, threshold - 0.05, background=False))
    assert (
        f"score {threshold - 0.05:.2f} is 0.05 below the threshold {threshold:.2f}; best sentence: “"
        in found.reasons[0]
    )
    assert found.answer.startswith(("not alerted: a near miss", "not alerted (story"))
