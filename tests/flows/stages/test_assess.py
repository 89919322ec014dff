"""Scoring what waits: in order, in stories, and past what the program trips over."""

import pytest

from flows.domain import ArticleId, StoryId
from flows.stages.assess import assess_batch
from flows.storage.records import AssessedArticle
from flows.wiring import Workshop
from tests.builders import NOON
from tests.flows.storage.values import an_assessment, an_incoming

CLAIM = "North Korea sent hundreds of workers to a sawmill near Khabarovsk, the spy agency said."


def stored(shop: Workshop, *texts: str) -> list[ArticleId]:
    batch = [an_incoming(f"k{number} {text}", title="", text=text) for number, text in enumerate(texts)]
    return [kept.id for kept in shop.store.add_articles(batch, NOON)]


def test_nothing_assessed_says_that_nothing_waits(shop: Workshop) -> None:
    assert assess_batch(shop).counts == {"assessed": 0, "flagged": 0}


def test_an_article_that_the_program_trips_over_is_named_and_the_others_are_scored(shop: Workshop) -> None:
    _, bad, _ = stored(shop, "rain", "poison", CLAIM)
    report = assess_batch(shop)
    assert report.counts == {"assessed": 3, "flagged": 1}
    assert [problem.where for problem in report.problems] == [f"article {bad}"]
    assert "RuntimeError('tripped')" in report.problems[0].message
    assert shop.store.count_unassessed() == 0, "it would hold up every pass to come"


def test_one_bad_article_alone_does_not_stop_the_pass(shop: Workshop) -> None:
    stored(shop, "poison")
    assert len(assess_batch(shop).problems) == 1


def test_where_every_article_fails_the_fault_is_raised_and_all_of_them_wait(shop: Workshop) -> None:
    stored(shop, "poison", "more poison", "poison again")
    with pytest.raises(RuntimeError, match="tripped"):
        assess_batch(shop)
    assert shop.store.count_unassessed() == 3


def test_a_later_report_of_the_same_event_joins_its_story(shop: Workshop) -> None:
    (first,) = stored(shop, CLAIM)
    assess_batch(shop)
    stored(shop, CLAIM + " They will stay for two years.")
    assess_batch(shop)
    (story,) = shop.store.undecided_stories()
    assert (story.story, len(story.members)) == (StoryId(first), 2)


def test_a_member_whose_sketch_another_version_wrote_is_sketched_anew(shop: Workshop) -> None:
    stored(shop, CLAIM)
    article = shop.store.unassessed()[0]
    old = AssessedArticle(article, (an_assessment(article),), StoryId(article.id), ["another version"])
    shop.store.save_assessed([old], NOON)
    stored(shop, CLAIM + " They will stay for two years.")
    assess_batch(shop)
    assert [len(story.members) for story in shop.store.undecided_stories()] == [2]
