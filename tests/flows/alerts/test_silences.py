"""Tests of flows/alerts/silences.py."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.alerts.silences import LISTED, described, farewell, fits, hiding
from flows.domain import Alert, AlertId, Direction, Matcher, Severity, Silence, SourceType, Status, StoryId, ThemeId
from tests.builders import NOON
from tests.flows.alerts.samples import an_alert

DAY = timedelta(days=1)


def plain() -> Alert:
    """An alert with one finding, of severity high."""
    alert = an_alert()
    return replace(alert, findings=(replace(alert.findings[0], severity=Severity.HIGH),))


ALERT = plain()
CLAIM = ALERT.findings[0].claim


@pytest.mark.parametrize(
    "matcher",
    [
        Matcher(themes=(ALERT.findings[0].theme,)),
        Matcher(stories=(ALERT.story,)),
        Matcher(sources=(CLAIM.source,)),
        Matcher(directions=(CLAIM.direction,)),
        Matcher(statuses=(CLAIM.status,)),
        Matcher(severity_below=Severity.CRITICAL),
        Matcher(outlets=tuple(name.upper() for name in ALERT.outlets)),
        Matcher(text=ALERT.headline[3:12].upper()),
        Matcher(text=ALERT.findings[0].quotations[0].evidence.text[5:20]),
    ],
)
def test_each_condition_hides_what_it_describes(matcher: Matcher) -> None:
    assert fits(ALERT, matcher)


@pytest.mark.parametrize(
    "matcher",
    [
        Matcher(),
        Matcher(themes=(ThemeId("another"),)),
        Matcher(stories=(StoryId("another"),)),
        Matcher(sources=tuple(one for one in SourceType if one is not CLAIM.source)),
        Matcher(directions=tuple(one for one in Direction if one is not CLAIM.direction)),
        Matcher(statuses=tuple(one for one in Status if one is not CLAIM.status)),
        Matcher(severity_below=Severity.HIGH),
        Matcher(outlets=ALERT.outlets[1:]),
        Matcher(text="no such words"),
        Matcher(themes=(ALERT.findings[0].theme,), text="no such words"),
    ],
)
def test_one_condition_that_does_not_hold_lets_the_alert_be_heard(matcher: Matcher) -> None:
    assert not fits(ALERT, matcher)


def test_a_finding_of_another_kind_beside_it_lets_the_alert_be_heard() -> None:
    first = ALERT.findings[0]
    both = replace(ALERT, findings=(first, replace(first, theme=ThemeId("another"))))
    assert not fits(both, Matcher(themes=(first.theme,)))
    assert fits(both, Matcher(themes=(first.theme, ThemeId("another"))))


def test_an_alert_without_a_known_outlet_is_heard() -> None:
    unknown = replace(ALERT, articles=tuple(replace(one, outlet="") for one in ALERT.articles))
    assert not fits(unknown, Matcher(outlets=ALERT.outlets))


def silence(ident: str, **conditions: object) -> Silence:
    matcher = Matcher(**conditions)  # type: ignore[arg-type]  # each test knows what it gives
    return Silence(ident, matcher, "Kim", "an exercise", NOON, NOON + DAY)


def test_the_first_silence_that_fits_is_the_one_that_hides() -> None:
    others = [silence("s1", text="no such words"), silence("s2", stories=(ALERT.story,)), silence("s3", text="a")]
    found = hiding(ALERT, others)
    assert found is not None
    assert found.id == "s2"
    assert hiding(ALERT, others[:1]) is None


def test_a_silence_is_described_by_its_conditions() -> None:
    matcher = Matcher(themes=(ThemeId("a"), ThemeId("b")), severity_below=Severity.HIGH, text="parade")
    assert described(matcher) == "theme a or b, severity below high, text 'parade'"


def test_at_its_end_who_set_it_and_what_it_hid_is_told() -> None:
    notice = farewell(silence("s1", text="x"), [ALERT], NOON + DAY)
    assert notice.subject == "silence s1 has ended: it hid 1 alert"
    assert notice.lines[0] == "It was set by Kim on 13 Dec 2023 12:00 UTC: an exercise"
    assert notice.lines[1] == "It hid: text 'x'"
    assert notice.lines[2].startswith(f"{ALERT.id} (high): ")
    assert "alerts resend ID" in notice.lines[-1]


def test_a_silence_that_hid_nothing_says_so_and_a_long_list_is_counted() -> None:
    assert farewell(silence("s1", text="x"), [], NOON).subject == "silence s1 has ended: it hid no alert"
    many = [replace(ALERT, id=AlertId(str(number))) for number in range(LISTED + 3)]
    assert "and 3 more: sanctions-watch alerts list" in farewell(silence("s1", text="x"), many, NOON).lines
