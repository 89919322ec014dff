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
    StoryId,
    ToldClaim,
)
from flows.stories.novelty import novelties, repeated, told_by
from flows.stories.statements import same_statement
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


def test_a_number_that_changed_materially_is_told_with_the_one_before() -> None:
    found = news(said("Some 12,000 workers may go."), told=[told("Some 10,000 workers may go.")])
    assert found.number is not None
    assert [fact.text for fact in found.number] == ["10,000 workers", "12,000 workers"]


def test_a_number_near_the_one_that_was_told_is_no_news() -> None:
    assert news(said("Some 11,000 workers may go."), told=[told("Some 10,000 workers may go.")]).number is None


def test_a_number_of_something_else_is_no_changed_number() -> None:
    assert news(said("Some 12,000 shells may go."), told=[told("Some 10,000 workers may go.")]).number is None


def test_a_number_that_was_told_in_another_sentence_is_no_news() -> None:
    before = [told("Some 10,000 workers may go."), told("Others speak of 12,000 workers.")]
    assert news(said("Some 12,000 workers may go."), told=before).number is None


def test_a_party_that_nobody_named_before_is_news_when_it_leads_the_report() -> None:
    before = [told("Workers may go to Russia.")]
    lead = said("Workers may go to China as well.")
    assert news(lead, told=before).partner == "China"
    assert news(replace(lead, start=2000, end=2040), told=before).partner == ""


def test_the_hedge_that_a_newspaper_drops_in_passing_moves_nothing() -> None:
    passing = replace(
        said("Workers went to Primorye.", claim(Status.OCCURRED, SourceType.OUTLET)), start=2000, end=2026
    )
    assert news(passing, told=[told(MAY)]).status_now is None
    assert news(replace(passing, start=0, end=26), told=[told(MAY)]).status_now is Status.OCCURRED


def test_a_claim_of_another_matter_neither_moves_nor_confirms() -> None:
    shells = said("Shells went to Russia.", claim(Status.OCCURRED, SourceType.UN), theme=ARMS)
    view = a_view(
        [an_article("a")],
        [assessed("a", shells, theme=ARMS)],
        told=[told("Military ties with Russia may grow, with joint drills.", theme=ARMS)],
    )
    (found,) = novelties(view)
    assert (found.status_now, found.confirmed_by) == (None, None)


ELSEWHERE = ToldClaim(StoryId("other"), LABOUR, claim(), MAY, NOON, AlertId("other.1"))


def knowing(*evidence: Evidence, known: Sequence[ToldClaim] = (ELSEWHERE,)) -> Novelty:
    """What a new story adds to what alerts about others told."""
    (found,) = novelties(replace(a_view([an_article("a")], [assessed("a", *evidence)]), known=tuple(known)))
    return found


def test_what_another_story_told_is_known_and_no_news() -> None:
    found = knowing(said(MAY))
    assert found.is_known
    assert [one.told.alert for one in found.known] == ["other.1"]


def test_one_new_claim_among_known_ones_is_news_and_the_others_are_listed() -> None:
    found = knowing(said(MAY), said(HAVE, claim(Status.OCCURRED)))
    assert not found.is_known
    assert found.event
    assert [q.evidence.text for q in found.fresh] == [HAVE]
    assert [one.quotation.evidence.text for one in found.known] == [MAY]
    assert found.claim is not None
    assert found.claim.status is Status.OCCURRED


def test_a_claim_that_is_no_longer_remembered_is_news() -> None:
    assert not knowing(said(MAY), known=[]).is_known


def test_a_statement_that_was_folded_is_told_with_the_next_update() -> None:
    folded = "Loggers could be recruited, analysts think."
    members = [an_article("a"), an_article("b")]
    view = a_view(
        members,
        [assessed("a", said(folded)), assessed("b", said(HAVE, claim(Status.OCCURRED)))],
        undecided=["b"],
        told=[told(MAY)],
    )
    (found,) = novelties(view)
    assert [q.evidence.text for q in found.fresh] == [HAVE, folded]


def test_told_claims_that_new_members_repeat_are_remembered_anew() -> None:
    other = replace(ELSEWHERE, text=HAVE)
    view = replace(a_view([an_article("a")], [assessed("a", said(MAY))], told=[told(MAY)]), known=(ELSEWHERE, other))
    assert repeated(view) == (told(MAY), ELSEWHERE)
    assert repeated(replace(view, undecided=frozenset())) == ()


