"""Labels of articles."""

from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.labels import read_labels


def test_labels_are_lists_of_themes_or_themes_with_what_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    lines = ['{"id": "a", "labels": ["x", "y"]}', '{"id": 2, "labels": {"x": [{"start": 0}], "y": [], "z": true}}', ""]
    path.write_text("\n".join([*lines, '{"id": "none", "labels": {}}']), encoding="utf-8")
    assert read_labels(path) == {"a": {"x", "y"}, "2": {"x", "z"}, "none": frozenset()}


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_labels(tmp_path / "gone.jsonl")
    (tmp_path / "raw.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="is not UTF-8 text"):
        read_labels(tmp_path / "raw.jsonl")
