"""The watch.yaml for a new user."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import load_settings, write_sample


def test_the_sample_loads_as_it_is_and_names_what_was_made(tmp_path: Path) -> None:
    written = write_sample(tmp_path / "new")
    assert all(path.exists() for path in written)
    settings = load_settings(tmp_path / "new" / "watch.yaml", {})
    inbox, *feeds = settings.sources
    assert Path(inbox.location).is_dir()
    assert len(feeds) >= 24
    assert len({feed.location for feed in feeds}) == len(feeds)
    assert {feed.language for feed in feeds} >= {"en", "ko", "ru", "zh", "ja"}
    assert all(folder.is_dir() for folder in settings.scoring.rule_folders)


def test_offline_every_suggested_feed_is_a_comment_that_can_be_taken_back(tmp_path: Path) -> None:
    write_sample(tmp_path / "online")
    write_sample(tmp_path / "offline", offline=True)
    online = load_settings(tmp_path / "online" / "watch.yaml", {})
    offline = load_settings(tmp_path / "offline" / "watch.yaml", {})
    assert [source.name for source in offline.sources] == ["inbox"]
    path = tmp_path / "offline" / "watch.yaml"
    path.write_text(path.read_text("utf-8").replace("  # - {name:", "  - {name:"), encoding="utf-8")
    again = load_settings(path, {})
    assert [source.name for source in again.sources] == [source.name for source in online.sources]


def test_a_watch_that_is_there_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        write_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["watch.yaml"]
