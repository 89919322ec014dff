"""Tests of flows.scoring.severity."""

from pathlib import Path

import pytest

from flows.domain import Severity, SourceType, Status
from flows.errors import ConfigurationError
from flows.options import SeverityRule
from flows.scoring.severity import load_severity_table
from tests.builders import ARMS, LABOUR
from tests.views import claim

TABLE = load_severity_table()


@pytest.mark.parametrize(
    ("status", "source", "score", "severity"),
    [
        (Status.OCCURRED, SourceType.UN, 0.9, Severity.HIGH),
        (Status.OCCURRED, SourceType.GOVERNMENT, 0.9, Severity.HIGH),
        (Status.PLANNED, SourceType.INTELLIGENCE, 0.9, Severity.HIGH),
        (Status.PLANNED, SourceType.MEDIA, 0.9, Severity.MEDIUM),
        (Status.POSSIBLE, SourceType.INTELLIGENCE, 0.6, Severity.MEDIUM),
        (Status.POSSIBLE, SourceType.OUTLET, 0.6, Severity.LOW),
        (Status.DENIED, SourceType.RUSSIA, 0.99, Severity.LOW),
    ],
)
def test_the_shipped_table_rates_a_claim(status: Status, source: SourceType, score: float, severity: Severity) -> None:
    assert TABLE.rate(LABOUR, claim(status, source), score, Severity.MEDIUM).severity is severity


@pytest.mark.parametrize(("score", "severity"), [(0.8, Severity.CRITICAL), (0.79, Severity.HIGH)])
def test_an_admitted_arms_transfer_is_critical_from_a_high_score(score: float, severity: Severity) -> None:
    assert TABLE.rate(ARMS, claim(Status.OCCURRED, SourceType.RUSSIA), score, Severity.LOW).severity is severity


def test_the_severity_of_the_theme_holds_where_no_row_fits() -> None:
    rating = TABLE.rate(ARMS, claim(Status.OCCURRED, SourceType.MEDIA), 0.9, Severity.HIGH)
    assert rating.severity is Severity.HIGH
    assert "no row" in rating.reason


def test_without_a_claim_the_theme_decides() -> None:
    assert TABLE.rate(ARMS, None, 0.0, Severity.HIGH).severity is Severity.HIGH


def test_the_users_rows_stand_first_and_the_reason_says_so() -> None:
    own = SeverityRule(Severity.CRITICAL, themes=(ARMS,), statuses=(Status.POSSIBLE,), min_score=0.5)
    rating = load_severity_table([own]).rate(ARMS, claim(), 0.7, Severity.LOW)
    assert rating.severity is Severity.CRITICAL
    assert rating.reason == "row 1 of your severity table: arms_transfer, possible, score from 0.50"


@pytest.mark.parametrize("score", [0.49, 0.1])
def test_a_row_fits_only_from_its_score(score: float) -> None:
    own = SeverityRule(Severity.CRITICAL, min_score=0.5)
    assert load_severity_table([own]).rate(LABOUR, claim(), score, Severity.LOW).severity is Severity.LOW


def test_a_misspelt_status_is_named_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "severity.yaml"
    broken.write_text("kind: severity\nrows:\n  - severity: low\n    statuses: [occured]\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"severity.yaml:4: 'occured' .* 'occurred'"):
        load_severity_table(path=broken)


def test_the_reason_names_who_says_so_as_people_write_it() -> None:
    own = SeverityRule(Severity.HIGH, sources=(SourceType.UN, SourceType.RUSSIA, SourceType.EXPERT))
    table = load_severity_table([own])
    told = [table.rate(ARMS, claim(source=one), 0.7, Severity.LOW).reason for one in own.sources]
    assert [one.rpartition("said by ")[2] for one in told] == ["the UN", "Russia", "expert"]
