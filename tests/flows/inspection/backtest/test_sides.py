"""What OLD and NEW stand for."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.backtest.sides import choose, resolve
from flows.settings import Settings, load_settings
from flows.storage.kept_rules import keep_rules
from rules.packs import load_pack, shipped_pack
from tests.builders import NOON
from tests.rules.tiny import tiny_pack

OFF = "kind: rule\nname: tech.theft\nstatus: disabled\n"


@pytest.fixture
def watch(tmp_path: Path) -> Settings:
    (tmp_path / "mine").mkdir()
    (tmp_path / "watch.yaml").write_text("sources: []\nrules: [mine]\n", encoding="utf-8")
    return load_settings(tmp_path / "watch.yaml")


def keep(watch: Settings, minutes: int) -> None:
    folders = watch.scoring.rule_folders
    digest = load_pack(shipped_pack(), folders).digest
    keep_rules(watch.kept_rules, shipped_pack(), folders, digest, NOON + timedelta(minutes=minutes))


def test_an_edit_is_held_against_the_rules_of_the_last_pass(watch: Settings) -> None:
    keep(watch, 0)
    (watch.home / "mine" / "off.yaml").write_text(OFF, encoding="utf-8")
    old, new = choose(watch, None, None)
    assert old.label == "the rules in force since 2023-12-13 12:00 UTC"
    assert not list(old.overlays[0].iterdir())
    assert new.overlays == (watch.home / "mine",)


def test_an_edit_that_is_live_already_is_held_against_the_rules_before(watch: Settings) -> None:
    keep(watch, 0)
    (watch.home / "mine" / "off.yaml").write_text(OFF, encoding="utf-8")
    keep(watch, 30)
    old, _ = choose(watch, None, None)
    assert "before the present ones" in old.label
    assert not list(old.overlays[0].iterdir())


def test_without_any_pass_the_shipped_rules_are_the_old_ones(watch: Settings) -> None:
    old, _ = choose(watch, None, None)
    assert (old.pack, old.overlays) == (shipped_pack(), ())
    assert "no pass has been made" in old.label


def test_a_folder_is_an_overlay_or_a_whole_pack(tmp_path: Path, watch: Settings) -> None:
    pack = tiny_pack(tmp_path / "tiny")
    assert resolve(None, str(pack)).pack == pack
    assert resolve(None, str(watch.home / "mine")).overlays == (watch.home / "mine",)
    assert resolve(None, str(watch.path)).overlays == (watch.home / "mine",)


def test_what_names_no_rules_is_refused_with_what_would() -> None:
    with pytest.raises(UsageError, match="'nowhere' names no rules; give a folder"):
        resolve(None, "nowhere")
