"""Tests of flows.stories.facts."""

import pytest

from flows.domain import Fact, FactKind
from flows.stories.facts import differ, facts, names, numbers, places


def counted(text: str) -> list[tuple[str, float]]:
    return [(fact.what, fact.amount) for fact in numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 1,000 workers left.", [("workers", 1000)]),
        ("More than 10,000 North Korean labourers left.", [("workers", 10_000)]),
        ("They sent 1.5 million artillery shells.", [("shells", 1_500_000)]),
        ("They sent three ships.", [("ships", 3)]),
        ("Millions of artillery rounds were seen.", [("shells", 1_000_000)]),
        ("Tens of thousands of soldiers came.", [("troops", 10_000)]),
        ("A dozen vessels and 40 containers were counted.", [("ships", 12), ("containers", 40)]),
        ("It cost $2.5 million.", [("dollars", 2_500_000)]),
        ("Россия примет 10 тысяч рабочих.", [("workers", 10_000)]),
        ("북한 노동자 1만 명이 도착했다.", [("workers", 10_000)]),
        ("北朝鮮は兵士3000人を送った。", [("troops", 3000)]),
        ("朝鲜提供了100万枚炮弹。", [("shells", 1_000_000)]),
    ],
)
def test_a_number_counts_with_its_noun(text: str, expected: list[tuple[str, float]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 they met.",
        "It lasted 12 days and 3 hours.",
        "He is 39.",
        "The 12th package, 30% of it.",
        "A worker left.",
        "Resolution 2397 of 22 December 2017",
    ],
)
def test_years_dates_spans_and_shares_are_no_facts(text: str) -> None:
    assert counted(text) == []


def test_a_number_with_far_too_many_digits_is_read_without_harm() -> None:
    assert counted("9" * 400 + " workers") == [("workers", 1e15)]


def test_places_and_names_are_told_apart_and_states_are_neither() -> None:
    text = "North Korea sent loggers to Khabarovsk, and Oleg Kozhemyako met them in Primorye on Tuesday."
    assert [fact.text for fact in places(text)] == ["Khabarovsk", "Primorye"]
    assert [fact.text for fact in facts(text) if fact.kind is FactKind.NAME] == ["Oleg Kozhemyako"]


def test_a_name_is_the_same_with_and_without_its_possessive() -> None:
    assert [fact.text for fact in facts("The visit was Kozhemyako’s, the North said.")] == ["Kozhemyako"]


def number(amount: float, what: str = "workers", *, rough: bool = False) -> Fact:
    return Fact(FactKind.NUMBER, what, "", amount, rough)


def test_a_fifth_more_is_another_number_and_less_is_not() -> None:
    assert differ(number(10_000), number(12_000))
    assert differ(number(12_000), number(10_000))
    assert not differ(number(10_000), number(11_000))


def test_numbers_of_different_things_cannot_differ() -> None:
    assert not differ(number(10), number(10_000, "shells"))


def test_an_order_of_magnitude_differs_only_from_another_order() -> None:
    assert not differ(number(1000, rough=True), number(4000))
    assert differ(number(1000, rough=True), number(10_000))


def test_a_title_in_quotation_marks_is_one_name_without_them() -> None:
    text = "They signed the ‘Trade, Economy and Technology Committee Protocol’ and the ‘2024-2025 Exchange Plan’."
    assert [fact.text for fact in names(text)] == [
        "Trade, Economy and Technology Committee Protocol",
        "2024-2025 Exchange Plan",
    ]


def test_the_fields_of_an_office_are_no_names_of_their_own() -> None:
    found = [fact.text for fact in names("He met Alexander Kozlov, Minister of Natural Resources and Ecology.")]
    assert found == ["Minister of Natural Resources and Ecology", "Alexander Kozlov"]
