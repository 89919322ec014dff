"""Tests of flows.stories.parties."""

import pytest

from flows.stories.parties import parties, receivers, sanctioned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("North Korea sells artillery shells to Russia, US says", {"RU"}),
        ("Russia sells artillery shells to North Korea, US says", {"KP"}),
        ("Russia sends North Korea food", {"KP"}),
        ("Pyongyang will send 5,000 workers to Japan", {"JP"}),
        ("Workers were dispatched to the Chinese city of Dandong", {"CN"}),
        ("Russia's Wagner Group took delivery of North Korean weapons", {"RU"}),
        ("North Korean IT workers found working in Poland, UN says", {"PL"}),
        ("North Korean arms found in Gaza", {"PS"}),
        ("Russia is seeking to buy rockets from North Korea", {"RU"}),
        ("북한, 중국에 노동자 500명 파견", {"CN"}),
        ("러시아가 북한에 포탄을 판매했다", {"KP"}),
        ("러시아가 북한산 포탄을 구매했다", {"RU"}),
        ("КНДР отправила рабочих в Китай", {"CN"}),
        ("Россия продала КНДР снаряды", {"KP"}),
        ("Россия закупает снаряды у КНДР", {"RU"}),
        ("朝鲜向俄罗斯出售炮弹", {"RU"}),
        ("中国购买朝鲜煤炭", {"CN"}),
        ("北朝鮮、ロシアに労働者派遣", {"RU"}),
        ("ロシアは北朝鮮から砲弾を購入", {"RU"}),
    ],
)
def test_whoever_gets_what_passes_is_the_receiver_in_five_languages(text: str, expected: set[str]) -> None:
    assert receivers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "North Korea sends Russian shells",
        "According to the US, shells were shipped",
        "Seoul sent a warning; it was not addressed to Japan",
        "미국에 따르면 포탄이 수출됐다",
        "В Сеуле сообщили о снарядах",
        "They met for lunch in Russia",
        "Arms were sold to a mercenary group",
        "Shells that were found in Ukraine",
    ],
)
def test_where_nothing_is_said_to_pass_nobody_receives(text: str) -> None:
    assert receivers(text) == frozenset()


def test_a_town_stands_for_its_state_and_the_words_are_kept() -> None:
    assert [(party.code, party.words) for party in parties("Loggers went to Vladivostok.")] == [("RU", "Vladivostok")]


def test_states_of_one_entry_of_the_pack_are_told_apart() -> None:
    assert receivers("Workers were sent to Zambia.").isdisjoint(receivers("Workers were sent to Rwanda."))
    assert receivers("Workers were sent to Guinea.").isdisjoint(receivers("Workers were sent to Equatorial Guinea."))


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("US sanctions two Russians over North Korea IT workers", {"RU"}),
        ("US sanctions four Chinese firms over North Korea IT workers", {"CN"}),
        ("Washington imposes new sanctions on Russian bank for North Korea ties", {"RU"}),
        ("Russia says sanctions on North Korea failed", set()),
    ],
)
def test_whose_people_a_headline_puts_under_sanctions(headline: str, expected: set[str]) -> None:
    assert sanctioned(headline) == expected
