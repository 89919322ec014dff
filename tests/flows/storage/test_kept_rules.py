"""Copies of the rules that passes were made with."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from flows.storage.kept_rules import KEPT, keep_rules, kept_rules
from rules.packs import load_pack
from tests.builders import NOON
from tests.rules.tiny import tiny_pack, write


def test_a_copy_loads_as_the_same_rules(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "tiny")
    overlay = write(tmp_path / "mine", {"deep/off.yaml": "kind: rule\nname: labour-sent-abroad\nstatus: disabled\n"})
    digest = load_pack(pack, [overlay]).digest
    keep_rules(tmp_path / "kept", pack, [overlay], digest, NOON)
    (kept,) = kept_rules(tmp_path / "kept")
    assert (kept.digest, kept.since) == (digest, NOON)
    assert load_pack(kept.pack, kept.overlays).digest == digest


def test_the_same_rules_are_copied_once_and_old_copies_go(tmp_path: Path) -> None:
    pack = tiny_pack(tmp_path / "tiny")
    for n in range(KEPT + 2):
        for again in (0, 1):
            keep_rules(tmp_path / "kept", pack, [], f"digest-{n}", NOON + timedelta(minutes=n, seconds=again))
    assert [one.digest for one in kept_rules(tmp_path / "kept")] == ["digest-4", "digest-3", "digest-2"]


def test_a_folder_that_cannot_be_written_is_told_and_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "kept").write_text("a file in the way", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        keep_rules(tmp_path / "kept", tiny_pack(tmp_path / "tiny"), [], "digest", NOON)
    assert "could not be copied" in caplog.text


def test_a_copy_with_a_broken_manifest_is_left_out(tmp_path: Path) -> None:
    keep_rules(tmp_path / "kept", tiny_pack(tmp_path / "tiny"), [], "digest", NOON)
    (manifest,) = (tmp_path / "kept").glob("*/kept.json")
    manifest.write_text('["no object"]', encoding="utf-8")
    assert kept_rules(tmp_path / "kept") == []
