"""Listed names in quoted sentences: what is found, how, and what is not taken for one."""

from dataclasses import replace
from io import BytesIO

import pytest

from flows.domain import (
    ArticleId,
    EntryKind,
    EntryName,
    ListedName,
    ListEntry,
    MatchKind,
    NameKind,
    NameList,
    Quotation,
)
from flows.listed.finding import Finder
from flows.listed.taking import name_list, read_list
from tests.builders import NOON, an_evidence
from tests.flows.listed.samples import COLLECTION, TABLE, UN, UN_AS_PUBLISHED


def taken(text: str, name: str = "un") -> NameList:
    return name_list(name, name, read_list(BytesIO(text.encode()), name), NOON)


FINDER = Finder([taken(UN), taken(TABLE, "vessels")])


def quoted(sentence: str, title: str = "", *, article: str = "a", start: int = 0) -> Quotation:
    evidence = replace(an_evidence(text=sentence), start=start, end=start + len(sentence))
    return Quotation(evidence, ArticleId(article), title, "", "", NOON)


def named(sentence: str, title: str = "") -> list[tuple[str, MatchKind, str]]:
    return [(one.entry, one.how, one.words) for one in FINDER([quoted(sentence, title)])]


@pytest.mark.parametrize(
    ("sentence", "entry", "how", "words"),
    [
        ("Officials of KOSHET flew to Harbour City.", "KPe.901", MatchKind.ALIAS, "KOSHET"),
        ("A KOSHET-linked firm paid.", "KPe.901", MatchKind.ALIAS, "KOSHET"),
        (
            "the Korea Silver Heron Trading Corporation's men",
            "KPe.901",
            MatchKind.NAME,
            "Korea Silver Heron Trading Corporation",
        ),
        (
            "KOREA  SILVER-HERON TRADING CORPORATION",
            "KPe.901",
            MatchKind.NAME,
            "KOREA  SILVER-HERON TRADING CORPORATION",
        ),
        (
            "Workers of Korea Silver Heron Trading Corp. left.",
            "KPe.901",
            MatchKind.SHORTENED,
            "Korea Silver Heron Trading Corp",
        ),
        ("The Silver Heron paid.", "KPe.901", MatchKind.ALIAS, "Silver Heron"),
        ("Korea Silver Heron Trading, it is said, paid.", "KPe.901", MatchKind.SHORTENED, "Korea Silver Heron Trading"),
        ("Bureau 909 & Sons Tongsan was paid.", "KPe.903", MatchKind.NAME, "Bureau 909 & Sons Tongsan"),
        ("Northern Lantern Co., Ltd. paid them.", "KPe.904", MatchKind.NAME, "Northern Lantern Co., Ltd"),
        ("Northern Lantern Inc. paid them.", "KPe.904", MatchKind.SHORTENED, "Northern Lantern Inc"),
        ("Once it was the Grey Heron Bureau.", "KPe.901", MatchKind.FORMER, "Grey Heron Bureau"),
        ("Bureau 909 and Sons Tongsan was paid.", "KPe.903", MatchKind.NAME, "Bureau 909 and Sons Tongsan"),
        ("Ri Tong Sok met the minister.", "KPi.901", MatchKind.NAME, "Ri Tong Sok"),
        ("Ri Tong-sok met the minister.", "KPi.901", MatchKind.NAME, "Ri Tong-sok"),
        ("Ri Tongsok met the minister.", "KPi.901", MatchKind.NAME, "Ri Tongsok"),
        ("The minister met Tong Sok Ri.", "KPi.901", MatchKind.REORDERED, "Tong Sok Ri"),
        ("The minister met Tong-sok Ri.", "KPi.901", MatchKind.REORDERED, "Tong-sok Ri"),
        ("리동석은 러시아를 방문했다.", "KPi.901", MatchKind.ALIAS, "리동석"),
        ("The tanker Blue Crane left Nampo.", "x-1", MatchKind.NAME, "Blue Crane"),
        ("The hull bears IMO 9074729.", "x-1", MatchKind.IMO, "IMO 9074729"),
        ("It is listed under IMO number: 9074729 in port.", "x-1", MatchKind.IMO, "IMO number: 9074729"),
        ("Судно с номером ИМО 9074729 вышло.", "x-1", MatchKind.IMO, "ИМО 9074729"),
        ("(IMO8814275) was seen.", "x-2", MatchKind.IMO, "IMO8814275"),
        ("Northern Lantern Co Ltd paid them.", "KPe.904", MatchKind.NAME, "Northern Lantern Co Ltd"),
    ],
)
def test_a_listed_name_is_found_with_its_entry_and_how(sentence: str, entry: str, how: MatchKind, words: str) -> None:
    assert named(sentence) == [(entry, how, words)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A silver heron stood in the river.",
        "The silver Heron stood there.",
        "Silver Heronry is a park.",
        "Uncle Tong sells noodles.",
        "He works at Heron House.",
        "The SHT format is old.",
        "Kim Chol is a common name.",
        "Ri Tong-sok-ho is another man.",
        "Ri and Tong Sok talked.",
        "She saw a Blue Crane in the reeds.",
        "The vessel Sora left.",
        "The number 9074729 alone says nothing.",
        "IMO 90747291 is too long.",
        "IMO 9999999 is nobody's.",
        "Koshet is a village.",
        "",
    ],
)
def test_what_is_no_name_or_says_too_little_is_not_taken_for_one(sentence: str) -> None:
    assert named(sentence) == ([] if "Koshet" not in sentence else [("KPe.901", MatchKind.ALIAS, "Koshet")])


def test_two_weak_names_of_one_entry_count_together() -> None:
    assert named("SHT is also known as Heron House.") == [("KPe.901", MatchKind.ALIAS, "SHT")]
    assert named("SHT and SHT again.") == []


