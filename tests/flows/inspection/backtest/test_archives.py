"""Archives that are sound, and those that are not."""

import gzip
import json
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.backtest.archives import Archive, open_file, open_storage
from flows.inspection.backtest.gate import Gate
from flows.inspection.backtest.pool import Pool
from flows.storage.store import Store
from flows.wiring import silence
from rules.packs import load_pack
from tests.builders import NOON
from tests.flows.inspection.backtest.bench import NEWS, archive
from tests.flows.storage.values import an_incoming
from tests.rules.tiny import tiny_pack


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return Gate.of(load_pack(tiny_pack(tmp_path / "pack")))


def opened(path: Path, tmp_path: Path, gate: Gate) -> Archive:
    return open_file(path, tmp_path / "cache", gate, Pool(1), silence)


def ids(found: Archive) -> list[str]:
    return [row["id"] for shard in found.shards for row in shard.rows()]


def test_only_what_names_the_subject_is_kept(tmp_path: Path, gate: Gate) -> None:
    found = opened(archive(tmp_path / "news.jsonl"), tmp_path, gate)
    assert ids(found) == ["sent", "divers", "talks"]
    assert (found.contents.documents, found.contents.subjects) == (4, 3)


def test_a_gzipped_archive_reads_as_the_plain_one(tmp_path: Path, gate: Gate) -> None:
    plain = archive(tmp_path / "news.jsonl")
    packed = tmp_path / "news.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert ids(opened(packed, tmp_path, gate)) == ids(opened(plain, tmp_path, gate))


def test_an_archive_that_was_cut_off_gives_what_stands_before(tmp_path: Path, gate: Gate) -> None:
    lines = "".join(json.dumps(NEWS[0] | {"id": str(n), "outlet": str(n * n)}) + "\n" for n in range(3000))
    packed = tmp_path / "news.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.encode())[:-4000])
    found = opened(packed, tmp_path, gate)
    assert 0 < found.contents.subjects < 3000
    (problem,) = found.contents.problems
    assert "cannot be read any further" in problem.message


def test_a_bad_line_is_named_and_the_others_count(tmp_path: Path, gate: Gate) -> None:
    path = archive(tmp_path / "news.jsonl")
    path.write_text("{\n" + path.read_text(encoding="utf-8") + '["a list"]\n{"id": "empty"}\n', encoding="utf-8")
    found = opened(path, tmp_path, gate)
    assert ids(found) == ["sent", "divers", "talks"]
    assert [one.where for one in found.contents.problems] == ["news.jsonl:1", "news.jsonl:6", "news.jsonl:7"]


def test_a_changed_archive_is_read_again(tmp_path: Path, gate: Gate) -> None:
    path = archive(tmp_path / "news.jsonl")
    opened(path, tmp_path, gate)
    assert opened(path, tmp_path, gate).contents.reused
    archive(path, NEWS[0])
    again = opened(path, tmp_path, gate)
    assert not again.contents.reused
    assert ids(again) == ["sent"]


def test_a_folder_of_texts_is_an_archive_too(tmp_path: Path, gate: Gate) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("Workers leave\n\nNorth Korea sent workers to Russia.", encoding="utf-8")
    assert ids(opened(folder, tmp_path, gate)) == ["one.txt"]


def test_an_archive_that_is_not_there_is_named(tmp_path: Path, gate: Gate) -> None:
    with pytest.raises(UsageError, match=r"nowhere\.jsonl does not exist"):
        opened(tmp_path / "nowhere.jsonl", tmp_path, gate)


def test_the_storage_is_an_archive_and_grows(tmp_path: Path, gate: Gate) -> None:
    url = f"sqlite:///{tmp_path / 'watch.db'}"
    with pytest.raises(UsageError, match="holds no articles yet"):
        open_storage(url, tmp_path / "cache", gate, silence)
    with Store.open(url) as store:
        store.add_articles([an_incoming("a", text="North Korea sent workers.")], NOON)
    assert open_storage(url, tmp_path / "cache", gate, silence).contents.subjects == 1
    assert open_storage(url, tmp_path / "cache", gate, silence).contents.reused
    with Store.open(url) as store:
        store.add_articles([an_incoming("b", title="Weather", text="It rained in Busan.")], NOON)
    found = open_storage(url, tmp_path / "cache", gate, silence)
    assert (found.contents.documents, found.contents.subjects) == (2, 1)
