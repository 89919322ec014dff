"""What operators are told of copies that were given up. Pure."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flows.alerts import words
from flows.alerts.cleaning import cut, one_line
from flows.domain import Delivery, Notice, NoticeCopy, NoticeKind, Severity

LISTED = 25
"""Copies that one notice names."""

_Copy = Delivery | NoticeCopy
"""A copy of an alert, or of a digest."""


def dead_letters(copies: Sequence[_Copy], now: datetime) -> list[Notice]:
    """One notice for each target that did not get its copies."""
    return [
        _notice(target, [copy for copy in copies if copy.target == target], now)
        for target in dict.fromkeys(copy.target for copy in copies)
    ]


def hearers(target: str, route: Collection[str], others: Collection[str]) -> tuple[str, ...]:
    """Who hears of the dead letters of a target: the operations route without it, else another target that there is.

    A route that names nobody means that operators want no messages.
    """
    heard = tuple(name for name in dict.fromkeys(route) if name != target)
    if heard or not route:
        return heard
    return tuple(name for name in others if name != target)[:1]


def _notice(target: str, copies: Sequence[_Copy], now: datetime) -> Notice:
    reasons = list(dict.fromkeys(one_line(copy.last_error) for copy in copies))
    lines = [
        f"{_id(copy)}: {cut(one_line(copy.last_error), 200)}"
        + (" It may have arrived all the same." if copy.uncertain else "")
        for copy in copies[:LISTED]
    ]
    if len(copies) > LISTED:
        lines.append(f"and {len(copies) - LISTED} more: sanctions-watch alerts dead")
    first = _id(copies[0]) if len(copies) == 1 else "ID"
    name = "'" + target.replace("'", "'\\''") + "'"
    lines.append(f"Once it is mended: sanctions-watch alerts resend {first} --target {name}")
    return Notice(
        id=f"notice-{now:%Y%m%dT%H%M%S%f}-{NoticeKind.DEAD_LETTER}-{target}",
        kind=NoticeKind.DEAD_LETTER,
        created=now,
        subject=f"{_figures(copies)} to '{target}' given up: {cut(reasons[0], 200)}",
        lines=tuple(lines),
        severity=Severity.HIGH,
        about=(target,),
    )


def _id(copy: _Copy) -> str:
    return copy.notice.id if isinstance(copy, NoticeCopy) else copy.alert


def _figures(copies: Sequence[_Copy]) -> str:
    digests = sum(isinstance(copy, NoticeCopy) for copy in copies)
    counted = ((len(copies) - digests, "alert"), (digests, "digest"))
    return words.joined([words.count(number, noun) for number, noun in counted if number], " and ")
