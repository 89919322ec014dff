"""Whether a file is taken over as the list."""

from io import BytesIO

import pytest

from flows.listed.reading import LARGEST, ListError
from flows.listed.taking import name_list, objection, read_list
from tests.builders import NOON
from tests.flows.listed.samples import TABLE, UN


def test_the_first_character_tells_the_format() -> None:
    assert read_list(BytesIO(b"\xef\xbb\xbf\n" + UN.split("?>", 1)[1].encode()), "x").format == "un-xml"
    assert read_list(BytesIO(UN.replace('"UTF-8"', '"UTF-16"').encode("utf-16")), "x").format == "un-xml"
    assert read_list(BytesIO(TABLE.encode()), "x").format == "opensanctions-csv"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"<" + bytes(LARGEST), "larger than 50,000,000 bytes"),
        (
            UN.replace("DPRK", "Example").replace("KP", "XX").encode(),
            "no entry of the UN 1718 .DPRK. list; entries of others: 6",
        ),
        (TABLE.splitlines()[0].encode(), "holds no entry of the UN 1718 .DPRK. list$"),
    ],
    ids=["nothing", "blanks", "200 MB", "another regime", "head alone"],
)
def test_what_holds_no_entry_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(ListError, match=message):
        read_list(BytesIO(data), "x")


def test_a_list_knows_where_it_came_from_and_what_it_was() -> None:
    one = name_list("un", "un.xml", read_list(BytesIO(UN.encode()), "un.xml"), NOON)
    assert (one.name, one.source, one.format, one.updated, len(one.digest)) == ("un", "un.xml", "un-xml", NOON, 64)


def test_less_than_half_of_the_entries_is_objected_to() -> None:
    entries = read_list(BytesIO(UN.encode()), "x").entries
    assert objection(entries, entries[:2]) == ""
    assert objection(entries, entries[:1]) == "would leave 1 of 4 entries"
    assert objection((), entries) == ""