def test_of_several_names_of_an_entry_the_surest_is_given_once() -> None:
    assert named("KOSHET, once the Grey Heron Bureau, is the Korea Silver Heron Trading Corporation.") == [
        ("KPe.901", MatchKind.NAME, "Korea Silver Heron Trading Corporation")
    ]


def test_titles_are_read_too_and_the_place_is_that_of_the_field() -> None:
    found = FINDER([quoted("Workers of KOSHET left.", "A word from Ri Tong Sok", article="b", start=100)])
    assert [(one.entry, one.article, one.field, one.start, one.end) for one in found] == [
        ("KPe.901", "b", "text", 111, 117),
        ("KPi.901", "b", "title", 12, 23),
    ]


def test_a_vessel_may_have_its_word_for_ships_in_the_title() -> None:
    assert named("Blue Crane was off Wonsan.", "A freighter vanishes") == [("x-1", MatchKind.NAME, "Blue Crane")]


def test_an_entry_that_two_lists_have_is_said_once_under_the_number_of_the_un() -> None:
    again = ListEntry("z-7", EntryKind.ENTITY, (EntryName("Korea Silver Heron Trading Corporation", NameKind.NAME),))
    finder = Finder([replace(taken(UN), entries=(again,)), taken(UN)])
    found = finder([quoted("It is the Korea Silver Heron Trading Corporation.")])
    assert [one.entry for one in found] == ["KPe.901"]


PUBLISHED = Finder([taken(COLLECTION, "collection"), taken(UN_AS_PUBLISHED)])


@pytest.mark.parametrize(
    ("sentence", "entry", "words"),
    [
        ("The Overseas Grain Bank paid them.", "KPe.911", "Overseas Grain Bank"),
        ("The Overseas Grain Bank (OGB) paid them.", "KPe.911", "Overseas Grain Bank (OGB)"),
        ("Pae Tu Chin, a colonel, flew to Beijing.", "KPi.911", "Pae Tu Chin"),
        ("裵斗鎭出席了会议。", "KPi.911", "裵斗鎭"),
        ("The M/V Tae Yang 6 was seen off Nampo.", "un-1718-cccc", "Tae Yang 6"),
        ("The cargo ship Tae Yang-6 was seen off Nampo.", "un-1718-cccc", "Tae Yang-6"),
        ("The tanker Sun Star loaded coal.", "un-1718-cccc", "Sun Star"),
        ("1. M/V TAE YANG 6. Additional information: IMO: 9074729, MMSI: 445000111", "un-1718-cccc", "IMO: 9074729"),
        ("International Maritime Organization (IMO) Number 9074729", "un-1718-cccc", "IMO) Number 9074729"),
    ],
)
def test_names_of_published_shapes_are_found_once_under_the_number_of_the_un(
    sentence: str, entry: str, words: str
) -> None:
    assert [(one.entry, one.words) for one in PUBLISHED([quoted(sentence)])] == [(entry, words)]


@pytest.mark.parametrize("sentence", ["Sun Star was a film.", "OGB is a format.", "Hong Kong banks pay."])
def test_what_stands_in_brackets_says_little(sentence: str) -> None:
    place = ListEntry("KPe.7", EntryKind.ENTITY, (EntryName("FAR GRAIN COMPANY (HONG KONG)", NameKind.NAME),))
    lists = [taken(COLLECTION), taken(UN_AS_PUBLISHED), replace(taken(UN), entries=(place,))]
    assert Finder(lists)([quoted(sentence)]) == ()


def test_an_alias_that_is_called_weak_and_good_is_good() -> None:
    names = (
        EntryName("So Il Kang", NameKind.NAME),
        EntryName("Red Fox", NameKind.WEAK),
        EntryName("Red Fox", NameKind.ALIAS),
    )
    finder = Finder([replace(taken(UN), entries=(ListEntry("KPe.1", EntryKind.ENTITY, names),))])
    assert [one.how for one in finder([quoted("Red Fox came.")])] == [MatchKind.ALIAS]


def test_two_entries_with_one_name_are_both_given() -> None:
    entries = tuple(
        ListEntry(
            f"KPi.{n}",
            EntryKind.PERSON,
            (EntryName(f"So Il Kang {n}" * 9, NameKind.NAME), EntryName("Pae Il Kang", NameKind.ALIAS)),
        )
        for n in (1, 2)
    )
    found = Finder([replace(taken(UN), entries=entries)])([quoted("Pae Il Kang came.")])
    assert [one.entry for one in found] == ["KPi.1", "KPi.2"]


@pytest.mark.parametrize(
    "name", ["*", "a/b/", "한*", "/".join("abcdefgh") * 9, "\u3300" * 170, "x\x00y", "İİİ İİİ", "\ud800 odd"]
)
def test_an_odd_name_in_a_list_costs_no_other(name: str) -> None:
    odd = ListEntry("KPe.1", EntryKind.ENTITY, (EntryName(name, NameKind.NAME),))
    finder = Finder([replace(taken(UN), entries=(odd, *taken(UN).entries))])
    assert "KPe.901" in [one.entry for one in finder([quoted("KOSHET paid.")])]


def test_without_a_list_nothing_is_found() -> None:
    assert Finder()([quoted("KOSHET paid.")]) == ()


def test_a_found_name_tells_how_the_list_spells_it() -> None:
    (found,) = FINDER([quoted("The minister met Tong Sok Ri.")])
    assert found == ListedName(
        "KPi.901",
        EntryKind.PERSON,
        "RI TONG-SOK",
        "RI TONG-SOK",
        "Tong Sok Ri",
        MatchKind.REORDERED,
        ArticleId("a"),
        "text",
        17,
        28,
    )
