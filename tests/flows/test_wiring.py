"""One workshop a pass, found by whoever works in it."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.domain import StageReport
from flows.errors import AlreadyRunningError, ConfigurationError
from flows.settings import Settings, load_settings
from flows.storage.kept_rules import kept_rules
from flows.storage.lock import RunLock
from flows.wiring import open_last_good, open_workshop, using_workshop, with_files
from rules.errors import RuleError

WATCH = "sources: [{name: inbox, kind: files, path: inbox}]\nmodel: none\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    path = tmp_path / "watch.yaml"
    path.write_text(WATCH, encoding="utf-8")
    return load_settings(path, {})


def test_inside_an_open_workshop_it_is_the_one_that_is_used(settings: Settings) -> None:
    with open_workshop(settings) as shop, using_workshop("no such file.yaml") as found:
        assert found is shop


def test_outside_one_a_new_one_is_opened_and_closed_again(settings: Settings) -> None:
    with using_workshop(str(settings.path)) as first:
        assert first.settings.path == settings.path
    with pytest.raises(ConfigurationError, match="no such file"), using_workshop("no such file.yaml"):
        pass


def test_a_pass_notes_its_begin_and_its_end_and_holds_the_lock(settings: Settings) -> None:
    with open_workshop(settings) as shop:
        with shop.running() as record:
            with pytest.raises(AlreadyRunningError), RunLock(settings.storage_url):
                pass
            assert [(run.id, run.finished) for run in shop.store.runs()] == [(shop.run, None)]
            record(StageReport({"read": 3}))
        assert [run.counts for run in shop.store.runs()] == [{"read": 3}]
        with RunLock(settings.storage_url):
            pass


def test_files_named_by_hand_stand_in_place_of_the_sources_whatever_their_age(settings: Settings) -> None:
    (source,) = with_files(settings, [Path("/news/a.txt")]).sources
    assert (source.kind, source.location, source.max_age) == ("files", "/news/a.txt", None)
    assert settings.sources[0].max_age == timedelta(days=3)


def test_an_unknown_theme_is_refused_before_anything_is_stored(settings: Settings) -> None:
    settings.path.write_text(WATCH + "thresholds: {labour_dispach: 0.5}\n", encoding="utf-8")
    wrong = load_settings(settings.path, {})
    with pytest.raises(ConfigurationError, match="did you mean 'labour_dispatch'"), open_workshop(wrong):
        pass
    assert not (settings.path.parent / "var").exists()


LIST = "kind: terms\nid: {name}\ntitle: A list of our own\nconcept: true\nen: [{name}]\n"


def one_pass(settings: Settings) -> str:
    """A pass that keeps a copy of its rules; gives back their digest."""
    with open_workshop(settings) as shop, shop.running() as record:
        record(StageReport())
        return shop.bench.rules.digest


@pytest.fixture
def tuned(tmp_path: Path) -> Settings:
    """A watch with a folder of its own rules, of which two sets were in force."""
    path = tmp_path / "watch.yaml"
    path.write_text(WATCH + "rules: [mine]\n", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    return load_settings(path, {})


def test_rules_that_do_not_load_are_replaced_by_those_of_the_last_good_pass(
    tuned: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    mine = tuned.home / "mine"
    (mine / "one.yaml").write_text(LIST.format(name="diver"), encoding="utf-8")
    digest = one_pass(tuned)
    (mine / "two.yaml").write_text("kind: trems\n", encoding="utf-8")
    with pytest.raises(RuleError), open_workshop(tuned):
        pass
    with using_workshop(str(tuned.path)) as shop:
        assert shop.bench.rules.digest == digest
        assert "two.yaml:1" in shop.rules_trouble
        (notice,) = shop.notices
    assert "made with the last good ones" in notice
    assert "two.yaml:1" in caplog.text


def test_a_copy_that_was_touched_gives_way_to_the_one_before_it(tuned: Settings) -> None:
    mine = tuned.home / "mine"
    (mine / "one.yaml").write_text(LIST.format(name="diver"), encoding="utf-8")
    first = one_pass(tuned)
    (mine / "one.yaml").write_text(LIST.format(name="frogman"), encoding="utf-8")
    second = one_pass(tuned)
    assert (found := open_last_good(tuned)) is not None
    assert found.rules.digest == second
    newest, older = kept_rules(tuned.kept_rules)
    (newest.overlays[0] / "one.yaml").write_text(LIST.format(name="skipper"), encoding="utf-8")
    assert (found := open_last_good(tuned)) is not None
    assert found.rules.digest == first
    (older.overlays[0] / "one.yaml").write_text("kind: trems\n", encoding="utf-8")
    assert open_last_good(tuned) is None
