"""Paths as the user names them."""

from pathlib import Path

import pytest

from flows.cli.places import near


def test_paths_below_the_present_folder_are_written_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert near(f"{tmp_path}/mine/a.yaml:3: no ({tmp_path}/b.yaml:1)") == "mine/a.yaml:3: no (b.yaml:1)"
    assert near(f"/elsewhere{tmp_path}/mine/a.yaml") == f"/elsewhere{tmp_path}/mine/a.yaml"
    assert near(tmp_path / "a.yaml") == "a.yaml"
    assert near(f"{tmp_path}er/a.yaml") == f"{tmp_path}er/a.yaml"


def test_at_the_root_all_paths_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    assert near("https://news.example/ and /etc/hosts") == "https://news.example/ and /etc/hosts"
