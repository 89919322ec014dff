"""Tests of flows.stories.likeness."""

from dataclasses import replace

import pytest

from flows.stories.copies import COPY
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.likeness import OTHER_ACT, OTHER_SUBJECT, contradiction, copied, factor
from tests.builders import an_article
from tests.seeds import seed_articles

FULL = """A delegation of loggers from Rason reached the station of Khasan on Tuesday morning, railway staff said.
They carried tools and sacks of rice and were met by two officers of the regional forestry board, who led them to buses.
The board had said in spring that its camps near the Amur lacked four hundred men after the fires of the last summer.
A spokeswoman declined to say where the men would live, or for how long they would stay in the region this winter."""


def headline(title: str) -> Sketch:
    return sketch(an_article(title=title, text=""))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("EU adopts 12th package of sanctions", "EU adopts 13th package of sanctions"),
        ("Twelfth package agreed", "13th package agreed"),
        ("Sanctions package 12 agreed", "Sanctions package 13 agreed"),
        ("Принят 12-й пакет санкций", "Принят 13-й пакет санкций"),
        ("제12차 회의 개최", "제13차 회의 개최"),
        ("第12轮制裁", "第13轮制裁"),
        ("North Korea tests Hwasong-17", "North Korea tests Hwasong-18"),
    ],
)
def test_what_is_counted_differently_contradicts(one: str, other: str) -> None:
    assert contradiction(headline(one), headline(other))
    assert contradiction(headline(other), headline(one))


def test_the_contradiction_says_what_differs() -> None:
    assert contradiction(headline("EU's 12th package"), headline("EU's 13th package")) == "packag 12 is not packag 13"


def test_a_report_that_names_both_numbers_contradicts_neither() -> None:
    both = headline("After the 12th package comes a 13th package")
    assert not contradiction(both, headline("EU agrees 13th package"))


def test_different_nouns_may_be_counted_differently() -> None:
    assert not contradiction(headline("Their third meeting"), headline("Their second launch"))


def test_swapped_actors_contradict() -> None:
    assert "swapped" in contradiction(
        headline("Russia sends North Korea food"), headline("North Korea sends Russia shells")
    )


def test_swapped_actors_of_a_mutual_act_do_not_contradict() -> None:
    assert not contradiction(headline("Putin meets Kim Jong Un"), headline("Kim Jong Un meets Putin"))


def test_a_copy_overlaps_and_a_paraphrase_does_not() -> None:
    first, second = (sketch(article) for article in seed_articles()[:2])
    edited = replace(seed_articles()[0], text="Correction: " + seed_articles()[0].text)
    assert copied(first, sketch(edited)) > 0.9
    assert copied(first, second) < 0.2


def test_texts_too_short_to_be_copies_are_none() -> None:
    assert copied(headline("Same words"), headline("Same words")) == 0.0


def told(text: str, title: str = "Loggers reach Khasan") -> Sketch:
    return sketch(an_article(title=title, text=text))


@pytest.mark.parametrize(
    "other",
    [
        FULL,
        FULL.replace("\n", "  "),
        f"PRINT EDITION\n{FULL}\nShare this page",
        FULL.replace("Tuesday morning", "Tuesday").replace("four hundred", "450"),
        FULL[:150] + "…",
        FULL[:230],
        f"{FULL}\nCorrection: an earlier version gave another number of officers.",
    ],
    ids=["copy", "other white space", "print page", "light rewrite", "cut feed", "longer cut", "corrected"],
)
def test_versions_of_one_text_are_copies(other: str) -> None:
    assert copied(told(FULL), told(other)) >= COPY
    assert copied(told(other), told(FULL)) >= COPY


def test_another_report_of_the_event_is_no_copy() -> None:
    other = "Russian railway staff saw some forty North Korean loggers leave a train at Khasan, the board confirmed."
    assert copied(told(FULL), told(other, "Loggers from Rason seen at Khasan")) < COPY


def test_short_reports_of_the_same_words_are_copies() -> None:
    one, other = (
        headline("Seoul urges loggers to leave Khasan camps"),
        headline("Seoul urges loggers to leave Khasan camps"),
    )
    assert copied(one, replace(other, article="b")) == 1.0  # type: ignore[arg-type]  # a plain id will do


def test_headlines_of_different_acts_are_less_alike() -> None:
    assert factor(headline("North Korea launches satellite"), headline("North Korea celebrates satellite")) == OTHER_ACT


def test_headlines_in_which_different_states_do_the_same_are_hardly_alike() -> None:
    one, other = headline("Seoul suspends pact with North"), headline("North Korea scraps pact with South Korea")
    assert factor(one, other) == OTHER_SUBJECT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US, Japan and South Korea condemn launch", "South Korea, US denounce launch"),
        ("Kim meets Putin", "Russia's leader meets Kim Jong Un"),
        ("North Korea launches satellite", "A festival of accordions"),
    ],
    ids=["a subject in common", "mutual", "no act told"],
)
def test_headlines_that_may_be_of_one_act_are_as_alike_as_their_words(one: str, other: str) -> None:
    assert factor(headline(one), headline(other)) == 1.0


def test_a_form_filled_with_other_names_and_numbers_contradicts() -> None:
    one, other = (
        told("", "North Korea sent 300 workers to Perm"),
        told("", "North Korea sent 40 workers to Vladivostok"),
    )
    assert contradiction(one, other) == "perm is not vladivostok, and 300 is not 40"


def test_a_form_filled_with_other_names_contradicts() -> None:
    one, other = told("", "North Korea sent many workers to Perm"), told("", "North Korea sent many workers to Kazan")
    assert contradiction(one, other) == "like words, but perm is not kazan"


def test_a_corrected_number_alone_does_not_contradict() -> None:
    one, other = told("", "North Korea sent 300 workers to Perm"), told("", "North Korea sent 350 workers to Perm")
    assert not contradiction(one, other)


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("North Korea sends workers to Russia", "North Korea sends workers to China", "sent to RU is not sent to CN"),
        ("북한, 러시아에 노동자 파견", "북한, 중국에 노동자 파견", "sent to RU is not sent to CN"),
        (
            "US sanctions two Russians over North Korea IT workers",
            "US sanctions four Chinese firms over North Korea IT workers",
            "sanctions on RU is not sanctions on CN",
        ),
    ],
)
def test_reports_of_other_receivers_contradict(one: str, other: str, why: str) -> None:
    assert contradiction(headline(one), headline(other)) == why


def test_who_buys_is_whom_somebody_sells_to() -> None:
    sold, bought = headline("North Korea sells Russia shells"), headline("Russia buys shells from North Korea")
    assert (sold.frame.act, sold.frame.subjects) == (bought.frame.act, bought.frame.subjects)
    assert not contradiction(sold, bought)
    assert contradiction(sold, headline("North Korea buys shells from Russia"))
