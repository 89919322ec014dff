"""A change of what scoring reads is seen, and nothing else is taken for one."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from flows.domain import ThemeId
from flows.options import ScoringOptions
from flows.serve.freshness import LARGEST, fingerprint


@pytest.fixture
def options(tmp_path: Path) -> ScoringOptions:
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    return ScoringOptions(rule_folders=(tmp_path,), use_model=False)


def test_the_same_files_are_alike_whatever_their_dates(options: ScoringOptions) -> None:
    before = fingerprint(options)
    os.utime(options.rule_folders[0] / "a.yaml", (1, 1))
    assert fingerprint(options) == before


def test_an_edit_of_the_same_length_and_date_is_seen(options: ScoringOptions) -> None:
    path = options.rule_folders[0] / "a.yaml"
    os.utime(path, (1, 1))
    before = fingerprint(options)
    path.write_text("a: 2\n", encoding="utf-8")
    os.utime(path, (1, 1))
    assert fingerprint(options) != before


@pytest.mark.parametrize("name", ["b.yaml", "deeper/c.yaml", "late.yml"])
def test_a_file_that_is_new_is_seen(options: ScoringOptions, name: str) -> None:
    before = fingerprint(options)
    path = options.rule_folders[0] / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    assert fingerprint(options) != before


def test_notes_beside_the_rules_are_no_change(options: ScoringOptions) -> None:
    before = fingerprint(options)
    (options.rule_folders[0] / "README.md").write_text("notes", encoding="utf-8")
    assert fingerprint(options) == before


def test_what_watch_yaml_says_of_scoring_counts(options: ScoringOptions) -> None:
    before = fingerprint(options)
    assert fingerprint(replace(options, thresholds={ThemeId("arms_transfer"): 0.9})) != before
    assert fingerprint(replace(options, use_model=True)) != before


def test_files_that_no_rule_may_be_as_large_as_are_not_read(options: ScoringOptions) -> None:
    path = options.rule_folders[0] / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    os.utime(path, (1, 1))
    before = fingerprint(options)
    os.utime(path, (2, 2))
    assert fingerprint(options) != before


def test_a_folder_that_is_gone_or_a_file_that_cannot_be_read_is_no_end(options: ScoringOptions, tmp_path: Path) -> None:
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "nowhere.yaml")
    assert fingerprint(options) != fingerprint(replace(options, rule_folders=(tmp_path / "gone",)))
