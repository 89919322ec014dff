"""Terms are found where a reader would find them, in every script."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.definition import Origin, Term, TermList
from rules.language.vocabulary import Vocabulary
from rules.rule import ListId, TermHit
from rules.text.folding import fold

HERE = Origin(Path("here.yaml"), 1)


def a_list(
    *terms: str,
    name: str = "list",
    language: str = "en",
    exceptions: tuple[str, ...] = (),
    match: str = "word",
    plurals: bool = True,
) -> TermList:
    return TermList(
        id=ListId(name),
        title="",
        terms=tuple(Term(term, language, "", 1) for term in terms),
        exceptions=tuple(Term(term, "any", "", 1) for term in exceptions),
        origin=HERE,
        match=match,
        plurals=plurals,
    )


def found(one: TermList, text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Vocabulary([one]).find(fold(text))]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("North Korea", "North Korea's army", ["North Korea"]),
        ("рф", "торф", []),
        ("РФ", "в РФ, сказал", ["РФ"]),
        ("북한", "북한은 오늘", ["북한"]),
        ("북한", "반북한 단체", []),
        ("朝鲜", "他在朝鲜工作", ["朝鲜"]),
        ("北朝鮮", "は北朝鮮が", ["北朝鮮"]),
        ("KOMID", "KOMID는 회사", ["KOMID"]),
        ("KOMID", "与KOMID公司", ["KOMID"]),
        ("KOMID", "XKOMID KOMIDX", []),
        ("DPRK", "ＤＰＲＫ", ["ＤＰＲＫ"]),
        ("북한", "\u1107\u116e\u11a8\u1112\u1161\u11ab은", ["\u1107\u116e\u11a8\u1112\u1161\u11ab"]),
    ],
)
def test_the_twelve_cases_of_script_and_border(term: str, text: str, hits: list[str]) -> None:
    assert found(a_list(term, language="any"), text) == hits


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("IT specialist", "it specialists and IT specialists", ["IT specialists"]),
        ("artillery shell", "ARTILLERY SHELLS", ["ARTILLERY SHELLS"]),
        ("dual-use goods", "dual use goods", ["dual use goods"]),
        ("Kim Jong Un", "Kim Jong-un", ["Kim Jong-un"]),
        ("рабоч*", "рабочими", ["рабочими"]),
        ("Северн* Коре*", "из Северной Кореи", ["Северной Кореи"]),
        ("ab*", "abcdefghijkl abcdefghijklm", ["abcdefghijkl"]),
        ("technology", "technologies", ["technologies"]),
        ("U.N", "the U.N. said", ["U.N"]),
        ("Workers' Party", "Workers’ Party", ["Workers’ Party"]),
        ("KN-23", "a KN-23 and a KN-235", ["KN-23"]),
    ],
)
def test_the_table_of_term_syntax(term: str, text: str, hits: list[str]) -> None:
    assert found(a_list(term), text) == hits


def test_a_hit_inside_a_longer_exception_does_not_count() -> None:
    workers = a_list("worker", exceptions=("Workers' Party", "aid worker"))
    assert found(workers, "Workers' Party, aid workers, three workers") == ["workers"]


def test_an_exception_with_a_code_holds_for_hits_of_that_code_only() -> None:
    terms = (Term("Korea", "en", "KR", 1), Term("Korea", "en", "XX", 1))
    one = TermList(ListId("x"), "", terms, (Term("North Korea", "any", "KR", 1),), HERE)
    assert [hit.code for hit in Vocabulary([one]).find(fold("North Korea"))] == ["XX"]


def test_of_overlapping_hits_of_one_list_the_longest_wins() -> None:
    assert found(a_list("Korea", "South Korea", "South Korean"), "a South Korean in Korea") == ["South Korean", "Korea"]


def test_different_lists_do_not_suppress_each_other() -> None:
    vocabulary = Vocabulary([a_list("missile", name="a"), a_list("missile technology", name="b")])
    assert [hit.list for hit in vocabulary.find(fold("missile technology"))] == ["b", "a"]


def test_case_as_written_is_asked_for_by_the_list() -> None:
    assert found(a_list("the North", match="case"), "the north, The North, the North") == ["the North"]


def test_a_list_may_match_inside_words() -> None:
    assert found(a_list("북한", language="ko", match="anywhere"), "반북한") == ["북한"]


def test_plurals_can_be_switched_off() -> None:
    assert found(a_list("wage", plurals=False), "wages and a wage") == ["wage"]


def test_a_term_does_not_reach_over_a_line_break() -> None:
    assert found(a_list("North Korea"), "North\nKorea") == []


MIXED = st.text(alphabet="North Korea DPRK북한은朝鲜КНДР ’-\u200b\u0301ＤＰ\n.", max_size=80)


@given(MIXED)
def test_every_hit_lies_inside_the_text_and_hits_stand_in_order(text: str) -> None:
    hits = Vocabulary([a_list("North Korea", "DPRK", "북한", "朝鲜", "КНДР", "D", language="any")]).find(fold(text))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(
    st.lists(st.sampled_from(["North Korea", "북한", "朝鲜", "КНДР"]), max_size=5),
    st.sampled_from([" ", ", ", "\n", " x "]),
)
def test_what_is_put_in_is_found_where_it_stands(names: list[str], between: str) -> None:
    text = between.join(names)
    hits = Vocabulary([a_list("North Korea", "북한", "朝鲜", "КНДР", language="any")]).find(fold(text))
    assert [text[hit.start : hit.end] for hit in hits] == names


def test_many_exceptions_and_hits_are_resolved_quickly() -> None:
    workers = a_list("worker", exceptions=("Workers' Party",))
    assert found(workers, "Workers' Party " * 20_000 + "workers") == ["workers"]


def test_a_hit_knows_its_code() -> None:
    one = TermList(ListId("c"), "", (Term("Russia", "en", "RU", 1),), (), HERE)
    assert Vocabulary([one]).find(fold("to Russia")) == (TermHit(ListId("c"), "RU", 3, 9),)
