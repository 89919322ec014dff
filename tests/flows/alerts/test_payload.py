"""Tests of flows/alerts/payload.py: what other programs get, and the schemas that tell them so."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from flows.alerts.message import Form, render
from flows.alerts.notices import render_notice
from flows.alerts.payload import LONGEST
from flows.alerts.sample import sample_alert
from flows.domain import (
    Alert,
    AlertId,
    Direction,
    EntryKind,
    KnownClaim,
    MatchKind,
    News,
    Severity,
    SourceType,
    Status,
    StoryId,
)
from tests.builders import ARMS, LABOUR, NOON
from tests.flows.alerts.samples import IMMINENT, an_alert, arms, labour
from tests.flows.alerts.test_message import crowded, hostile
from tests.flows.alerts.test_naming import NAMED
from tests.flows.alerts.test_notices import a_notice

SCHEMAS = Path(__file__).parents[3] / "docs/schemas"


def published(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    return schema


def validator(name: str) -> Draft202012Validator:
    schema = published(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def full() -> Alert:
    """An alert in which every part has something in it."""
    quoted = arms().quotations[0]
    evidence = replace(
        quoted.evidence, text="북한이 포탄을 보냈다.", gloss=((1200, 1202, "North Korea"),), probability=None
    )
    known = KnownClaim(ARMS, replace(quoted, evidence=evidence), StoryId("b"), AlertId("b.1"), NOON)
    return replace(an_alert(), known=(known,), listed=(NAMED,), before=NOON, number=2, notices=("one",))


ALERTS = {
    "full": full(),
    "ordinary": an_alert(),
    "crowded": crowded(),
    "hostile": hostile(),
    "test": sample_alert(NOON),
}


def test_the_json_form_holds_the_alert_as_data() -> None:
    data = json.loads(render(an_alert(), Form.JSON).body)
    assert data["schema"] == "sanctions-watch/alert/1"
    assert data["findings"][0]["theme"] == LABOUR
    assert data["findings"][0]["quotations"][0]["text"] == IMMINENT
    assert data["findings"][0]["quotations"][0]["start"] == 1200
    assert data["findings"][1]["measures"][0]["paragraph_verified"] is False
    assert data["outlets"] == ["The Korea Herald", "EFE"]
    assert data["subject"] == render(an_alert(), Form.PLAIN).subject


@pytest.mark.parametrize("name", ALERTS)
def test_what_is_sent_fits_the_published_schema(name: str) -> None:
    validator("alert").validate(json.loads(render(ALERTS[name], Form.JSON).body))


def test_what_does_not_fit_the_schema_is_found() -> None:
    data = json.loads(render(an_alert(), Form.JSON).body)
    assert not validator("alert").is_valid(data | {"severity": "loud"})
    assert not validator("alert").is_valid({key: value for key, value in data.items() if key != "story"})


def test_a_notice_fits_its_schema() -> None:
    validator("notice").validate(json.loads(render_notice(a_notice("one", "two"), Form.JSON).body))


def undescribed(value: Any, schema: dict[str, Any], whole: dict[str, Any], place: str = "") -> Iterator[str]:
    """Keys of the data that the schema says nothing about."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in schema["properties"]:
                yield f"{place}.{key}"
            else:
                yield from undescribed(inner, schema["properties"][key], whole, f"{place}.{key}")
    elif isinstance(value, list) and "items" in schema:
        for inner in value:
            yield from undescribed(inner, schema["items"], whole, f"{place}[]")


def test_the_schemas_describe_every_key_that_is_sent() -> None:
    alert, notice = published("alert"), published("notice")
    assert not list(undescribed(json.loads(render(full(), Form.JSON).body), alert, alert))
    assert not list(undescribed(json.loads(render_notice(a_notice("one"), Form.JSON).body), notice, notice))


def test_the_schema_knows_the_words_of_the_domain() -> None:
    words = published("alert")["$defs"]
    news = words["finding"]["properties"]["news"]["enum"]
    assert news == [*map(str, News), None]
    assert words["listed"]["properties"]["how"]["enum"] == [str(one) for one in MatchKind]
    assert words["listed"]["properties"]["kind"]["enum"] == [str(one) for one in EntryKind]
    for name, kind in (("status", Status), ("source", SourceType), ("direction", Direction), ("severity", Severity)):
        assert words[name]["enum"] == [str(one) for one in kind]


def test_nothing_in_the_json_steers_a_terminal_and_the_data_stay_the_same() -> None:
    text = "a\u202eb\x1b[2Jc\u2028d"
    quoted = labour().quotations[0]
    finding = replace(labour(), quotations=(replace(quoted, evidence=replace(quoted.evidence, text=text)),))
    body = render(replace(an_alert(), findings=(finding,)), Form.JSON).body
    assert not {"\u202e", "\x1b", "\u2028"} & set(body)
    assert json.loads(body)["findings"][0]["quotations"][0]["text"] == text


def test_a_huge_text_is_cut() -> None:
    body = render(replace(an_alert(), headline="h" * 1_000_000), Form.JSON).body
    assert len(json.loads(body)["headline"]) == LONGEST
