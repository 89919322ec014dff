"""The committed schemas are those of the code, and accept what the loader accepts."""

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from rules.errors import Problem
from rules.loading.parse import parse_file
from rules.packs import shipped_pack
from rules.schema import FOLDER, rendered, schemas, write_schemas
from tests.rules.tiny import FILES, RULE


def errors(content: str | Path) -> list[str]:
    data = json.loads(json.dumps(YAML(typ="safe").load(content), default=str))
    validator = jsonschema.Draft202012Validator(schemas()[data["kind"]])
    return [error.message for error in validator.iter_errors(data)]


def test_the_committed_schemas_are_those_of_the_code() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}
    assert committed == rendered(), "run: sanctions-watch rules schema --out rules/schemas"


def test_they_can_be_written_to_a_folder_of_the_user(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "a" / "schemas")
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == rendered()


def test_each_is_a_schema_itself() -> None:
    for schema in schemas().values():
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_the_tiny_pack_is_valid(name: str) -> None:
    assert errors(FILES[name]) == []


def _shipped() -> Iterable[Path]:
    return sorted(shipped_pack().rglob("*.yaml"))


@pytest.mark.parametrize("path", _shipped(), ids=lambda path: path.stem)
def test_the_shipped_pack_is_valid(path: Path) -> None:
    assert errors(path) == []


@pytest.mark.parametrize("path", _shipped(), ids=lambda path: path.stem)
def test_the_first_line_of_a_shipped_file_leads_to_the_schema_of_its_kind(path: Path) -> None:
    first, second = path.read_text(encoding="utf-8").splitlines()[:2]
    _, named, schema = first.partition("# yaml-language-server: $schema=")
    assert named, first
    kind = YAML(typ="safe").load(path)["kind"]
    assert (path.parent / schema).resolve() == (FOLDER / f"{kind}.json").resolve(), second


LIST = "kind: terms\nid: divers\ntitle: Divers\nen: [diver]\n"
MISTAKES = {
    "points beyond 100": RULE.replace("points: 60", "points: 600"),
    "points in words": RULE.replace("points: 60", "points: many"),
    "a key misspelt": RULE.replace("author:", "autor:"),
    "a key missing": RULE.replace("author: test\n", ""),
    "an unknown status": RULE.replace("status: experimental", "status: stabel"),
    "an id that is no UUID": RULE.replace("id: 7c1d5b0e-", "id: "),
    "a name in capitals": RULE.replace("name: labour-sent-abroad", "name: Labour"),
    "a date that is none": RULE.replace("2026-11-22", "tomorrow"),
    "no measure": RULE.replace("[unscr-2397-8]", "[]"),
    "no honest false positive": RULE.replace('["Accounts of labour camps"]', '["None."]'),
    "too few tests": RULE.replace('  - {text: "Vietnam sent 1,000 workers to Russia.", expect: none}\n', ""),
    "no test that matches": RULE.replace("expect: match", "expect: none").replace(
        ", roles: {supplier: KP, recipient: RU}", ""
    ),
    "no test that does not": RULE.replace("expect: none", "expect: match"),
    "a claim of nothing": RULE.replace('letter.", expect: none', 'letter.", expect: none, status: denied'),
    "a status that no claim has": RULE.replace("expect: match,", "expect: match, status: maybe,"),
    "a signal of two forms": RULE.replace("within: paragraph", "any: [dprk]"),
    "a signal of no form": RULE.replace("    together: [dprk, worker, country]\n    within: paragraph\n", ""),
    "a key of another form": RULE.replace("within: paragraph", "at_least: 2"),
    "one list together": RULE.replace("[dprk, worker, country]", "[dprk]"),
    "a window that is none": RULE.replace("within: paragraph", "within: ten words"),
    "a shape with an open brace": RULE.replace('"{supplier=dprk} ...', '"{supplier=dprk ...'),
    "a shape without a list": RULE.replace(
        "{supplier=dprk} ... {act=send} ... {what=worker} ... {recipient=country}", "workers sent abroad"
    ),
    "an exclusion of nothing": RULE.replace("- phrases: [labor camp/camps]", "- unless: [send]"),
    "a list misspelt": LIST.replace("title:", "titel:"),
    "an id in capitals": LIST.replace("id: divers", "id: Divers"),
    "an unknown way to match": LIST + "match: loosely\n",
    "a mask that is none": LIST + 'mask: "{DIVER}"\n',
    "terms that are a mapping": LIST.replace("[diver]", "{a: diver}"),
    "a threshold above one": FILES["themes/labour.yaml"].replace("threshold: 0.5", "threshold: 5"),
    "an unknown severity": FILES["themes/labour.yaml"].replace("severity: high", "severity: awful"),
    "a measure in capitals": FILES["legal.yaml"].replace("unscr-2397-8:", "UNSCR-2397:"),
    "an unknown check": FILES["legal.yaml"].replace("checked: text", "checked: twice"),
    "a filter of nothing": "kind: filter\nid: f\ntitle: F\n",
    "a pack without themes": FILES["pack.yaml"].replace("themes: [labour]\n", ""),
    "a cue that looks sideways": LIST.replace("terms", "cues") + "direction: sideways\n",
    "an unknown kind": LIST.replace("kind: terms", "kind: words"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_the_loader_refuses_an_editor_underlines(tmp_path: Path, mistake: str) -> None:
    content = MISTAKES[mistake].lstrip()
    path = tmp_path / "file.yaml"
    path.write_text(content, encoding="utf-8")
    problems: list[Problem] = []
    parse_file(path, problems)
    assert problems
    assert all(problem.line for problem in problems)
    data = json.loads(json.dumps(YAML(typ="safe").load(content), default=str))
    kind = data["kind"] if data["kind"] in schemas() else "terms"
    assert list(jsonschema.Draft202012Validator(schemas()[kind]).iter_errors(data))


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
    assert errors("kind: rule\nname: labour-sent-abroad\nstatus: shadow\n") == []
    assert errors("kind: rule\nname: labour-sent-abroad\nstatus: stable\n")
    assert errors("kind: rule\nname: labour-sent-abroad\nstatus: shadow\nsignals: []\n")
