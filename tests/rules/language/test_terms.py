"""The syntax of terms."""

import pytest

from rules.language.terms import TermSyntaxError, phrases, regular_plural


def heads(term: str, *, plurals: bool = False) -> set[str]:
    return {phrase.head for phrase in phrases(term, plurals=plurals)}


def test_alternatives_are_expanded_word_by_word() -> None:
    assert heads("labor/labour camp/camps") == {"labor camp", "labor camps", "labour camp", "labour camps"}


def test_english_terms_add_the_plural_of_their_last_word() -> None:
    assert heads("artillery shell", plurals=True) == {"artillery shell", "artillery shells"}


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("worker", "workers"),
        ("technology", "technologies"),
        ("torpedo boat", "torpedo boats"),
        ("wage box", "wage boxes"),
        ("UAV", "UAVs"),
        ("key", "keys"),
        ("branch", "branches"),
        ("T-34", ""),
        ("북한", ""),
        ("x", ""),
    ],
)
def test_plurals_are_regular(word: str, plural: str) -> None:
    assert regular_plural(word) == plural


def test_more_than_200_combinations_are_refused() -> None:
    with pytest.raises(TermSyntaxError, match="stands for 216 phrases, at most 200"):
        phrases("a/b/c/d/e/f g/h/i/j/k/l m/n/o/p/q/r", plurals=False)


@pytest.mark.parametrize(
    ("term", "reason"),
    [
        ("a*", "needs 2 letters"),
        ("ab*c", "end of a word only"),
        ("*stan", "end of a word only"),
        ("send/", "empty alternative"),
        ("...", "no letter or digit"),
        ("a" * 201, "longer than 200"),
    ],
)
def test_a_term_that_cannot_be_read_says_why(term: str, reason: str) -> None:
    with pytest.raises(TermSyntaxError, match=reason):
        phrases(term, plurals=False)


def test_a_star_may_stand_before_a_hyphen() -> None:
    assert heads("ракет*-носител*") == {"ракет"}
