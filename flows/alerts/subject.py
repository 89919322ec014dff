"""The subject line: severity, theme, status and claim in at most 90 characters."""

import re

from flows.alerts import words
from flows.alerts.cleaning import brief, cut, one_line
from flows.domain import Alert, Finding

MAX_SUBJECT = 90
"""What mail programs and telephones still show."""
MAX_TITLE = 38
"""Characters of the theme's title, so that room is left for the claim."""

_OPENINGS = re.compile(
    r"(?<=[,;:–—]) (?:(?:and|but|or|а также|что|чтобы|и|а|но) )?(?:(?:also|then|that|и) )?"
    r"|\b(?:that|whether|about|because|while|when|after|as|said|says|to discuss) "
    r"|[，、；：]"
)
"""What a part of a sentence that can stand for itself begins after."""
_NEARER = re.compile(r"\b(?:of|for|on|the|an?) ")
"""What a group of words begins after, where no part is short enough."""
_DATELINE = re.compile(r"\([^()]{2,40}\)[^=()]{0,40}=\s*|[A-Z][A-Za-z0-9 .,]{2,40}\([A-Z][A-Za-z]+\) (?:--|—|–|-) ")
"""`(서울=연합뉴스) 홍길동 기자 = `, `SEOUL, Aug. 5 (Yonhap) -- `: no part of what is said."""
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_LEAST = 12
"""Characters that a part needs to say something."""


def subject(alert: Alert) -> str:
    """`HIGH: Labour dispatch, planned (+1): intelligence: North Korea was planning to send labourers…`."""
    head = words.SEVERITY[alert.severity].upper()
    if alert.number > 1:
        head += f" update {alert.number}"
    if not alert.findings:
        return cut(f"{head}: {brief(alert.headline, MAX_SUBJECT)}", MAX_SUBJECT)
    first = alert.findings[0]
    others = f" (+{len(alert.findings) - 1})" if len(alert.findings) > 1 else ""
    head = f"{head}: {brief(first.title, MAX_TITLE)}, {words.STATUS[first.claim.status]}{others}: "
    return head + (_claim(first, MAX_SUBJECT - len(head)) or brief(alert.headline, MAX_SUBJECT - len(head)))


def _claim(finding: Finding, room: int) -> str:
    """The decisive words of the best sentence: from its beginning, or that of the part that holds the matched terms."""
    if not finding.quotations:
        return ""
    evidence = finding.quotations[0].evidence
    raw = evidence.text[: 20 * MAX_SUBJECT]
    dateline = _DATELINE.match(raw)
    skipped = dateline.end() if dateline else 0
    raw = raw[skipped:]
    text = one_line(raw).rstrip(".。")
    if len(text) <= room or not evidence.spans:
        return cut(text, room)
    begin = evidence.start + skipped
    inside = [(a - begin, b - begin) for a, b in evidence.spans if 0 <= a - begin < len(raw)]
    first, last = (min(a for a, _ in inside), max(b for _, b in inside)) if inside else (0, 0)
    if last <= room:
        return cut(text, room)
    starts = [one.end() for one in _OPENINGS.finditer(raw) if one.end() <= first]
    # What leads in says who says so: where it is left out, one word stands for it.
    who = f"{words.SHORT_SOURCE[evidence.claim.source]}: "
    room_left = room - len(who)
    # The longest part in which all terms stand; else the shortest, which begins nearest to them.
    start = next((one for one in starts if last - one <= room_left), 0)
    if not start:
        starts += [one.end() for one in _NEARER.finditer(raw, starts[-1] if starts else 0) if one.end() <= first]
        start = next((one for one in starts if last - one <= room_left), starts[-1] if starts else 0)
    part = one_line(raw[start:]).rstrip(".。")
    if not start or len(part) < _LEAST:
        return cut(text, room)
    return who + cut(_ARTICLE.sub("", part) if len(part) > room_left else part, room_left)
