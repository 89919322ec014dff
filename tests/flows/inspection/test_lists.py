"""How old the lists of names are."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

from flows.inspection.lists import OLD, health
from flows.listed.taking import name_list, read_list
from flows.settings import Settings, load_settings
from flows.storage.kept_lists import keep_list
from tests.builders import NOON
from tests.flows.listed.samples import UN


def a_watch(folder: Path) -> Settings:
    (folder / "watch.yaml").write_text("sources: []\n", encoding="utf-8")
    return load_settings(folder / "watch.yaml", {})


def test_a_watch_without_a_list_is_well_and_says_so(tmp_path: Path) -> None:
    ((is_well, detail),) = health(a_watch(tmp_path), NOON)
    assert (is_well, detail.startswith("none")) == (True, True)


def test_a_list_older_than_thirty_days_is_worth_a_warning(tmp_path: Path) -> None:
    settings = a_watch(tmp_path)
    keep_list(settings.kept_lists, name_list("un", "un.xml", read_list(BytesIO(UN.encode()), "un.xml"), NOON))
    assert list(health(settings, NOON + OLD)) == [(True, "'un': 4 entries, taken over on 2023-12-13")]
    ((is_well, detail),) = health(settings, NOON + OLD + timedelta(days=1))
    assert (is_well, "31 days ago: take it over again" in detail) == (False, True)


def test_a_list_that_cannot_be_read_is_worth_a_warning(tmp_path: Path) -> None:
    settings = a_watch(tmp_path)
    settings.kept_lists.mkdir(parents=True)
    (settings.kept_lists / "un.json").write_text("{}", encoding="utf-8")
    ((is_well, detail),) = health(settings, NOON)
    assert (is_well, "names are not looked for" in detail) == (False, True)
