"""OpenSanctions' table."""

import time

import pytest

from flows.domain import EntryKind
from flows.listed.opensanctions import is_imo, read_opensanctions
from flows.listed.reading import ListError, ReadList
from tests.flows.listed.samples import COLLECTION, HEAD, TABLE, line


def read(data: bytes) -> ReadList:
    return read_opensanctions(data.splitlines(keepends=True), "t.csv")


def test_the_lines_of_the_two_un_lists_are_taken_and_all_others_passed_over() -> None:
    found = read(TABLE.encode())
    assert [(entry.id, entry.kind, entry.imo) for entry in found.entries] == [
        ("x-1", EntryKind.VESSEL, ("9074729",)),
        ("x-2", EntryKind.VESSEL, ("8814275",)),
        ("KPe.904", EntryKind.ENTITY, ()),
        ("x-4", EntryKind.PERSON, ()),
    ]
    assert [name.text for name in found.entries[2].names] == [
        "Northern Lantern Co., Ltd.",
        "Lantern",
        "Lantern; Tower Bank",
    ]
    assert (found.others, found.problems, found.published) == (3, (), "2026-10-01")


def test_of_a_collection_the_lines_of_the_un_are_taken_with_the_names_of_all_its_publishers() -> None:
    found = read(COLLECTION.encode())
    assert [(entry.id, entry.kind, entry.imo) for entry in found.entries] == [
        ("NK-aaaa", EntryKind.PERSON, ()),
        ("NK-bbbb", EntryKind.ENTITY, ()),
        ("un-1718-cccc", EntryKind.VESSEL, ("9074729",)),
    ]
    assert [name.text for name in found.entries[0].names] == [
        "Pae Tu-chin",
        "Pae; Tu-chin",
        "배두진",
        "The Agent",
        "PAE TU CHIN",
    ]
    assert (found.others, found.problems) == (1, ())


def test_a_later_column_for_programmes_is_known_too() -> None:
    # It came in 2025; of vessels it is what names the regime beside the data set.
    head = HEAD.replace('"emails",', '"emails","program_ids",')
    row = line("x-1", "Vessel", "Blue Crane", ids="IMO9074729", why="Paragraph 8 (d)", of="A United Nations list")
    cells = row.split('","')
    row = '","'.join([*cells[:11], "UN-SC1718", *cells[11:]])
    assert [entry.imo for entry in read(f"{head}\n{row}\n".encode()).entries] == [("9074729",)]


def test_a_value_that_never_ends_costs_no_more_than_its_own_line() -> None:
    def plain(number: int) -> str:
        return line(f"x-{number}", "Person", f"Good Person {number}").replace('"', "")

    ids, problems = told(plain(1), 'x-2,Person,"never closed', *(plain(number) for number in range(3, 3_003)))
    assert ids == ["x-1", *(f"x-{number}" for number in range(3, 3_003))]
    assert problems == ["t.csv:3 begins a value that does not end within 1,000 lines; it is left out"]


def test_the_check_digit_tells_an_imo_number() -> None:
    assert is_imo("9074729")
    assert not is_imo("9074728")


def told(*lines: str | bytes) -> tuple[list[str], list[str]]:
    data = b"\n".join(one.encode() if isinstance(one, str) else one for one in (HEAD, *lines))
    found = read(data)
    return [entry.id for entry in found.entries], [f"{one.where} {one.message}" for one in found.problems]


def test_bad_lines_are_told_with_their_numbers_and_the_rest_goes_on() -> None:
    ids, problems = told(
        line("x-1", "Person", "First Good Person"),
        '"x-2","Person","too short"',
        line("x-3", "Person", ""),
        b'"x-4","Person","\xff\xfe"',
        line("x-5", "Person", 'With "Quotes" Inside'),
        '"x-6","Person","never closed',
        line("x-7", "Person", "Last Good Person"),
    )
    assert ids == ["x-1", "x-5", "x-7"]
    assert [problem.split(" ")[0] for problem in problems] == ["t.csv:3", "t.csv:4", "t.csv:5", "t.csv:7"]
    assert "has 3 columns where the first line has 15" in problems[0]


def test_a_value_may_run_over_lines() -> None:
    ids, problems = told(
        line("x-1", "Person", "Two Line Person", ids="a\nb"), line("x-2", "Person", "Next Person Here")
    )
    assert (ids, problems) == (["x-1", "x-2"], [])


def test_a_mark_at_the_beginning_and_other_ends_of_lines_are_fine() -> None:
    data = b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode()
    assert len(read(data).entries) == 4


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name,when\nx,y\n", "its first line lacks id, schema, name"),
        (TABLE.encode("utf-16"), "not UTF-8"),
        (b"%PDF-1.7\nbinary", "its first line lacks"),
    ],
    ids=["another table", "utf-16", "pdf"],
)
def test_what_is_no_such_table_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ListError, match=message):
        read(data)


def test_a_table_made_to_do_harm_is_given_up_in_time() -> None:
    begin = time.monotonic()
    with pytest.raises(ListError, match="lines do not fit"):
        read((HEAD + '\n"x' * 200_000).encode())
    assert time.monotonic() - begin < 30
