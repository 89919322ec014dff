"""Tests of flows.stories.words."""

import pytest

from flows.stories.words import actors, fold, stem, terms


@pytest.mark.parametrize("form", ["launch", "launches", "launched", "launching"])
def test_forms_of_a_verb_have_one_stem(form: str) -> None:
    assert stem(form) == "launch"


def test_forms_of_a_russian_noun_have_one_stem() -> None:
    assert stem("рабочих") == stem("рабочие") == stem("рабочим")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("North Korea's envoy", "dprk"),
        ("NKorea", "dprk"),
        ("북한은", "dprk"),
        ("власти КНДР", "dprk"),
        ("与朝鲜合作", "dprk"),
        ("the U.S. said", "usa"),
        ("Сеул", "rok"),
    ],
)
def test_a_state_has_one_name_in_all_languages(text: str, actor: str) -> None:
    assert actors(fold(text)) == (actor,)


def test_a_state_is_not_found_inside_another_word() -> None:
    assert actors(fold("museum of russianness, usage")) == ()


def test_stop_words_say_nothing() -> None:
    assert list(terms(fold("He said that this is what they have"))) == []


def test_invisible_characters_and_curly_quotes_do_not_matter() -> None:
    assert list(terms(fold("S\u200beoul’s wor\u00adkers"))) == list(terms(fold("Seoul's workers")))


def test_korean_words_share_their_bigrams_whatever_particle_follows() -> None:
    assert {"노동", "동자"} <= set(terms("노동자들이")) & set(terms("노동자를"))


def test_numbers_lose_their_thousands_separator() -> None:
    assert list(terms("1,000 shells")) == ["1000", "shell"]
