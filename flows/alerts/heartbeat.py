"""Once a day the watch says that it lives. Pure: a clock, the last time and the day's figures in, the notice out."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.alerts import words
from flows.alerts.cleaning import cut
from flows.domain import DayFacts, Notice, NoticeKind, Severity, Trouble

LINE = 400
"""Characters of a list of names."""


def is_due(now: datetime, last: datetime, at: time, timezone: str) -> bool:
    """Whether the time of day `at` in the zone has come since `last`.

    A time that the clocks leave out in spring comes an hour later; one that they repeat in autumn comes once.
    """
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    # Aware times in two offsets: compared as moments, not as readings of a clock.
    points = (datetime.combine(today - timedelta(days=back), at, zone).timestamp() for back in (0, 1))
    return any(last.timestamp() < point <= now.timestamp() for point in points)


def heartbeat(day: DayFacts, troubles: Iterable[Trouble], now: datetime) -> Notice:
    """`read 412, flagged 3, alerted 1; 2 sources silent`, with the names below."""
    told = [trouble for trouble in troubles if trouble.told is not None]
    silent = _about(told, NoticeKind.SOURCE_SILENT)
    failing = _about(told, NoticeKind.SOURCE_FAILING)
    targets = _about(told, NoticeKind.TARGET_FAILING)
    count = day.counts.get
    failed = count("failed", 0) + count("dead", 0)
    figures = f"read {count('read', 0)}, flagged {count('flagged', 0)}, alerted {count('alerts', 0)}"
    worries = words.joined(
        (
            f"{words.count(len(failing), 'source')} failing" if failing else "",
            f"{words.count(len(silent), 'source')} silent" if silent else "",
            f"{words.count(len(targets), 'target')} failing" if targets else "",
            _many(failed, "delivery failed", "deliveries failed") if failed else "",
            "rules do not load" if _whole(told, NoticeKind.RULES_BROKEN) else "",
            f"{day.unfinished} of {_passes(day)} broken off" if day.unfinished else "",
        )
    )
    lines = [
        f"Since {words.minute(day.since)}: {_passes(day)}.",
        f"Articles: {count('read', 0)} read, {count('new', 0)} new, {count('flagged', 0)} flagged.",
        f"Alerts: {count('alerts', 0)}.",
        f"Deliveries: {count('sent', 0)} sent, {count('failed', 0)} failed attempts, {count('dead', 0)} given up.",
        _named("Sources failing", failing),
        _named("Sources silent", silent),
        _named("Targets failing", targets),
        *(f"{_LABEL[one.kind]}: {one.reason}" for one in told if one.kind in _LABEL),
    ]
    return Notice(
        id=f"notice-{now:%Y%m%dT%H%M%S%f}-{NoticeKind.HEARTBEAT}",
        kind=NoticeKind.HEARTBEAT,
        created=now,
        subject=f"{figures}; {worries}" if worries else f"{figures}; all is well",
        lines=tuple(line for line in lines if line),
        severity=Severity.LOW,
    )


_LABEL = {NoticeKind.RULES_BROKEN: "Rules do not load", NoticeKind.PASS_FAILED: "Passes failed"}


def _passes(day: DayFacts) -> str:
    return _many(day.passes, "pass", "passes")


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _about(troubles: Sequence[Trouble], kind: NoticeKind) -> list[str]:
    return [trouble.about for trouble in troubles if trouble.kind is kind]


def _whole(troubles: Sequence[Trouble], kind: NoticeKind) -> bool:
    return any(trouble.kind is kind for trouble in troubles)


def _named(label: str, names: Sequence[str]) -> str:
    return cut(f"{label}: {', '.join(names)}.", LINE) if names else ""