def test_an_alert_remembers_which_one_it_was() -> None:
    quoted = Quotation(said(MAY), ArticleId("a"), "", "", "", None)
    finding = Finding(LABOUR, "Workers", Action.ALERT, "", Severity.LOW, 0.9, claim(), (quoted,), ())
    alert = Alert(AlertId("s.1"), STORY, 1, NOON, "", Severity.LOW, (finding,), (), ())
    assert [one.alert for one in told_by(alert)] == ["s.1"]


SHIPPED = ToldClaim(
    StoryId("other"),
    LABOUR,
    claim(Status.OCCURRED, SourceType.GOVERNMENT, "White House"),
    "White House says North Korea shipped arms to Russia",
    NOON,
    AlertId("other.1"),
)


def test_a_denial_in_another_story_names_what_it_denies() -> None:
    denial = said(
        "Kremlin denies receiving weapons from North Korea", claim(Status.DENIED, SourceType.RUSSIA, "Kremlin")
    )
    found = knowing(denial, known=[SHIPPED])
    assert (found.first, found.earlier, found.retracted) == (True, SHIPPED, False)
    assert (found.status_before, found.status_now) == (Status.OCCURRED, Status.DENIED)


def test_a_denial_by_who_made_the_claim_takes_it_back() -> None:
    denial = claim(Status.DENIED, SourceType.GOVERNMENT, "White House")
    found = knowing(said("White House retracts claim on North Korea arms", denial), known=[SHIPPED])
    assert (found.earlier, found.retracted) == (SHIPPED, True)


def test_a_stronger_source_in_another_story_names_what_it_confirms() -> None:
    panel = claim(Status.OCCURRED, SourceType.UN, "UN panel")
    found = knowing(said("UN panel confirms North Korea shipped munitions to Russia", panel), known=[SHIPPED])
    assert (found.earlier, found.confirmed_by) == (SHIPPED, SourceType.UN)


def test_what_is_of_another_matter_answers_nothing() -> None:
    workers = said("Kremlin denies hosting workers", claim(Status.DENIED, SourceType.RUSSIA, "Kremlin"))
    assert knowing(workers, known=[SHIPPED]).earlier is None


def test_a_source_that_takes_back_its_claim_is_news_after_a_denial_by_another() -> None:
    before = [
        replace(SHIPPED, story=STORY),
        told("Kremlin denies it.", claim(Status.DENIED, SourceType.RUSSIA, "Kremlin")),
    ]
    own = claim(Status.DENIED, SourceType.GOVERNMENT, "White House")
    found = news(said("White House retracts its claim.", own), told=before)
    assert (found.status_now, found.retracted) == (Status.DENIED, True)
    other = claim(Status.DENIED, SourceType.DPRK, "KCNA")
    assert news(said("KCNA denies it as well.", other), told=before).status_now is None


def test_a_party_that_comes_in_is_told_before_the_number_that_came_with_it() -> None:
    found = news(said("Some 5,000 workers may go to Guinea."), told=[told("Some 100 workers may go to Russia.")])
    assert (found.partner, found.number) == ("Guinea", None)


def test_a_number_of_another_status_is_no_changed_number() -> None:
    planned = said("Some 5,000 workers are to go to Russia.", claim(Status.PLANNED, SourceType.OUTLET))
    before = told("Some 100 workers went to Russia.", claim(Status.OCCURRED))
    assert news(replace(planned, start=2000, end=2040), told=[before]).number is None


def test_a_theme_that_an_earlier_alert_listed_as_known_was_shown() -> None:
    members = [an_article("a"), an_article("b")]
    view = a_view(
        members,
        [assessed("a", said(MAY)), assessed("b", said(HAVE, claim(Status.OCCURRED)))],
        undecided=["b"],
        told=[told("Shells were shipped.", theme=ARMS)],
    )
    (found,) = novelties(replace(view, known=(ELSEWHERE,)))
    assert (found.first, found.shown) == (True, True)


def test_background_in_other_words_from_the_same_kind_of_source_is_known() -> None:
    american = claim(Status.OCCURRED, SourceType.GOVERNMENT, "American authorities")
    before = replace(
        ELSEWHERE,
        text="The White House has captured on satellite photos how Russia and the North engage in arms trade.",
        claim=claim(Status.OCCURRED, SourceType.GOVERNMENT, "White House"),
    )
    text = "All this came after what American authorities called proof of an arms trade between Russia and the North."
    deep = replace(said(text, american), start=2000, end=2100)
    assert knowing(deep, known=[before]).is_known
    assert not knowing(replace(deep, start=0, end=100), known=[before]).is_known
    tanks = replace(deep, text=text.replace("between", "and of tanks between"))
    assert not knowing(tanks, known=[before]).is_known
