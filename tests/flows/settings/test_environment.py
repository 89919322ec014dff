"""Which Prefect the service uses, and what its server is told."""

import os
from pathlib import Path

import pytest

from flows.settings.environment import TEMPORARY, configured_api, prefect_for_run, server_environment

PROFILES = """
active = "office"
[profiles.office]
PREFECT_API_URL = "https://prefect.example.org/api"
[profiles.local]
"""


def test_an_address_in_the_environment_counts_first(tmp_path: Path) -> None:
    (tmp_path / ".prefect").mkdir()
    (tmp_path / ".prefect" / "profiles.toml").write_text(PROFILES, encoding="utf-8")
    assert configured_api({"PREFECT_API_URL": "http://127.0.0.1:1/api"}, tmp_path) == "http://127.0.0.1:1/api"


def test_the_active_profile_counts_else(tmp_path: Path) -> None:
    (tmp_path / ".prefect").mkdir()
    (tmp_path / ".prefect" / "profiles.toml").write_text(PROFILES, encoding="utf-8")
    assert configured_api({}, tmp_path) == "https://prefect.example.org/api"
    assert configured_api({"PREFECT_PROFILE": "local"}, tmp_path) == ""


def test_profiles_may_stand_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(PROFILES, encoding="utf-8")
    found = configured_api({"PREFECT_PROFILES_PATH": str(tmp_path / "mine.toml")}, Path("/nonexistent"))
    assert found == "https://prefect.example.org/api"


@pytest.mark.parametrize("content", ["", "active = ", "profiles = 3", "active = 'x'\nprofiles.x = 1", "\x00"])
def test_a_profile_that_says_nothing_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "profiles.toml").write_text(content, encoding="utf-8")
    assert configured_api({"PREFECT_HOME": str(tmp_path)}, Path("/nonexistent")) == ""


def test_the_server_is_told_nothing_of_the_secrets_of_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_URL", "slack://a/b/c")
    monkeypatch.setenv("PREFECT_HOME", "/srv/watch/var/prefect")
    monkeypatch.setenv("PREFECT_API_URL", "http://elsewhere/api")
    told = server_environment()
    assert "SLACK_URL" not in told
    assert "PREFECT_API_URL" not in told
    assert told["PREFECT_HOME"] == "/srv/watch/var/prefect"
    assert told["PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"].endswith("filesystem")


@pytest.mark.parametrize(("api", "spared"), [("", True), ("http://127.0.0.1:4200/api", False)])
def test_a_run_by_hand_spares_what_only_a_lasting_server_needs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, api: str, *, spared: bool
) -> None:
    # A copy of the environment: what Prefect is told there must not outlive this test.
    monkeypatch.setattr("os.environ", {"HOME": str(tmp_path)} | ({"PREFECT_API_URL": api} if api else {}))
    prefect_for_run(tmp_path)
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert (TEMPORARY.keys() <= os.environ.keys()) is spared


def test_what_the_user_sets_for_the_server_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED", "events")
    assert server_environment()["PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED"] == "events"
