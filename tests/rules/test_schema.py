"""The committed schemas are those of the code, and accept what the loader accepts."""

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from rules.packs import shipped_pack
from rules.schema import FOLDER, rendered, schemas
from tests.rules.tiny import FILES, RULE


def errors(content: str | Path) -> list[str]:
    data = json.loads(json.dumps(YAML(typ="safe").load(content), default=str))
    validator = jsonschema.Draft202012Validator(schemas()[data["kind"]])
    return [error.message for error in validator.iter_errors(data)]


def test_the_committed_schemas_are_those_of_the_code() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert committed == rendered(), "run: python -m rules.schema"


@pytest.mark.parametrize("name", FILES)
def test_the_tiny_pack_is_valid(name: str) -> None:
    assert errors(FILES[name]) == []


def _shipped() -> Iterable[Path]:
    return sorted(shipped_pack().rglob("*.yaml"))


@pytest.mark.parametrize("path", _shipped(), ids=lambda path: path.stem)
def test_the_shipped_pack_is_valid(path: Path) -> None:
    assert errors(path) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (RULE.replace("points: 60", "points: 600"), "600 is greater than the maximum of 100"),
        (RULE.replace("author: test\n", ""), "'author' is a required property"),
        (RULE.replace("author:", "autor:"), "('autor' was unexpected)"),
        (RULE.replace("status: experimental", "status: stabel"), "'stabel' is not one of"),
    ],
)
def test_mistakes_are_seen_in_an_editor(content: str, message: str) -> None:
    assert any(message in error for error in errors(content))


def test_a_file_that_switches_off_needs_nothing_else() -> None:
    assert errors("kind: rule\nname: labour-sent-abroad\nstatus: disabled\n") == []
