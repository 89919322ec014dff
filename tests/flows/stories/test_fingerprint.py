"""Tests of flows.stories.fingerprint."""

import json
from dataclasses import replace

import pytest

from flows.stories.fingerprint import Sketch, contradiction, overlap, sketch
from tests.builders import NOON, an_article
from tests.seeds import seed_articles


def headline(title: str) -> Sketch:
    return sketch(an_article(title=title, text=""))


def test_a_sketch_survives_storage() -> None:
    for article in seed_articles():
        made = sketch(article)
        assert Sketch.from_json(json.loads(json.dumps(made.to_json()))) == made


def test_a_sketch_of_another_version_is_to_be_made_anew() -> None:
    stored = sketch(an_article()).to_json()
    assert Sketch.from_json([999, *stored[1:]]) is None
    assert Sketch.from_json(None) is None


def test_a_damaged_sketch_is_an_error_and_not_a_wrong_story() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        Sketch.from_json(sketch(an_article()).to_json()[:4])


def test_an_empty_article_has_a_sketch_too() -> None:
    empty = sketch(an_article(title="", text="", language="", published=None))
    assert (empty.terms, empty.signature, empty.dated, empty.when) == ((), (), False, NOON)


def test_a_caption_under_a_photograph_is_no_lead() -> None:
    story = sketch(
        an_article(title="", text="A flag, 13 September 2023. FILE/POOL MANDATORY CREDIT\n\nWorkers left Perm.")
    )
    assert "flag" not in dict(story.terms)
    assert "perm" in dict(story.terms)


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
    assert overlap(first, sketch(edited)) > 0.9
    assert overlap(first, second) < 0.2


def test_texts_too_short_to_be_copies_do_not_overlap() -> None:
    assert overlap(headline("Same words"), headline("Same words")) == 0.0


def test_a_hostile_length_makes_no_large_sketch() -> None:
    bloated = sketch(an_article(title="word " * 100_000, text=" ".join(f"w{i}" for i in range(200_000))))
    assert len(json.dumps(bloated.to_json())) < 10_000
