"""What operators are told about the watch itself. Pure: what is seen, what was told, and a clock in; notices out.

Each trouble is told once, and again when it becomes another one or has lasted for another day; its end is told once.
Troubles of one kind that are told in the same pass share a notice: a network that is down makes one, not three hundred.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from flows.alerts import words
from flows.alerts.troubles import GONE, KILLED, Key, Seen
from flows.domain import Notice, NoticeKind, PassFacts, Severity, Trouble

REMINDER = timedelta(days=1)
"""How long a trouble lasts before it is told again."""
NAMED = 3
"""Names that a subject holds."""
LISTED = 25
"""Troubles that one notice describes."""

_SEVERITY = {
    NoticeKind.PASS_FAILED: Severity.HIGH,
    NoticeKind.RULES_BROKEN: Severity.HIGH,
    NoticeKind.TARGET_FAILING: Severity.HIGH,
    NoticeKind.SOURCE_FAILING: Severity.MEDIUM,
    NoticeKind.SOURCE_SILENT: Severity.LOW,
}
_NOUN = {NoticeKind.TARGET_FAILING: "target", NoticeKind.SOURCE_FAILING: "source", NoticeKind.SOURCE_SILENT: "source"}
_WHAT = {
    NoticeKind.PASS_FAILED: "a pass failed",
    NoticeKind.RULES_BROKEN: "rules do not load, the last good ones stay in force",
    NoticeKind.TARGET_FAILING: "failing",
    NoticeKind.SOURCE_FAILING: "failing",
    NoticeKind.SOURCE_SILENT: "silent",
}
_ENDED = {
    NoticeKind.PASS_FAILED: "passes come to their end again",
    NoticeKind.RULES_BROKEN: "rules load again",
    NoticeKind.TARGET_FAILING: "takes messages again",
    NoticeKind.SOURCE_FAILING: "can be read again",
    NoticeKind.SOURCE_SILENT: "has something new again",
}
_ENDED_MANY = {
    NoticeKind.TARGET_FAILING: "take messages again",
    NoticeKind.SOURCE_FAILING: "can be read again",
    NoticeKind.SOURCE_SILENT: "have something new again",
}
_LOOK = {
    NoticeKind.PASS_FAILED: "sanctions-watch status",
    NoticeKind.RULES_BROKEN: "sanctions-watch rules lint",
    NoticeKind.TARGET_FAILING: "sanctions-watch alerts test NAME",
    NoticeKind.SOURCE_FAILING: "sanctions-watch sources check NAME",
    NoticeKind.SOURCE_SILENT: "sanctions-watch sources list",
}


class _Occasion(StrEnum):
    """Why something is told now."""

    NEW = "new"
    STILL = "still"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be told, and what is to be remembered of it."""

    notices: tuple[Notice, ...] = ()
    keep: tuple[Trouble, ...] = ()
    """Troubles as they stand after that; those that were there before and are not among them have ended."""


def what_to_tell(
    seen: Sequence[Seen],
    before: Iterable[Trouble],
    kinds: Collection[NoticeKind],
    names: Collection[str],
    now: datetime,
) -> Verdict:
    """Compare what is seen with what was told.

    Args:
        seen: what looks at the watch found.
        before: the troubles that are remembered.
        kinds: what was looked at; troubles of other kinds stay as they were.
        names: sources and targets that watch.yaml names; what is about others ends without a word.
        now: the clock.
    """
    known = {trouble.key: trouble for trouble in before}
    found = {trouble.key: trouble for look in seen for trouble in look.troubles}
    kept = {trouble.key: trouble for look in seen for trouble in look.growing}
    unknown: set[Key] = {key for look in seen for key in look.open}
    kept |= {
        key: one
        for key, one in known.items()
        if key not in found and (one.kind not in kinds or (key in unknown and one.about in names))
    }
    ended = [
        one
        for key, one in known.items()
        if key not in found and key not in kept and one.told is not None and (not one.about or one.about in names)
    ]
    notices: list[Notice] = []
    for kind in NoticeKind:
        mine = [trouble for trouble in found.values() if trouble.kind is kind]
        new = [trouble for trouble in mine if trouble.told is None]
        old = [trouble for trouble in mine if trouble.told is not None]
        # One that is due for a reminder brings the others with it: one message a day, not one for each.
        still = old if any(trouble.told is not None and now - trouble.told >= REMINDER for trouble in old) else []
        over = [trouble for trouble in ended if trouble.kind is kind]
        for occasion, told in ((_Occasion.NEW, new), (_Occasion.STILL, still), (_Occasion.OVER, over)):
            if told:
                notices.append(_notice(kind, occasion, told, now))
        kept |= {trouble.key: replace(trouble, told=now) for trouble in (*new, *still)}
        kept |= {trouble.key: trouble for trouble in old if trouble not in still}
    return Verdict(tuple(notices), tuple(kept.values()))


