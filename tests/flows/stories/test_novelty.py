"""Tests of flows.stories.novelty."""

from collections.abc import Sequence
from dataclasses import replace

from flows.domain import (
    Action,
    Alert,
    AlertId,
    ArticleId,
    Assessment,
    Evidence,
    Finding,
    Novelty,
    Quotation,
    Severity,
    SourceType,
    Status,
    ToldClaim,
)
from flows.stories.novelty import novelties, same_statement, told_by
from tests.builders import ARMS, LABOUR, NOON, an_article
from tests.views import STORY, a_view, assessed, claim, said, told

MAY = "Experts believe workers may go to Primorye."
HAVE = "The first thousand loggers have arrived in Khabarovsk."


def news(*evidence: Evidence, told: Sequence[ToldClaim] = ()) -> Novelty:
    """What one new article with this evidence adds."""
    (found,) = novelties(a_view([an_article("a")], [assessed("a", *evidence)], told=told))
    return found


def test_everything_is_new_in_a_new_story() -> None:
    found = news(said(MAY), said(HAVE, claim(Status.OCCURRED)))
    assert found.first
    assert [quotation.evidence.text for quotation in found.fresh] == [HAVE, MAY]
    assert found.claim is not None
    assert found.claim.status is Status.OCCURRED


def test_a_theme_is_new_where_only_another_was_told() -> None:
    assert news(said(MAY), told=[told("Shells were shipped.", theme=ARMS)]).first


def test_the_same_claim_again_moves_nothing() -> None:
    found = news(said(MAY), told=[told(MAY)])
    assert (found.first, found.status_now, found.confirmed_by, found.fresh) == (False, None, None, ())


def test_another_sentence_with_the_same_claim_is_fresh_but_moves_nothing() -> None:
    found = news(said("Loggers could be recruited, analysts think."), told=[told(MAY)])
    assert len(found.fresh) == 1
    assert (found.status_now, found.confirmed_by) == (None, None)


def test_a_claim_moves_when_it_becomes_more_certain() -> None:
    found = news(said(HAVE, claim(Status.OCCURRED)), told=[told(MAY)])
    assert (found.status_before, found.status_now) == (Status.POSSIBLE, Status.OCCURRED)
    assert found.fresh[0].evidence.text == HAVE


def test_a_claim_does_not_move_back() -> None:
    assert news(said(MAY), told=[told(HAVE, claim(Status.OCCURRED))]).status_now is None


def test_a_first_denial_moves_a_claim() -> None:
    found = news(
        said("Moscow denies it.", claim(Status.DENIED, SourceType.RUSSIA)), told=[told(HAVE, claim(Status.OCCURRED))]
    )
    assert (found.status_before, found.status_now) == (Status.OCCURRED, Status.DENIED)
    assert found.claim is not None
    assert found.claim.source is SourceType.RUSSIA


def test_a_second_denial_moves_nothing() -> None:
    denial = claim(Status.DENIED, SourceType.RUSSIA)
    found = news(said("It is untrue.", denial), told=[told(MAY), told("Moscow denies it.", denial)])
    assert found.status_now is None


def test_a_denial_in_the_background_of_an_accusation_moves_nothing() -> None:
    occurred = claim(Status.OCCURRED)
    found = news(
        said("Loggers arrived.", occurred), said("Both deny it.", claim(Status.DENIED)), told=[told(HAVE, occurred)]
    )
    assert found.status_now is None


def test_a_stronger_kind_of_source_confirms() -> None:
    found = news(said(MAY, claim(source=SourceType.INTELLIGENCE)), told=[told(MAY)])
    assert found.confirmed_by is SourceType.INTELLIGENCE


def test_a_weaker_kind_of_source_does_not_confirm() -> None:
    assert news(said(MAY, claim(source=SourceType.OUTLET)), told=[told(MAY)]).confirmed_by is None


def test_a_stronger_source_with_a_weaker_claim_does_not_confirm() -> None:
    planned = claim(Status.PLANNED)
    found = news(said(MAY, claim(Status.POSSIBLE, SourceType.UN)), told=[told("Workers will go.", planned)])
    assert found.confirmed_by is None


def test_of_like_sentences_one_is_quoted() -> None:
    members = [an_article("a"), an_article("b", outlet="Mirror")]
    (found,) = novelties(a_view(members, [assessed("a", said(MAY)), assessed("b", said(MAY.upper()))]))
    assert [quotation.article for quotation in found.fresh] == ["a"]


def test_shadow_evidence_is_no_news() -> None:
    shadow = Evidence(LABOUR, "text", 0, 4, HAVE, 0.9, 80, None, ("draft",), claim(Status.OCCURRED), background=True)
    assert [quotation.evidence.text for quotation in news(said(MAY), shadow).fresh] == [MAY]


def test_what_is_not_flagged_is_no_news() -> None:
    assert novelties(a_view([an_article("a")], [assessed("a", said(MAY), flagged=False)])) == ()


def test_members_that_were_decided_or_belong_to_the_baseline_are_no_news() -> None:
    members = [an_article("a"), an_article("b")]
    both: list[Assessment] = [assessed("a", said(MAY)), assessed("b", said(HAVE))]
    assert novelties(a_view(members, both, undecided=["b"], baseline=["b"])) == ()


def test_sentences_without_words_are_the_same_only_as_each_other() -> None:
    assert same_statement("...", "!")
    assert not same_statement("...", MAY)


def test_a_denial_in_the_headline_moves_a_claim_even_where_the_text_repeats_the_accusation() -> None:
    occurred = claim(Status.OCCURRED)
    headline = replace(said("Kremlin denies taking loggers", claim(Status.DENIED)), field="title")
    assert news(headline, said(HAVE, occurred), told=[told(HAVE, occurred)]).status_now is Status.DENIED


def test_a_denial_cannot_be_confirmed() -> None:
    denied = claim(Status.DENIED)
    found = news(said("Untrue.", claim(Status.DENIED, SourceType.UN)), told=[told("Moscow denies it.", denied)])
    assert (found.status_now, found.confirmed_by) == (None, None)


def test_the_claim_of_a_finding_counts_as_told_even_where_no_quotation_carries_it() -> None:
    quoted = Quotation(said(MAY), ArticleId("a"), "", "", "", None)
    occurred = claim(Status.OCCURRED)
    finding = Finding(LABOUR, "Workers", Action.ALERT, "", Severity.LOW, 0.9, occurred, (quoted,), ())
    alert = Alert(AlertId("s.1"), STORY, 1, NOON, "", Severity.LOW, (finding,), (), ())
    assert [one.claim for one in told_by(alert)] == [claim(), occurred]
