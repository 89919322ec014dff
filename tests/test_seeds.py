"""The five articles the project grew from: what an analyst finds in them, the watch finds too."""

import json
from functools import cache
from pathlib import Path

import pytest

from flows.domain import Article, Assessment
from flows.options import ScoringOptions
from flows.stories.grouping import group
from flows.wiring import open_bench
from tests.seeds import seed_articles

EXPECTED = json.loads((Path(__file__).parent.parent / "seeds" / "expected.json").read_text(encoding="utf-8"))


@cache
def assessed(*, with_model: bool = True) -> dict[str, tuple[Article, dict[str, Assessment]]]:
    articles = seed_articles()
    themes = open_bench(ScoringOptions(use_model=with_model)).assessor.assess(articles)
    return {
        str(article.id): (article, {one.theme: one for one in found})
        for article, found in zip(articles, themes, strict=True)
    }


def told(claim: dict[str, object]) -> str:
    return f"{str(claim['article'])[:3]} {claim['theme']}: {claim['quote']}"


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=told)
def test_a_claim_that_an_analyst_finds_is_evidence(claim: dict[str, str]) -> None:
    article, themes = assessed()[claim["article"]]
    at = article.text.index(claim["quote"])
    evidence = [one for one in themes[claim["theme"]].evidence if one.field == "text" and one.start <= at < one.end]
    assert evidence, "no evidence sentence holds the quotation"
    assert str(evidence[0].claim.status) in claim["status"]
    assert str(evidence[0].claim.source) in claim["source"]


@pytest.mark.parametrize("claim", EXPECTED["claims"], ids=told)
def test_an_article_is_flagged_for_every_theme_it_holds_a_claim_of(claim: dict[str, str]) -> None:
    _, themes = assessed()[claim["article"]]
    assert themes[claim["theme"]].flagged


@pytest.mark.parametrize("article", EXPECTED["silent"])
def test_an_article_stays_silent_on_themes_it_does_not_touch(article: str) -> None:
    _, themes = assessed()[article]
    for theme in EXPECTED["silent"][article]:
        assert not themes[theme].flagged


def test_evidence_is_quoted_to_the_letter() -> None:
    for article, themes in assessed().values():
        for one in themes.values():
            for evidence in one.evidence:
                assert getattr(article, evidence.field)[evidence.start : evidence.end] == evidence.text
                for start, end in evidence.spans:
                    assert evidence.start <= start < end <= evidence.end


def test_rules_alone_flag_the_same_articles() -> None:
    both, rules = assessed(), assessed(with_model=False)
    for article, (_, themes) in both.items():
        assert {t for t, one in themes.items() if one.flagged} == {
            t for t, one in rules[article][1].items() if one.flagged
        }


def test_the_articles_are_two_stories() -> None:
    stories = group(seed_articles())
    found = {frozenset(a for a, s in stories.items() if s == story) for story in stories.values()}
    assert found == {frozenset(members) for members in EXPECTED["stories"].values()}