def lost_pass(facts: PassFacts, before: Iterable[Trouble], now: datetime) -> Notice | None:
    """A pass before this one that never ended, though this one does; None where that was told as a trouble."""
    if len(facts.unfinished) != 1 or any(trouble.kind is NoticeKind.PASS_FAILED for trouble in before):
        return None
    began = words.minute(facts.unfinished[0])
    return Notice(
        id=_id(NoticeKind.PASS_FAILED, "lost", now),
        kind=NoticeKind.PASS_FAILED,
        created=now,
        subject=f"the pass of {began} was broken off",
        lines=("It was killed, or the machine went down. The pass that just ended did what it left undone.",),
        severity=Severity.MEDIUM,
    )


def audience(notice: Notice, targets: Iterable[str]) -> tuple[str, ...]:
    """Who hears a notice: all of the route, but a target that fails does not hear of itself."""
    itself = notice.kind is NoticeKind.TARGET_FAILING and not notice.over
    return tuple(name for name in dict.fromkeys(targets) if not (itself and name in notice.about))


def headline(trouble: Trouble) -> str:
    """`source 'wire' failing`: a trouble in a few words, without its reason."""
    what = _WHAT[trouble.kind]
    if trouble.mark == KILLED:
        what = "passes do not come to their end"
    if trouble.kind is NoticeKind.SOURCE_FAILING and trouble.mark == GONE:
        what = "gone for good"
    return f"{_NOUN[trouble.kind]} '{trouble.about}' {what}" if trouble.about else what


def _notice(kind: NoticeKind, occasion: _Occasion, told: Sequence[Trouble], now: datetime) -> Notice:
    over = occasion is _Occasion.OVER
    lines = [_line(trouble, now, over=over) for trouble in told[:LISTED]]
    if len(told) > LISTED:
        lines.append(f"and {len(told) - LISTED} more")
    if not over:
        look = _LOOK[kind]
        lines.append(f"To look closer: {look.replace('NAME', _word(told[0].about)) if len(told) == 1 else look}")
    return Notice(
        id=_id(kind, occasion, now),
        kind=kind,
        created=now,
        subject=_subject(kind, occasion, told),
        lines=tuple(lines),
        severity=Severity.LOW if over else _SEVERITY[kind],
        about=tuple(trouble.about for trouble in told if trouble.about),
        over=over,
    )


def _subject(kind: NoticeKind, occasion: _Occasion, told: Sequence[Trouble]) -> str:
    over, first = occasion is _Occasion.OVER, told[0]
    if len(told) == 1:
        if over:
            return f"{_NOUN[kind]} '{first.about}' {_ENDED[kind]}" if first.about else _ENDED[kind]
        return f"{'still: ' if occasion is _Occasion.STILL else ''}{headline(first)}: {first.reason}"
    names = ", ".join(trouble.about for trouble in told[:NAMED])
    more = f" and {len(told) - NAMED} more" if len(told) > NAMED else ""
    what = _ENDED_MANY[kind] if over else _WHAT[kind]
    if not over and all(trouble.mark == GONE for trouble in told):
        what = "gone for good"
    still = "still " if occasion is _Occasion.STILL else ""
    return f"{len(told)} {_NOUN[kind]}s {still}{what}: {names}{more}"


def _line(trouble: Trouble, now: datetime, *, over: bool) -> str:
    name = f"{trouble.about}: " if trouble.about else ""
    if over:
        return f"{name}{headline(trouble)} from {words.minute(trouble.since)} on, the reason was: {trouble.reason}"
    gone = "gone for good: " if trouble.mark == GONE else ""
    lasting = f" Seen first {words.minute(trouble.since)}." if now - trouble.since >= REMINDER else ""
    return f"{name}{gone}{trouble.reason}.{lasting}"


def _word(name: str) -> str:
    """A name as a shell takes it."""
    plain = name.replace("-", "").replace("_", "").replace(".", "").isalnum()
    return name if plain else "'" + name.replace("'", "'\\''") + "'"


def _id(kind: NoticeKind, occasion: str, now: datetime) -> str:
    return f"notice-{now:%Y%m%dT%H%M%S%f}-{kind}-{occasion}"
