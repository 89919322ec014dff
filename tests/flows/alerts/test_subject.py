"""Tests of flows/alerts/subject.py."""

from dataclasses import replace

import pytest

from flows.alerts.subject import subject
from flows.domain import Finding
from tests.flows.alerts.samples import IMMINENT, an_alert
from tests.flows.alerts.test_message import many_words, with_sentence


def test_the_subject_has_severity_theme_status_and_the_claim() -> None:
    assert subject(an_alert()) == ("HIGH: Labour dispatch, planned (+2): …sending of North Korean workers to Russia.")


def longest(finding: Finding) -> Finding:
    return replace(finding, title="A theme with a title that goes on and on and on for ever and a day")


@pytest.mark.parametrize("text", [IMMINENT, "x" * 500, "북" * 300, many_words(9), "a\r\nBcc: everyone@example.org", ""])
def test_a_subject_is_one_line_of_at_most_ninety_characters(text: str) -> None:
    alert = with_sentence(text)
    alert = replace(alert, number=2, headline="h" * 300, findings=tuple(map(longest, alert.findings)))
    line = subject(alert)
    assert len(line) <= 90
    assert "\n" not in line
    assert "\r" not in line
    assert line.startswith("HIGH: A theme with a title")
