"""Tests of flows.stories.marks."""

import pytest

from flows.stories.marks import amounts, names, ordinals
from flows.stories.words import fold


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("300 workers and 12 ships", ("300", "12")),
        ("1,000,000 shells", ("1000000",)),
        ("more than a million shells", ("1000000",)),
        ("1.5 million shells", ("1500000",)),
        ("four defectors", ("4",)),
        ("a dozen embassies", ("12",)),
        ("노동자 5,000명", ("5000",)),
        ("3 тыс. рабочих", ("3000",)),
        ("on Nov 22, 2023, and 3 December", ()),
        ("a 12-year-old, 40 years later", ()),
        ("the 12th package", ()),
        ("21.11.2023", ()),
    ],
)
def test_amounts_are_read_and_dates_are_not(text: str, found: tuple[str, ...]) -> None:
    assert amounts(fold(text)) == found


def test_ordinals_are_read_with_their_noun() -> None:
    assert ordinals("the third launch before the 13th package") == (("launch", "3"), ("packag", "13"))


def test_names_are_what_only_a_capital_shows() -> None:
    assert names("Loggers from Rason reached Khasan on Tuesday, the Forestry Board said.") == (
        "rason",
        "khasan",
        "forestry",
        "board",
    )


def test_states_and_first_words_are_no_names() -> None:
    assert names("North Korea and Russia agreed. Loggers left Moscow for Kim Jong Un's capital.") == ()


def test_a_headline_in_capitals_tells_nothing_about_names() -> None:
    assert names("Loggers From Rason Reach Khasan") == ()


def test_russian_names_are_names() -> None:
    assert names("Рабочие приехали вчера вечером в Хабаровск и Пермь") == ("хабаро", "перм")
