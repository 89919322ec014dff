"""Alerts about one story that were held and are told in one message. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from flows.domain.alerts import Alert, Finding, Quotation
from flows.domain.words import Action


def joined(alerts: Sequence[Alert]) -> Alert:
    """Successive alerts about one story as one: the last of them, with what the earlier ones had to tell.

    Of each theme the newest finding speaks, with the quotations of all; a story or theme that is told for the first
    time in any of them is told for the first time in the whole. Nothing that was held goes unsaid.
    """
    last = alerts[-1]
    if len(alerts) == 1:
        return last
    findings: dict[str, Finding] = {}
    for alert in alerts:
        for finding in alert.findings:
            before = findings.get(finding.theme)
            findings[finding.theme] = finding if before is None else _both(before, finding)
    ranked = sorted(findings.values(), key=lambda one: -one.severity.rank)
    return replace(
        last,
        # The earliest of several equally loud alerts names the event, the others what became of it.
        headline=max(alerts, key=lambda one: one.severity.rank).headline,
        severity=ranked[0].severity,
        findings=tuple(ranked),
        notices=tuple(dict.fromkeys(notice for alert in alerts for notice in alert.notices)),
        known=tuple(dict.fromkeys(known for alert in alerts for known in alert.known)),
        before=alerts[0].before,
    )


def _both(before: Finding, now: Finding) -> Finding:
    quotations = {_place(one): one for one in before.quotations}
    fresh = {_place(one): one for one in now.quotations}
    louder = max(before, now, key=lambda one: one.severity.rank)
    first = Action.ALERT in {before.action, now.action}
    return replace(
        now,
        action=Action.ALERT if first else now.action,
        reason=f"{before.reason}; then {now.reason}",
        news=before.news if first else now.news,
        severity=louder.severity,
        rating=louder.rating,
        score=max(before.score, now.score),
        quotations=tuple((fresh | {place: one for place, one in quotations.items() if place not in fresh}).values()),
        measures=tuple(dict.fromkeys((*now.measures, *before.measures))),
    )


def _place(one: Quotation) -> tuple[str, str, int, int]:
    return one.article, one.evidence.field, one.evidence.start, one.evidence.end
