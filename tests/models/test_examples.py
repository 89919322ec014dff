"""Reading of example files."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import ExampleError
from models.examples import read_examples, shipped_examples

ROW = {
    "id": "a",
    "lang": "en",
    "kind": "wire",
    "before": "",
    "text": "North Korea sent workers.",
    "after": "",
    "themes": [],
}


def _file(folder: Path, *rows: Any) -> Path:
    path = folder / "some.jsonl"
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def test_a_line_becomes_an_example_that_knows_its_place(tmp_path: Path) -> None:
    path = _file(tmp_path, "", {**ROW, "themes": ["labour_dispatch"], "kind": "headline"})
    (example,) = read_examples([path], themes=["labour_dispatch"])
    assert example.themes == {"labour_dispatch"}
    assert example.title
    assert example.where == f"{path}:2"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "no JSON"),
        ("[]", "one JSON object"),
        ({k: v for k, v in ROW.items() if k != "after"}, "key 'after' is missing"),
        ({**ROW, "theme": "x"}, "unknown key 'theme'"),
        ({**ROW, "before": None}, "'before' must be text"),
        ({**ROW, "text": " "}, "'text' is empty"),
        ({**ROW, "after": "a\nb"}, "'after' holds a line break"),
        ({**ROW, "lang": "fr"}, "unknown language 'fr'"),
        ({**ROW, "kind": "tweet"}, "unknown kind 'tweet'"),
        ({**ROW, "themes": "x"}, "'themes' must be a list"),
        ({**ROW, "themes": ["oil"]}, "unknown theme 'oil'"),
        ({**ROW, "themes": ["arms", "arms"]}, "'arms' is named twice"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, row: Any, message: str) -> None:
    path = _file(tmp_path, {**ROW, "id": "good"}, row)
    with pytest.raises(ExampleError, match=message) as caught:
        read_examples([path], themes=["arms"])
    assert f"{path}:2: " in str(caught.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = _file(tmp_path, "{", {**ROW, "lang": "fr", "kind": "tweet"})
    with pytest.raises(ExampleError) as caught:
        read_examples([path, tmp_path / "absent.jsonl"])
    assert len(str(caught.value).splitlines()) == 4


def test_an_id_may_stand_once_only(tmp_path: Path) -> None:
    with pytest.raises(ExampleError, match=r"id 'a' stands already at .*:1"):
        read_examples([_file(tmp_path, ROW, ROW)])


def test_without_a_list_of_themes_any_label_is_taken(tmp_path: Path) -> None:
    assert read_examples([_file(tmp_path, {**ROW, "themes": ["oil"]})])[0].themes == {"oil"}


def test_the_shipped_examples_can_be_read() -> None:
    examples = read_examples(shipped_examples(), themes=["labour_dispatch", "arms_transfer", "tech_transfer"])
    assert {e.lang for e in examples} == {"en", "ko", "ru", "zh", "ja"}
    assert any(not e.themes for e in examples)
