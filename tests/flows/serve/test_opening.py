"""A slip in an edit must not end the watch."""

import logging
from pathlib import Path

import pytest

from flows.domain import StageReport
from flows.errors import ConfigurationError
from flows.serve.opening import Opening
from tests.flows.serve.running import a_watch

LIST = "kind: terms\nid: {name}\ntitle: A list of our own\nconcept: true\nen: [{terms}]\n"


def test_a_change_of_the_watch_holds_from_the_next_pass_on(tmp_path: Path) -> None:
    opening = Opening(a_watch(tmp_path, "{every: 1 h}"))
    with opening.open() as shop:
        assert not shop.sources
    a_watch(tmp_path, "{every: 1 h}", "[{name: a, kind: files, path: inbox}]")
    with opening.open() as shop:
        assert [source.name for source in shop.sources] == ["a"]
        assert shop.rules_trouble == ""


@pytest.mark.parametrize("broken", ["sauces: []\n", "rules: [mine]\n", "thresholds: {nonsense: 0.5}\n"])
def test_what_is_broken_leaves_the_last_good_version_in_force_and_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, broken: str
) -> None:
    watch = a_watch(tmp_path, "{every: 1 h}", "[{name: a, kind: files, path: inbox}]")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "slip.yaml").write_text("kind: rool\n", encoding="utf-8")
    opening = Opening(watch)
    with opening.open():
        pass
    good = watch.read_text(encoding="utf-8")
    watch.write_text(good + broken, encoding="utf-8")
    with opening.open() as shop:
        assert [source.name for source in shop.sources] == ["a"]
        assert shop.rules_trouble
        (notice,) = shop.notices
        assert "made with the last good ones" in notice
    assert caplog.records[-1].levelno == logging.ERROR
    watch.write_text(good, encoding="utf-8")
    with opening.open() as shop:
        assert shop.rules_trouble == ""
        assert shop.notices == ()


def test_operators_hear_of_a_pass_that_could_not_begin(tmp_path: Path) -> None:
    watch = a_watch(tmp_path, "{every: 1 h}")
    told = f"targets: {{ops: 'eml://{tmp_path}/ops', "
    text = watch.read_text(encoding="utf-8").replace("targets: {", told)
    watch.write_text(text + "operations: {to: [ops]}\n", encoding="utf-8")
    opening = Opening(watch)
    opening.tell(RuntimeError("before anything was good nobody can be told"))
    with opening.open():
        pass
    opening.tell(RuntimeError("the model is gone"))
    (letter,) = (tmp_path / "ops").glob("*.html")
    assert "the model is gone" in letter.read_text(encoding="utf-8")


def test_without_a_good_version_the_mistake_is_raised(tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("sauces: []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="unknown key 'sauces'"), Opening(tmp_path / "watch.yaml").open():
        raise AssertionError


def test_a_service_that_starts_with_broken_rules_takes_those_of_the_last_pass(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    (tmp_path / "mine").mkdir()
    watch = a_watch(tmp_path, "{every: 1 h}")
    watch.write_text(watch.read_text(encoding="utf-8") + "rules: [mine]\n", encoding="utf-8")
    with Opening(watch).open() as shop, shop.running() as record:
        record(StageReport())
        good = shop.bench.rules.digest
    slip = tmp_path / "mine" / "slip.yaml"
    slip.write_text("kind: rool\n", encoding="utf-8")
    opening = Opening(watch)
    for _ in range(2):
        with opening.open() as shop:
            assert shop.bench.rules.digest == good
            assert "slip.yaml:1" in shop.rules_trouble
            assert shop.notices
    slip.unlink()
    with opening.open() as shop:
        assert shop.rules_trouble == ""
    assert "can be used again" in caplog.text


def test_rules_are_read_again_only_when_they_have_changed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    mine = tmp_path / "mine"
    mine.mkdir()
    watch = a_watch(tmp_path, "{every: 1 h}")
    watch.write_text(watch.read_text(encoding="utf-8") + "rules: [mine]\n", encoding="utf-8")
    opening = Opening(watch)
    with opening.open() as shop:
        first = shop.bench
    with opening.open() as shop:
        assert shop.bench is first
    (mine / "diver.yaml").write_text(LIST.format(name="diver", terms="diver"), encoding="utf-8")
    with opening.open() as shop:
        second = shop.bench
    assert second.rules.digest != first.rules.digest
    assert (
        f"rules {second.rules.digest[:12]} take the place of {first.rules.digest[:12]}: new list diver" in caplog.text
    )
    (mine / "diver.yaml").write_text(LIST.format(name="diver", terms="frogman"), encoding="utf-8")
    with opening.open():
        assert caplog.messages[-1].endswith(": changed list diver")
    (mine / "diver.yaml").unlink()
    with opening.open() as shop:
        assert caplog.messages[-1].endswith(": gone list diver")
        assert shop.bench.rules.digest == first.rules.digest


def test_a_comment_changes_no_rule_and_is_not_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "diver.yaml").write_text(LIST.format(name="diver", terms="diver"), encoding="utf-8")
    watch = a_watch(tmp_path, "{every: 1 h}")
    watch.write_text(watch.read_text(encoding="utf-8") + "rules: [mine]\n", encoding="utf-8")
    opening = Opening(watch)
    with opening.open():
        pass
    (mine / "diver.yaml").write_text("# ours\n" + LIST.format(name="diver", terms="diver"), encoding="utf-8")
    with opening.open():
        pass
    assert not [line for line in caplog.messages if "take the place" in line]
