"""Tests of flows.stories.claims."""

from dataclasses import replace
from datetime import timedelta

from flows.domain import SourceType, Status
from flows.stories.claims import claims, quotations
from tests.builders import ARMS, NOON, an_article
from tests.views import assessed, claim, said

MAY = "Experts believe workers may go to Primorye."
LATER = NOON + timedelta(hours=3)


def test_a_claim_is_merged_over_articles_and_keeps_who_had_it_first() -> None:
    members = [an_article("b", outlet="Mirror", published=LATER), an_article("a", outlet="Wire")]
    (found,) = claims(members, [assessed("b", said(MAY, score=0.95)), assessed("a", said(MAY))])
    assert (found.article, found.outlet, found.first_seen) == ("a", "Wire", NOON)
    assert (found.articles, found.score) == (("a", "b"), 0.95)


def test_the_same_goods_between_the_same_parties_in_other_words_are_one_claim_with_all_facts() -> None:
    one, other = "Analysts think loggers may go to Russia.", "Builders might be sent to Russia, to Khabarovsk."
    (found,) = claims([an_article("a"), an_article("b")], [assessed("a", said(one)), assessed("b", said(other))])
    assert found.text == one
    assert [fact.text for fact in found.facts] == ["Khabarovsk"]


def test_another_number_is_another_claim() -> None:
    texts = "North Korea may send 1,000 workers to Russia.", "North Korea may send 2,000 workers to Russia."
    found = claims([an_article("a")], [assessed("a", *map(said, texts))])
    assert [one.facts[0].amount for one in found] == [1000, 2000]


def test_another_status_source_or_theme_is_another_claim() -> None:
    evidence = [said(MAY), said(MAY, claim(Status.OCCURRED)), said(MAY, claim(source=SourceType.UN))]
    assert (
        len(claims([an_article("a")], [assessed("a", *evidence), assessed("a", said(MAY, theme=ARMS), theme=ARMS)]))
        == 4
    )


def test_what_only_shadow_rules_found_is_no_claim() -> None:
    assert claims([an_article("a")], [assessed("a", replace(said(MAY), background=True))]) == ()


def test_equal_times_go_by_id_whatever_the_order() -> None:
    members = [an_article("b"), an_article("a")]
    both = [assessed("b", said("Loggers leave.")), assessed("a", said(MAY))]
    assert [q.article for q in quotations(members, both)] == ["a", "b"]
    assert claims(members, both) == claims(members[::-1], both[::-1])
