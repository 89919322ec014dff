"""Tests of flows.stories.fingerprint."""

import json

import pytest

from flows.stories.fingerprint import Sketch, sketch
from tests.builders import NOON, an_article
from tests.seeds import seed_articles


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
    assert (empty.terms, empty.text, empty.opening, empty.dated, empty.when) == ((), (), (), False, NOON)


def test_a_caption_under_a_photograph_is_no_lead() -> None:
    story = sketch(
        an_article(title="", text="A flag, 13 September 2023. FILE/POOL MANDATORY CREDIT\n\nWorkers left Perm.")
    )
    assert "flag" not in dict(story.terms)
    assert "perm" in dict(story.terms)


def test_a_hostile_length_makes_no_large_sketch() -> None:
    bloated = sketch(an_article(title="word " * 100_000, text=" ".join(f"w{i}" for i in range(200_000))))
    assert len(json.dumps(bloated.to_json())) < 10_000


@pytest.mark.parametrize(
    "line",
    [
        "Read Full Article at Example.com",
        "Continue reading...",
        "The post Workers left Perm appeared first on Example.",
        "Comments URL: https://comments.example/1",
    ],
)
def test_what_a_feed_appends_to_every_item_says_nothing(line: str) -> None:
    assert (
        sketch(an_article(text=f"Workers left Perm.\n\n{line}")).terms
        == sketch(an_article(text="Workers left Perm.")).terms
    )


def test_headline_and_first_sentence_tell_amounts_and_names() -> None:
    made = sketch(
        an_article(title="Perm takes loggers", text="Some 300 loggers reached Perm, Yonhap said. Ivanov denied it.")
    )
    assert (made.amounts, made.names) == (("300",), ("perm", "yonhap"))
