"""Archives as they came in."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.backtest.gate import Gate
from flows.inspection.replay.reading import Stream, read_archive, read_storage
from flows.storage.store import Store
from flows.wiring import silence
from rules.packs import load_pack, shipped_pack
from tests.builders import NOON
from tests.flows.storage.values import an_incoming

GATE = Gate.of(load_pack(shipped_pack()))
KOREA = "North Korea sent workers to Russia."


def read(tmp_path: Path, *rows: dict[str, str], until: datetime | None = None) -> Stream:
    path = tmp_path / "news.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return read_archive(path, GATE, 1, silence, until)


def test_what_names_the_subject_comes_in_the_order_of_its_time(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"id": "late", "text": KOREA, "published": "2023-12-14"},
        {"id": "rain", "text": "It rained in Busan.", "published": "2023-12-13"},
        {"id": "early", "text": KOREA, "published": "2023-12-12"},
    )
    assert (found.documents, [one.article.id for one in found.arrivals]) == (3, ["early", "late"])
    assert [one.when for one in found.arrivals] == [datetime(2023, 12, day, tzinfo=UTC) for day in (12, 14)]


def test_equal_times_go_by_id_and_what_has_no_date_comes_with_the_line_before(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"id": "b", "text": KOREA, "published": "2023-12-13"},
        {"id": "undated", "text": KOREA},
        {"id": "a", "text": KOREA, "published": "2023-12-13"},
    )
    assert [one.article.id for one in found.arrivals] == ["a", "b", "undated"]


def test_a_second_article_of_an_id_is_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "a", "text": KOREA}, {"id": "a", "text": KOREA + " Again."})
    assert [one.article.text for one in found.arrivals] == [KOREA]
    assert any("earlier" in problem.message for problem in found.problems)


def test_nothing_after_the_time_that_was_asked_for_is_read(tmp_path: Path) -> None:
    rows = [{"id": str(day), "text": KOREA, "published": f"2023-12-{day}"} for day in (12, 13, 14)]
    assert [one.article.id for one in read(tmp_path, *rows, until=NOON).arrivals] == ["12", "13"]


def test_an_archive_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read_archive(tmp_path / "none.jsonl", GATE, 1, silence)


def test_a_storage_gives_its_texts_and_the_passes_in_which_they_came(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/watch.db"
    with Store.open(url) as store:
        for number in range(3):
            now = NOON + timedelta(hours=number)
            store.start_run(now)
            store.add_articles([an_incoming(f"k{number}"), an_incoming(f"r{number}", title="", text="Rain.")], now)
    found = read_storage(url, GATE, NOON + timedelta(hours=1))
    assert (found.documents, len(found.arrivals)) == (4, 2)
    assert found.starts == (NOON, NOON + timedelta(hours=1))
