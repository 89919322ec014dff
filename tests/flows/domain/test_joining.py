"""Alerts about one story that are told in one message."""

from dataclasses import replace

from flows.domain import Action, AlertId, News, Severity, joined
from tests.builders import ARMS, LABOUR, TECHNOLOGY
from tests.flows.alerts.samples import an_alert, arms, labour, technology

FIRST = replace(an_alert(), findings=(replace(labour(), news=News.ALERT),), notices=("a rule is broken",))
SECOND = replace(
    an_alert(),
    id=AlertId("000_ad885a1fc4adeb75.2"),
    number=2,
    severity=Severity.HIGH,
    headline="Workers have left",
    findings=(
        replace(
            labour(),
            action=Action.UPDATE,
            news=News.STATUS,
            reason="the claim moved",
            severity=Severity.MEDIUM,
            quotations=labour().quotations[1:2],
        ),
        arms(),
    ),
)


def test_an_alert_alone_stays_as_it_is() -> None:
    assert joined([FIRST]) is FIRST


def test_the_last_alert_speaks_for_all_and_nothing_goes_unsaid() -> None:
    whole = joined([FIRST, SECOND])
    assert (whole.id, whole.number) == (SECOND.id, 2)
    assert {finding.theme for finding in whole.findings} == {LABOUR, ARMS}
    told = {quotation.evidence.text for finding in whole.findings for quotation in finding.quotations}
    assert told == {q.evidence.text for alert in (FIRST, SECOND) for f in alert.findings for q in f.quotations}
    assert whole.notices == ("a rule is broken",)


def test_what_nobody_has_heard_is_no_update_and_stays_as_loud_as_it_was() -> None:
    finding = next(one for one in joined([FIRST, SECOND]).findings if one.theme == LABOUR)
    assert (finding.action, finding.news, finding.severity) == (Action.ALERT, News.ALERT, Severity.HIGH)
    assert finding.reason.endswith("; then the claim moved")


def test_three_are_joined_like_two() -> None:
    third = replace(SECOND, id=AlertId("000_ad885a1fc4adeb75.3"), number=3, findings=(technology(),))
    assert [one.theme for one in joined([FIRST, SECOND, third]).findings] == [LABOUR, ARMS, TECHNOLOGY]
