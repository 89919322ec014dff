"""Tests of flows.stories.statements."""

from dataclasses import replace

import pytest

from flows.domain import Claim, Direction, Evidence, SourceType, Status, ToldClaim
from flows.stories.statements import LEAD, about, changed_number, covers, same_claim, same_statement
from tests.builders import ARMS, LABOUR, NOON, an_evidence
from tests.views import STORY

GOVERNMENT = Claim(Status.OCCURRED, SourceType.GOVERNMENT, "Seoul", Direction.FROM_DPRK)
SHELLS = "Seoul says that North Korea has delivered millions of artillery rounds to Russia."
AGAIN = "Officials in Seoul accuse North Korea of having delivered millions of artillery rounds to Russia for its war."


def told(text: str = SHELLS, claim: Claim = GOVERNMENT) -> ToldClaim:
    return ToldClaim(STORY, ARMS, claim, text, NOON)


def background(text: str, claim: Claim = GOVERNMENT) -> Evidence:
    return replace(an_evidence(ARMS, text, claim=claim), start=LEAD, end=LEAD + len(text))


def test_the_same_claim_in_other_words_is_covered_in_the_background() -> None:
    assert covers(told(), background(AGAIN))


def test_how_a_background_sentence_is_hedged_makes_it_no_news() -> None:
    assert covers(told(), background(AGAIN, replace(GOVERNMENT, status=Status.POSSIBLE)))


@pytest.mark.parametrize(
    "text",
    [
        "Seoul says that North Korea has delivered millions of artillery rounds and missiles to Russia.",
        "Seoul says that North Korea has delivered millions of artillery rounds to Iran.",
        "Seoul says that North Korea has delivered 20 million artillery rounds to Russia.",
        "Seoul says that North Korea has delivered millions of artillery rounds to Tikhoretsk in Russia.",
        "Seoul says that North Korea has delivered 5,000 containers with millions of artillery rounds to Russia.",
        "Russia wants to buy artillery rounds in the coming years, a newspaper wrote.",
    ],
    ids=["goods", "party", "number", "place", "first number", "words"],
)
def test_whatever_was_not_told_is_news(text: str) -> None:
    assert not covers(told(), background(text))


@pytest.mark.parametrize(
    "claim",
    [
        replace(GOVERNMENT, source=SourceType.UN),
        replace(GOVERNMENT, status=Status.DENIED),
        replace(GOVERNMENT, direction=Direction.TO_DPRK),
    ],
    ids=["stronger source", "denial", "other way"],
)
def test_a_stronger_source_a_denial_and_the_other_way_are_news(claim: Claim) -> None:
    assert not covers(told(), background(AGAIN, claim))


def test_another_theme_is_news() -> None:
    assert not covers(told(), replace(background(AGAIN), theme=LABOUR))


def test_a_lead_is_known_only_in_nearly_the_same_words_and_as_certain() -> None:
    lead = an_evidence(ARMS, SHELLS.replace("says that", "repeats:"), claim=GOVERNMENT)
    assert covers(told(), lead)
    assert not covers(told(), replace(lead, claim=replace(GOVERNMENT, status=Status.POSSIBLE)))
    other = "By sea, in July and August, North Korea has delivered artillery rounds to Russia."
    assert covers(told(), background(other))
    assert not covers(told(), an_evidence(ARMS, other, claim=GOVERNMENT))


def test_a_lead_that_names_somebody_else_is_news() -> None:
    text = "North Korea sent 240 workers to Russia, governor Ivanov said on Tuesday."
    of_another = an_evidence(ARMS, text.replace("240", "250").replace("Ivanov", "Petrov"), claim=GOVERNMENT)
    assert covers(told(text), an_evidence(ARMS, text.replace("240", "250"), claim=GOVERNMENT))
    assert not covers(told(text), of_another)


def test_where_an_old_summit_was_is_no_news() -> None:
    summit = "A summit with Russia in September served military cooperation and trade."
    assert covers(
        told(summit), background("The September summit with Russia in Vostochny was to serve military cooperation.")
    )


def test_a_denial_covers_only_a_denial() -> None:
    denial = replace(GOVERNMENT, status=Status.DENIED)
    assert covers(told(claim=denial), background(AGAIN, denial))
    assert not covers(told(claim=denial), background(AGAIN))


def test_sentences_are_about_the_same_matter_by_goods_and_parties_not_by_words() -> None:
    said = replace(GOVERNMENT, status=Status.POSSIBLE)
    assert about("Shells went to Russia by rail.", said, "Moscow may buy missiles.", said)
    assert not about("Shells went to Russia.", said, "Shells went to Iran.", said)
    assert not about("Shells went to Russia.", said, "Loggers went to Russia.", said)
    assert not about("Shells went to Russia.", said, "Shells came.", replace(said, direction=Direction.TO_DPRK))


def test_without_known_goods_words_decide() -> None:
    said = GOVERNMENT
    assert about("The deal of Wonsan was struck.", said, "A deal was struck in Wonsan.", said)
    assert not about("They met for lunch.", said, "Shells went to Russia.", said)


def test_a_claim_with_another_number_is_another_claim() -> None:
    one = an_evidence(LABOUR, "North Korea sent 10,000 workers to Russia.", claim=GOVERNMENT)
    assert same_claim(one, "North Korea sent 10,500 workers to Russia.", GOVERNMENT)
    assert not same_claim(one, "North Korea sent 12,000 workers to Russia.", GOVERNMENT)
    assert same_statement(one.text, "North Korea sent 12,000 workers to Russia.")


def test_a_changed_number_is_named_before_and_after() -> None:
    assert changed_number("10,000 workers left.", "Now 12,000 workers have left.") == (
        "10,000 workers",
        "12,000 workers",
    )
    assert changed_number("10,000 workers left.", "12,000 shells left.") is None
