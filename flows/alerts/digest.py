"""Alerts and near misses of a day or a week as one message. Pure: values and a clock in, notices out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from flows.alerts import words
from flows.alerts.cleaning import cut, one_line
from flows.domain import Alert, NearMiss, Notice, NoticeKind, Severity

ROOM = 2200
"""Characters of the lines of one part: with subject and foot it fits what Slack takes."""
HEADLINE = 110
SPEAKER = 60
ADDRESS = 160
"""Longer addresses are left out: half of one leads nowhere."""
MISSES = 10
"""Near misses that are named; the rest is counted."""


def digest(
    target: str, span: tuple[datetime, datetime], alerts: Sequence[Alert], misses: Sequence[NearMiss], now: datetime
) -> tuple[Notice, ...]:
    """The digest for a target in as many parts as it needs; none when there is nothing to tell.

    Every alert has a line in one of them, the loudest first; near misses come last.

    Args:
        target: its name.
        span: from the digest before to the time for which this one was promised, which is when it counts as made.
        alerts: what was collected for it.
        misses: near misses of that span.
        now: the clock.
    """
    since, until = span
    if not alerts and not misses:
        return ()
    parts = list(_parted((*_alert_lines(alerts), *_miss_lines(misses))))
    figures = words.joined(
        (words.count(len(alerts), "alert") if alerts else "no alert", _misses(len(misses)) if misses else "")
    )
    loudest = max((alert.severity for alert in alerts), key=lambda one: one.rank, default=Severity.LOW)
    return tuple(
        Notice(
            id=f"digest-{now:%Y%m%dT%H%M%S%f}-{target}-{number:03}",
            kind=NoticeKind.DIGEST,
            created=until,
            subject=f"digest: {figures} since {words.minute(since)}"
            + (f" ({number} of {len(parts)})" if len(parts) > 1 else ""),
            lines=lines,
            severity=loudest,
        )
        for number, lines in enumerate(parts, start=1)
    )


def _alert_lines(alerts: Iterable[Alert]) -> Iterator[str]:
    for alert in sorted(alerts, key=lambda one: -one.severity.rank):
        finding = alert.findings[0]
        claim = finding.claim
        said = f"{cut(one_line(claim.speaker), SPEAKER)} ({claim.source})" if claim.speaker else str(claim.source)
        more = f" and {words.count(len(alert.findings) - 1, 'further theme')}" if len(alert.findings) > 1 else ""
        update = "update: " if alert.number > 1 else ""
        reach = words.joined((words.count(len(alert.articles), "article"), words.count(len(alert.origins), "origin")))
        first = finding.quotations[0] if finding.quotations else None
        yield (
            f"{str(alert.severity).upper()} {finding.title}{more}, {claim.status}, said by {said}: "
            f"{update}{cut(one_line(alert.headline), HEADLINE)} ({reach}) {_address(first.url if first else '')}"
            f"[alert {alert.id}]"
        )


def _miss_lines(misses: Sequence[NearMiss]) -> Iterator[str]:
    if not misses:
        return
    yield f"{_misses(len(misses))}, just below a threshold and alerted to nobody:"
    for one in misses[:MISSES]:
        title = cut(one_line(one.title), HEADLINE) or f"article {one.article}"
        outlet = f"{cut(one_line(one.outlet), 40)}: " if one.outlet else ""
        why = one.reason.removeprefix("a near miss: ")
        yield f"near miss, {one.theme}: {outlet}{title} ({why}) {_address(one.url)}"
    if len(misses) > MISSES:
        yield f"and {len(misses) - MISSES} more near misses"


def _misses(number: int) -> str:
    return f"{number} near miss" if number == 1 else f"{number} near misses"


def _address(url: str) -> str:
    url = one_line(url)
    return f"{url} " if 0 < len(url) <= ADDRESS and " " not in url else ""


def _parted(lines: Iterable[str]) -> Iterator[tuple[str, ...]]:
    part: list[str] = []
    for line in lines:
        if part and sum(map(len, part)) + len(line) > ROOM:
            yield tuple(part)
            part = []
        part.append(line.strip())
    if part:
        yield tuple(part)
