"""Shapes: how they are written, and which of several fits is meant."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.place import Place
from rules.language.shapes import ShapeSyntaxError, bind, parse_shape
from rules.text.words import Words


def test_slots_gaps_and_literals_are_read() -> None:
    shape = parse_shape("{supplier=dprk} ... {send} ...3 from/of {country}")
    assert [(slot.list, slot.role, slot.literal, slot.gap) for slot in shape.slots] == [
        ("dprk", "supplier", "", 0),
        ("send", "", "", 10),
        (None, "", "from/of", 3),
        ("country", "", "", 0),
    ]
    assert shape.lists == ("dprk", "send", "country")
    assert shape.literals == ("from/of",)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("{dprk} ...", "ends in"),
        ("... {dprk}", "where a term must stand"),
        ("{dprk} ... ... {send}", "where a term must stand"),
        ("{dprk ... {send}", "brace that is not closed"),
        ("{Dprk}", "{list} or {role=list} is meant"),
        ("from of", "names no list"),
        ("{dprk} ...99 {send}", "at most 40"),
        ("{dprk} a* {send}", "needs 2 letters"),
        ("", "names no list"),
        ("{dprk} " * 13, "has 13 terms, at most 12"),
        (f"{{dprk}} ...{'9' * 5_000} {{send}}", "has a gap of 9+ words, at most 40"),
    ],
)
def test_a_shape_that_cannot_be_read_says_why(written: str, reason: str) -> None:
    with pytest.raises(ShapeSyntaxError, match=reason):
        parse_shape(written)


def places(text: str, *words: str) -> list[Place]:
    return sorted(
        Place(at, at + len(word), 0, word) for word in words for at in range(len(text)) if text.startswith(word, at)
    )


def bound(written: str, text: str, *candidates: str) -> tuple[str, ...] | None:
    slots = parse_shape(written).slots
    found = bind(slots, [places(text, *words.split()) for words in candidates], Words(text), lambda _: True)
    return None if found is None else tuple(place.code for place in found)


def test_the_shortest_span_wins() -> None:
    text = "US intelligence: RU is buying shells from KP"
    assert bound("{buyer=country} ... {get} ... {dprk}", text, "US RU", "buying", "KP") == ("RU", "buying", "KP")


def test_the_first_of_equal_spans_wins() -> None:
    text = "RU buying CN"
    assert bound("{a} ... {b}", "RU x RU y", "RU", "x y") == ("RU", "x")
    assert bound("{a} {b}", text, "RU CN", "buying") == ("RU", "buying")


def test_a_gap_is_counted_in_words() -> None:
    text = "KP one two three RU"
    assert bound("{a} ...3 {b}", text, "KP", "RU") == ("KP", "RU")
    assert bound("{a} ...2 {b}", text, "KP", "RU") is None
    assert bound("{a} {b}", "KP, RU", "KP", "RU") == ("KP", "RU")


def test_terms_must_not_overlap() -> None:
    assert bound("{a} ... {b}", "missiles", "missile", "missiles") is None


def test_a_limit_on_roles_rules_out_fits() -> None:
    text = "KP sent RU"
    slots = parse_shape("{supplier=a} ... {recipient=a}").slots
    found = bind(slots, [places(text, "KP", "RU")] * 2, Words(text), lambda roles: roles.get("recipient") != "RU")
    assert found is None


def test_a_hostile_sentence_does_not_hold_the_engine_up() -> None:
    text = "KP " * 2_000
    slots = parse_shape("{a} ... {a} ... {a} ... {a} ... {x=a}").slots
    assert bind(slots, [places(text, "KP")] * 5, Words(text), lambda roles: "x" not in roles) is None


SUPPLY = parse_shape("{supplier=a} ...2 {act=b} ...1 {recipient=a}")


def differ(roles: dict[str, str]) -> bool:
    return "supplier" not in roles or roles["supplier"] != roles.get("recipient")


@given(st.lists(st.sampled_from(["KP", "RU", "sent", "got", "x"]), max_size=12))
def test_the_search_finds_what_trying_everything_finds(words: list[str]) -> None:
    text = " ".join(words)
    names, verbs = places(text, "KP", "RU"), places(text, "sent", "got")
    count = Words(text)
    every = [
        (c.end - a.start, (a, b, c))
        for a, b, c in itertools.product(names, verbs, names)
        if a.end <= b.start and b.end <= c.start and a.code != c.code
        if count.between(a.end, b.start) <= 2 and count.between(b.end, c.start) <= 1
    ]
    expected = min(every, key=lambda one: one[0], default=(0, None))[1]
    assert bind(SUPPLY.slots, [names, verbs, names], count, differ) == expected
