"""Labelled articles in a file."""

import json
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.inspection.labelled import read_labelled

ROW = {
    "id": "a",
    "lang": "en",
    "kind": "feed",
    "unit": "item",
    "labels": {"arms_transfer": [{"field": "title", "start": 0, "end": 5, "status": ["planned", "possible"]}], "x": []},
}


def written(folder: Path, *lines: str) -> Path:
    path = folder / "labelled.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_line_becomes_an_article_with_its_places(tmp_path: Path) -> None:
    (one,) = read_labelled(written(tmp_path, json.dumps(ROW)))
    assert (one.ident, one.lang, one.kind, one.whole) == ("a", "en", "feed", True)
    assert set(one.labels) == {"arms_transfer"}
    (span,) = one.labels["arms_transfer"]
    assert (span.field, span.start, span.end) == ("title", 0, 5)
    assert span.claim == {"status": ("planned", "possible"), "source": (), "direction": ()}


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    line = json.dumps({**ROW, "text": "one\u2028two"}, ensure_ascii=False)
    assert len(read_labelled(written(tmp_path, line))) == 1


def test_every_line_that_is_wrong_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, "{", json.dumps({"id": "b"}), json.dumps(ROW), json.dumps(ROW))
    with pytest.raises(UsageError) as caught:
        read_labelled(path)
    message = str(caught.value)
    assert f"{path}:1: is no JSON: " in message
    assert f"{path}:2: no labelled article: 'labels' is missing" in message
    assert f"{path}:4: a second article has the id 'a'" in message


def test_a_file_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no labelled article"):
        read_labelled(written(tmp_path, ""))
