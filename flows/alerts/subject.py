"""The subject line: severity, theme, status and claim in at most 90 characters."""

from flows.alerts import words
from flows.alerts.cleaning import ELLIPSIS, cut, flat, one_line
from flows.domain import Alert, Finding

MAX_SUBJECT = 90
"""What mail programs and telephones still show."""
MAX_TITLE = 38
"""Characters of the theme's title, so that room is left for the claim."""


def subject(alert: Alert) -> str:
    """`HIGH: Labour dispatch, planned (+1): North Korea was planning to send labourers…`."""
    head = words.SEVERITY[alert.severity].upper()
    if not alert.findings:
        return cut(f"{head}: {one_line(alert.headline)}", MAX_SUBJECT)
    first = alert.findings[0]
    others = f" (+{len(alert.findings) - 1})" if len(alert.findings) > 1 else ""
    update = "update, " if alert.number > 1 else ""
    head = f"{head}: {cut(one_line(first.title), MAX_TITLE)}, {update}{words.STATUS[first.claim.status]}{others}: "
    return head + (_claim(first, MAX_SUBJECT - len(head)) or cut(one_line(alert.headline), MAX_SUBJECT - len(head)))


def _claim(finding: Finding, room: int) -> str:
    """The decisive words of the best sentence: from the first term that made a rule fire."""
    if not finding.quotations:
        return ""
    evidence = finding.quotations[0].evidence
    text = one_line(evidence.text)
    if len(text) <= room or not evidence.spans:
        return cut(text, room)
    first = min(start for start, _ in evidence.spans) - evidence.start
    last = max(end for _, end in evidence.spans) - evidence.start
    if not 0 < first < len(evidence.text) or last <= room:
        return cut(text, room)
    return ELLIPSIS + cut(flat(evidence.text[first:]).strip(), room - 1)
