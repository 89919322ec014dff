"""Lists of names on the disk."""

from io import BytesIO
from pathlib import Path

import pytest

from flows.domain import NameList
from flows.errors import StorageError
from flows.listed.taking import name_list, read_list
from flows.storage.kept_lists import keep_list, kept_lists
from tests.builders import NOON
from tests.flows.listed.samples import UN


def a_list(name: str = "un") -> NameList:
    return name_list(name, "un.xml", read_list(BytesIO(UN.encode()), "un.xml"), NOON)


def test_a_list_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    keep_list(tmp_path / "lists", a_list("b"))
    keep_list(tmp_path / "lists", a_list("a"))
    assert kept_lists(tmp_path / "lists") == ((a_list("a"), a_list("b")), ())
    assert sorted(path.name for path in (tmp_path / "lists").iterdir()) == ["a.json", "b.json"]


def test_no_folder_is_no_list(tmp_path: Path) -> None:
    assert kept_lists(tmp_path / "none") == ((), ())


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"schema": "other"}', '{"schema": "sanctions-watch/names/1", "list": {}}', "[" * 100_000, "nameless"],
)
def test_a_file_that_cannot_be_read_is_told_and_costs_no_other(tmp_path: Path, content: str) -> None:
    path = keep_list(tmp_path, a_list("bad"))
    whole = path.read_text(encoding="utf-8")
    names = whole[whole.index('"names": [') : whole.index('"imo"')]
    path.write_text(whole.replace(names, '"names": [], ', 1) if content == "nameless" else content, encoding="utf-8")
    keep_list(tmp_path, a_list("good"))
    lists, (problem,) = kept_lists(tmp_path)
    assert [one.name for one in lists] == ["good"]
    assert (problem.where, "take it over again" in problem.message) == (str(path), True)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "lists").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageError, match="cannot write"):
        keep_list(tmp_path / "lists", a_list())
