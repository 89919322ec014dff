"""Domain values go to JSON and come back the same."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.domain import Alert, Claim, Evidence, FeedState, Problem, StageReport
from flows.errors import StorageError
from flows.storage.codec import decode, encode
from tests.builders import a_claim, an_evidence

_TIMES = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  # hypothesis wants naive bounds and adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001  # ditto
    timezones=st.just(UTC),
)
_FLOATS = st.floats(allow_nan=False, allow_infinity=False)
_TEXTS = st.text(max_size=20)

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]
unhurried = settings(max_examples=50, deadline=None, suppress_health_check=LARGE)
"""A whole alert has many parts: it needs much data to make one, and a busy machine may take its time over them."""


def _values(kind: type) -> st.SearchStrategy[Any]:
    return st.from_type(kind)


st.register_type_strategy(datetime, _TIMES)
st.register_type_strategy(float, _FLOATS)
st.register_type_strategy(str, _TEXTS)


@unhurried
@given(_values(Alert))
def test_an_alert_comes_back_equal_through_json_text(alert: Alert) -> None:
    assert decode(Alert, json.loads(json.dumps(encode(alert)))) == alert


@unhurried
@given(_values(Evidence))
def test_evidence_comes_back_equal_through_json_text(evidence: Evidence) -> None:
    assert decode(Evidence, json.loads(json.dumps(encode(evidence)))) == evidence


@unhurried
@given(_values(StageReport))
def test_a_report_with_its_counts_comes_back_equal(report: StageReport) -> None:
    assert decode(StageReport, json.loads(json.dumps(encode(report)))) == report


def test_a_time_in_another_zone_comes_back_as_the_same_moment_in_utc() -> None:
    seoul = datetime(2023, 12, 13, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    found = decode(FeedState, encode(FeedState("wire", last_success=seoul))).last_success
    assert found == seoul
    assert found is not None
    assert found.tzinfo is UTC


def test_a_field_that_an_older_version_did_not_know_takes_its_default() -> None:
    data = encode(an_evidence())
    del data["background"]
    assert decode(Evidence, data) == an_evidence()


def _without(data: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (encode(an_evidence()) | {"colour": 1}, "unknown field 'colour'"),
        (_without(encode(an_evidence()), "text"), "lacks the field 'text'"),
        (encode(an_evidence()) | {"start": "3"}, r"Evidence\.start should be int, not str"),
        (encode(an_evidence()) | {"start": True}, r"Evidence\.start should be int, not bool"),
        (encode(an_evidence()) | {"spans": [[1]]}, r"Evidence\.spans\[0\] should be a list of 2"),
        (encode(an_evidence()) | {"rules": "a"}, r"Evidence\.rules should be a list"),
        (encode(an_evidence()) | {"claim": None}, r"Evidence\.claim should be an object"),
        ([], "Evidence should be an object, not list"),
    ],
)
def test_a_stored_value_of_the_wrong_shape_is_named(data: Any, message: str) -> None:
    with pytest.raises(StorageError, match=message):
        decode(Evidence, data)


def test_an_unknown_word_is_answered_with_the_known_ones() -> None:
    with pytest.raises(StorageError, match="one of occurred, planned, possible, denied, not 'maybe'"):
        decode(Claim, encode(a_claim()) | {"status": "maybe"})


@pytest.mark.parametrize("time", ["2023-12-13T12:00:00", "yesterday", 5])
def test_a_stored_time_must_be_a_time_with_a_zone(time: object) -> None:
    with pytest.raises(StorageError, match="last_success"):
        decode(FeedState, {"source": "wire", "last_success": time})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), datetime(2023, 1, 1), object(), {1, 2}])  # noqa: DTZ001  # a naive time is what must be refused
def test_what_json_cannot_carry_is_refused_before_it_is_written(value: object) -> None:
    with pytest.raises(StorageError, match="cannot store"):
        encode(value)


def test_a_type_without_a_format_is_a_mistake_in_the_program() -> None:
    with pytest.raises(StorageError, match="no way to read"):
        decode(complex, 1)
    assert decode(Problem, {"where": "a", "message": "b"}) == Problem("a", "b")
