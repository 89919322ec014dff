"""The UN's consolidated list."""

import pytest

from flows.domain import EntryKind, EntryName, NameKind
from flows.listed.reading import ListError
from flows.listed.un_xml import read_un_xml
from tests.flows.listed.samples import UN, UN_AS_PUBLISHED


def test_the_entries_of_the_1718_list_are_read_with_their_names_and_their_quality() -> None:
    found = read_un_xml(UN.encode(), "un.xml")
    assert [(entry.id, entry.kind, entry.name) for entry in found.entries] == [
        ("KPi.901", EntryKind.PERSON, "RI TONG-SOK"),
        ("KPi.902", EntryKind.PERSON, "Kim Chol"),
        ("KPe.901", EntryKind.ENTITY, "KOREA SILVER HERON TRADING CORPORATION"),
        ("KPe.903", EntryKind.ENTITY, "BUREAU 909 & SONS/TONGSAN"),
    ]
    assert found.entries[0].names[1:] == (
        EntryName("리동석", NameKind.ALIAS),
        EntryName("Pak Il Chan", NameKind.ALIAS),
        EntryName("Uncle Tong", NameKind.WEAK),
    )
    assert [(name.text, name.kind) for name in found.entries[2].names[1:]] == [
        ("KOSHET", NameKind.ALIAS),
        ("Silver Heron", NameKind.ALIAS),
        ("SHT", NameKind.ALIAS),
        ("Grey Heron Bureau", NameKind.FORMER),
        ("Heron House", NameKind.WEAK),
    ]
    assert (found.others, found.published) == (1, "2026-11-01T10:00:00Z")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
def test_every_element_of_the_published_shape_may_be_there_or_empty(mark: bytes, ends: str) -> None:
    found = read_un_xml(mark + UN_AS_PUBLISHED.replace("\n", ends).encode(), "un.xml")
    person, bank = found.entries
    assert (found.problems, found.published) == ((), "2026-11-01T10:00:00.000Z")
    assert person.names == (
        EntryName("PAE TU-CHIN", NameKind.NAME),
        EntryName("배두진", NameKind.ALIAS),
        EntryName("裵斗鎭", NameKind.ALIAS),
        EntryName("Bae Du Jin", NameKind.ALIAS),
        EntryName("Pai Tu-jin", NameKind.ALIAS),
        EntryName("The Agent", NameKind.WEAK),
    )
    assert bank.names == (
        EntryName("OVERSEAS GRAIN BANK (OGB)", NameKind.NAME),
        EntryName("Grain Exchange House", NameKind.FORMER),
    )


def test_an_entry_without_a_name_is_told_with_its_line_and_the_others_stay() -> None:
    (problem,) = read_un_xml(UN.encode(), "un.xml").problems
    number = next(n for n, text in enumerate(UN.splitlines(), start=1) if "KPe.902" in text)
    assert (problem.where, "KPe.902 has no name" in problem.message) == (f"un.xml:{number}", True)


def test_the_first_of_two_entries_with_one_number_counts() -> None:
    twice = UN.replace("KPe.903", "KPe.901")
    found = read_un_xml(twice.encode(), "un.xml")
    assert [entry.name for entry in found.entries if entry.id == "KPe.901"] == [
        "KOREA SILVER HERON TRADING CORPORATION"
    ]
    assert [problem.message for problem in found.problems if "second time" in problem.message]


def test_an_encoding_that_is_declared_is_kept_to() -> None:
    other = UN.replace('"UTF-8"', '"EUC-KR"').encode("euc-kr")
    assert read_un_xml(other, "un.xml").entries[0].names[1].text == "리동석"
    assert len(read_un_xml(UN.replace('"UTF-8"', '"UTF-16"').encode("utf-16"), "un.xml").entries) == 4


TOWER = "".join(f'<!ENTITY b{n} "&a;&a;&a;">' for n in range(9))
BOMB = f'<!DOCTYPE b [<!ENTITY a "{"x" * 1000}">{TOWER}]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (UN.replace("<CONSOL", BOMB + "<CONSOL", 1).encode(), "declares entities"),
        (
            UN.replace("<CONSOL", '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]><CONSOL', 1).encode(),
            "entities",
        ),
        (UN.replace('"UTF-8"', '"UTF-16"').replace("<CONSOL", BOMB + "<CONSOL", 1).encode("utf-16"), "entities"),
        (UN.encode()[:-200], "is no XML"),
        (UN.encode().replace("리".encode(), b"\xff\xfe"), "is no XML"),
        (UN.replace('"UTF-8"', '"KLINGON"').encode(), "is no XML"),
        (b"<a>" * 100_000, "is no XML"),
        (f"<CONSOLIDATED_LIST><ENTITIES>{'A' * 11_000_000}</ENTITIES></CONSOLIDATED_LIST>".encode(), "is no XML"),
        (b"<html><body>Please log in</body></html>", "outermost element is 'html'"),
    ],
    ids=["bomb", "external", "hidden", "cut off", "broken", "unknown encoding", "deep", "long", "page"],
)
def test_what_is_no_list_or_made_to_do_harm_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ListError, match=message):
        read_un_xml(data, "un.xml")


def test_a_document_type_reads_no_file_and_asks_no_server() -> None:
    data = UN.replace("<CONSOL", '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><CONSOL', 1)
    assert len(read_un_xml(data.encode(), "un.xml").entries) == 4
