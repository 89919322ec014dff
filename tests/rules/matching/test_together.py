"""Terms near each other, each at a place of its own."""

from rules.language.place import Place
from rules.matching.together import nearest
from rules.text.words import Words


def at(start: int, end: int, sentence: int = 0) -> tuple[int, Place]:
    return sentence, Place(start, end, 0, "")


def test_the_first_hits_that_do_not_overlap_are_chosen() -> None:
    assert nearest([[at(0, 7)], [at(0, 18), at(20, 38)]], 0, ()) == (at(0, 7), at(20, 38))


def test_hits_on_the_same_words_are_no_two_places() -> None:
    assert nearest([[at(0, 7)], [at(0, 18)]], 0, ()) is None


def test_hits_of_the_sentence_itself_are_preferred_and_one_is_needed() -> None:
    assert nearest([[at(0, 1, 0), at(5, 6, 1)], [at(2, 3, 0)]], 1, ()) == (at(5, 6, 1), at(2, 3, 0))
    assert nearest([[at(0, 1, 0)], [at(2, 3, 0)]], 1, ()) is None


def test_a_list_may_be_bound_to_the_sentence_itself() -> None:
    assert nearest([[at(0, 1, 0)], [at(5, 6, 1)]], 1, {0}) is None
    assert nearest([[at(0, 1, 0)], [at(5, 6, 1)]], 1, {1}) == (at(0, 1, 0), at(5, 6, 1))


def test_a_reach_in_words_is_kept_whatever_the_order() -> None:
    words = Words("a b c d e")
    assert nearest([[at(8, 9)], [at(0, 1), at(4, 5)]], 0, (), words, 1) == (at(8, 9), at(4, 5))
    assert nearest([[at(8, 9)], [at(0, 1)]], 0, (), words, 2) is None


def test_a_hostile_sentence_ends_the_search() -> None:
    same = [at(0, 1)] * 40
    assert nearest([[at(n, n + 1) for n in range(40)]] * 8 + [same, same], 0, ()) is None
