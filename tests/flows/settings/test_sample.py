"""The watch.yaml for a new user."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.settings import load_settings, write_sample


def test_the_sample_loads_as_it_is_and_names_what_was_made(tmp_path: Path) -> None:
    written = write_sample(tmp_path / "new")
    assert all(path.exists() for path in written)
    settings = load_settings(tmp_path / "new" / "watch.yaml", {})
    assert [Path(source.location).is_dir() for source in settings.sources] == [True]
    assert all(folder.is_dir() for folder in settings.scoring.rule_folders)


def test_a_watch_that_is_there_stays_untouched(tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        write_sample(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["watch.yaml"]
