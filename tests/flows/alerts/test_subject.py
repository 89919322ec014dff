"""Tests of flows/alerts/subject.py."""

from dataclasses import replace

import pytest

from flows.alerts.subject import subject
from flows.domain import Finding
from tests.flows.alerts.samples import IMMINENT, PLANNING, an_alert
from tests.flows.alerts.test_message import many_words, with_sentence


def test_the_subject_has_severity_theme_status_and_the_claim() -> None:
    expected = "HIGH: Labour dispatch, planned (+2): intelligence: imminent sending of North Korean…"
    assert subject(an_alert()) == expected


SIGNS = (
    "The exchange between the two comes as South Korea’s spy agency reports the latest signs of North Korean labour "
    "being sent to Russia, which neither is likely to admit."
)


@pytest.mark.parametrize(
    ("sentence", "hits", "claim"),
    [
        (
            PLANNING,
            ("planning", "labourers"),
            "intelligence: North Korea was planning to send labourers…",
        ),
        (
            SIGNS,
            ("North Korean labour", "sent to Russia"),
            "intelligence: North Korean labour being sent to Russia…",
        ),
        (
            "Глава ведомства заявил на встрече с журналистами, что власти отправили рабочих за рубеж.",
            ("отправили", "рабочих за рубеж"),
            "intelligence: власти отправили рабочих за рубеж",
        ),
        ("(서울=연합뉴스) 홍길동 기자 = 북한이 포탄을 보냈다", ("포탄",), "북한이 포탄을 보냈다"),
        ("SEOUL, Aug. 5 (Yonhap) -- The North shipped shells", ("shells",), "The North shipped shells"),
        ("Seoul: the North shipped shells.", ("shells",), "Seoul: the North shipped shells"),
        (
            "In a long report on trade of all kinds in the region, experts wrote: Workers from the North laid bricks.",
            ("Workers",),
            "intelligence: experts wrote: Workers from the North laid…",
        ),
    ],
)
def test_the_claim_begins_where_a_part_of_the_sentence_begins_and_keeps_who_says_it(
    sentence: str, hits: tuple[str, ...], claim: str
) -> None:
    line = subject(with_sentence(sentence, hits=hits))
    assert line == f"HIGH: Labour dispatch, planned: {claim}"


def test_an_update_says_so_and_which_one_it_is() -> None:
    assert subject(replace(an_alert(), number=3)).startswith("HIGH update 3: Labour dispatch, planned (+2): ")


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
    assert line.startswith("HIGH update 2: A theme with a title")
