"""Taking lists over from files and addresses; the list in force stays when anything is wrong."""

import os
import threading
import tracemalloc
from datetime import timedelta
from pathlib import Path

import pytest

from flows.domain import NameList
from flows.errors import UsageError
from flows.listed.reading import LARGEST
from flows.settings import Settings, load_settings
from flows.stages.lists import update_list
from flows.storage.kept_lists import kept_lists
from tests.builders import NOON
from tests.flows.listed.samples import HEAD, TABLE, UN, line
from tests.flows.sources.server import answer, bomb, serving


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "watch.yaml"
    path.write_text("sources: []\n", encoding="utf-8")
    return load_settings(path, {})


def written(settings: Settings, text: str | bytes, name: str = "list") -> str:
    path = settings.home / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


def in_force(settings: Settings) -> list[NameList]:
    lists, problems = kept_lists(settings.kept_lists)
    assert problems == ()
    return list(lists)


def test_a_list_is_called_by_what_it_holds_and_several_stand_side_by_side(settings: Settings) -> None:
    vessels = "\n".join([HEAD, line("x-1", "Vessel", "Blue Crane", of="UNSC 1718 Designated Vessels List")])
    for text in (UN, TABLE, vessels):
        update_list(settings, written(settings, text), NOON)
    update_list(settings, written(settings, UN), NOON, name="mine")
    assert [one.name for one in in_force(settings)] == ["mine", "opensanctions", "un", "vessels"]


def test_an_update_tells_what_is_new_and_what_is_gone(settings: Settings) -> None:
    first = update_list(settings, written(settings, UN), NOON)
    assert (first.before, first.removed, len(first.added)) == (None, (), 4)
    second = update_list(settings, written(settings, UN.replace("KPe.903", "KPe.990")), NOON + timedelta(days=1))
    assert (second.added, second.removed) == (("KPe.990",), ("KPe.903",))
    assert [one.updated for one in in_force(settings)] == [NOON + timedelta(days=1)]


@pytest.mark.parametrize(
    "bad",
    [
        b"<html/>",
        UN.encode()[:-100],
        b"",
        UN.replace("<CONSOL", '<!DOCTYPE b [<!ENTITY a "b">]><CONSOL', 1).encode(),
        b"\x89PNG\r\n",
        UN.replace("<UN_LIST_TYPE>DPRK", "<UN_LIST_TYPE>Other")
        .replace("KPi.9", "XXi.9")
        .replace("KPe.90", "XXe.90")
        .encode(),
    ],
    ids=["page", "cut off", "empty", "bomb", "picture", "other list"],
)
def test_what_cannot_be_read_leaves_the_list_in_force(settings: Settings, bad: bytes) -> None:
    update_list(settings, written(settings, UN), NOON)
    before = in_force(settings)
    with pytest.raises(UsageError, match="the list in force stays: 'un' of 2023-12-13"):
        update_list(settings, written(settings, bad, "bad"), NOON)
    assert in_force(settings) == before


def test_a_list_that_lost_more_than_half_is_taken_over_only_when_told_to(settings: Settings) -> None:
    update_list(settings, written(settings, UN), NOON)
    small = (
        UN.replace("<UN_LIST_TYPE>DPRK", "<UN_LIST_TYPE>Other").replace("KPi.9", "XXi.9").replace("KPe.901", "XXe.901")
    )
    with pytest.raises(UsageError, match=r"would leave 1 of 4 entries; the list in force stays: .*--force"):
        update_list(settings, written(settings, small), NOON)
    assert len(in_force(settings)[0].entries) == 4
    assert len(update_list(settings, written(settings, small), NOON, force=True).now.entries) == 1


def test_a_list_comes_from_a_server_too_and_its_password_is_not_kept(settings: Settings) -> None:
    with serving({"/un.xml?key=hunter2": answer(UN.encode())}) as (base, _):
        update_list(settings, f"{base}/un.xml?key=hunter2", NOON, allow_private=True)
    assert in_force(settings)[0].source == f"{base}/un.xml"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/gone", "answered 404 Not Found"),
        ("/bomb", "is larger than 50,000,000 bytes"),
        ("/page", "is no list of the UN: its outermost element is 'html'"),
    ],
)
def test_what_a_server_gives_instead_of_a_list_is_refused(settings: Settings, path: str, message: str) -> None:
    with (
        serving({"/bomb": bomb(200_000_000), "/page": answer(b"<html/>")}) as (base, _),
        pytest.raises(UsageError, match=f"{path} {message}; nothing was taken over$"),
    ):
        update_list(settings, f"{base}{path}", NOON, allow_private=True)


def test_an_address_in_the_own_network_is_refused_unless_allowed(settings: Settings) -> None:
    with pytest.raises(UsageError, match="no public address"):
        update_list(settings, "http://127.0.0.1:9/un.xml", NOON)


def test_a_file_that_is_not_there_and_a_name_that_cannot_be_are_told(settings: Settings) -> None:
    with pytest.raises(UsageError, match=r"none\.xml cannot be read: No such file"):
        update_list(settings, "none.xml", NOON)
    with pytest.raises(UsageError, match=r"cannot be called '\.\./un'"):
        update_list(settings, written(settings, UN), NOON, name="../un")


def test_a_table_may_be_larger_than_what_an_address_may_give_and_is_read_line_by_line(settings: Settings) -> None:
    other = line("y", "Person", "Somebody " * 10_000, of="Example Domestic List").encode() + b"\n"
    path = settings.home / "large.csv"
    with path.open("wb") as file:
        file.write(TABLE.encode() + b"\n")
        while file.tell() <= LARGEST:
            file.write(other)
    tracemalloc.start()
    taken = update_list(settings, str(path), NOON)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(taken.now.entries) == 4
    assert most < 10_000_000


def test_a_list_may_come_out_of_a_pipe(settings: Settings) -> None:
    path = settings.home / "pipe"
    os.mkfifo(path)
    threading.Thread(target=path.write_bytes, args=(UN.encode(),)).start()
    assert len(update_list(settings, str(path), NOON).now.entries) == 4
