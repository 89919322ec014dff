"""Silences: which alerts they hide, and what is told when they end. Pure.

An alert is hidden as a whole or not at all: each of its findings must be of the kind that nobody wants to hear of, or
an arms transfer would be hidden because workers are mentioned beside it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flows.alerts import words
from flows.alerts.cleaning import cut, one_line
from flows.domain import Alert, Finding, Matcher, Notice, NoticeKind, Severity, Silence

LISTED = 25
"""Hidden alerts that a report names."""


def hiding(alert: Alert, silences: Iterable[Silence]) -> Silence | None:
    """The first of the silences that hides the alert; None when it is heard."""
    return next((silence for silence in silences if fits(alert, silence.matcher)), None)


def fits(alert: Alert, matcher: Matcher) -> bool:
    """Whether an alert is of the kind that a matcher describes; one that describes nothing fits no alert."""
    if matcher.is_empty or not alert.findings:
        return False
    if matcher.stories and alert.story not in matcher.stories:
        return False
    wanted = {name.casefold() for name in matcher.outlets}
    # An alert whose outlets are not known cannot be told to be of the ones that are named.
    if wanted and not (alert.outlets and all(name.casefold() in wanted for name in alert.outlets)):
        return False
    return _says(alert, matcher.text) and all(_is_of(finding, matcher) for finding in alert.findings)


def _is_of(finding: Finding, matcher: Matcher) -> bool:
    claim, below = finding.claim, matcher.severity_below
    return (
        (not matcher.themes or finding.theme in matcher.themes)
        and (not matcher.sources or claim.source in matcher.sources)
        and (not matcher.directions or claim.direction in matcher.directions)
        and (not matcher.statuses or claim.status in matcher.statuses)
        and (below is None or finding.severity.rank < below.rank)
    )


def _says(alert: Alert, text: str) -> bool:
    quoted = (quotation.evidence.text for finding in alert.findings for quotation in finding.quotations)
    return text.casefold() in "\n".join((alert.headline, *quoted)).casefold()


def described(matcher: Matcher) -> str:
    """The matcher in words: `theme labour_dispatch, severity below high`."""
    named: tuple[tuple[str, Sequence[str]], ...] = (
        ("theme", matcher.themes),
        ("story", matcher.stories),
        ("source", matcher.sources),
        ("outlet", matcher.outlets),
        ("direction", matcher.directions),
        ("status", matcher.statuses),
    )
    parts = [f"{label} {' or '.join(values)}" for label, values in named if values]
    parts += [f"severity below {matcher.severity_below}"] if matcher.severity_below else []
    parts += [f"text '{matcher.text}'"] if matcher.text else []
    return ", ".join(parts)


def farewell(silence: Silence, hidden: Sequence[Alert], now: datetime) -> Notice:
    """What a silence that has ended kept back."""
    number = words.count(len(hidden), "alert") if hidden else "no alert"
    lines = [
        f"It was set by {one_line(silence.author)} on {words.minute(silence.created)}: {one_line(silence.reason)}",
        f"It hid: {one_line(described(silence.matcher))}",
        *(
            f"{alert.id} ({words.SEVERITY[alert.severity]}): {cut(one_line(alert.headline), 160)}"
            for alert in hidden[:LISTED]
        ),
    ]
    if len(hidden) > LISTED:
        lines.append(f"and {len(hidden) - LISTED} more: sanctions-watch alerts list")
    if hidden:
        lines.append(
            "To read one: sanctions-watch alerts show ID. To send it after all: sanctions-watch alerts resend ID"
        )
    return Notice(
        id=f"notice-{NoticeKind.SILENCE_ENDED}-{silence.id}",
        kind=NoticeKind.SILENCE_ENDED,
        created=now,
        subject=f"silence {silence.id} has ended: it hid {number}",
        lines=tuple(lines),
        severity=Severity.LOW,
    )
