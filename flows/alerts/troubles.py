"""From how sources, targets and passes fare to the troubles there are. Pure: facts and a clock in, troubles out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.alerts import words
from flows.alerts.cleaning import cut, one_line
from flows.domain import NoticeKind, PassFacts, SourceFacts, TargetFacts, Trouble

MAX_REASON = 300
"""Characters of a reason that are kept."""
GONE, FAILING, UNUSABLE, KILLED = "gone", "failing", "unusable", "killed"
"""Marks: a trouble that passes from one to another is told anew."""

Key = tuple[NoticeKind, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look at the watch found."""

    troubles: tuple[Trouble, ...] = ()
    """Worth telling; `told` and `since` are those of before where they are known already."""
    growing: tuple[Trouble, ...] = ()
    """Not worth telling yet, but to be remembered with their beginning."""
    open: frozenset[Key] = frozenset()
    """What this look cannot say anything about: it stays as it was."""


def troubles_of_sources(
    facts: Iterable[SourceFacts], before: Mapping[Key, Trouble], failing_after: int, now: datetime
) -> Seen:
    """Sources that fail again and again, are gone, or have had nothing new for too long."""
    troubles: list[Trouble] = []
    growing: list[Trouble] = []
    unknown: set[Key] = set()
    note = _noting(before, now)
    for source in facts:
        state = source.state
        if state is not None and state.failures:
            # A source that cannot be read may have had something new: whether it is silent is not known.
            unknown.add((NoticeKind.SOURCE_SILENT, source.name))
            if state.is_retired or state.failures >= failing_after:
                mark = GONE if state.is_retired else FAILING
                last = f"last read {words.minute(state.last_success)}" if state.last_success else "never read so far"
                tries = "" if state.is_retired else f"{words.count(state.failures, 'poll')} in a row failed, "
                reason = f"{_short(state.last_error or 'no reason known')} ({tries}{last})"
                troubles.append(note(NoticeKind.SOURCE_FAILING, source.name, reason, mark))
        elif source.silent_after is not None:
            trouble = note(NoticeKind.SOURCE_SILENT, source.name, _silence(source, now), "")
            quiet_since = source.newest or trouble.since
            if now - quiet_since >= source.silent_after:
                troubles.append(trouble)
            elif source.newest is None and state is not None:
                growing.append(trouble)
    return Seen(tuple(troubles), tuple(growing), frozenset(unknown))


def troubles_of_targets(
    facts: Iterable[TargetFacts], before: Mapping[Key, Trouble], failing_after: int, now: datetime
) -> Seen:
    """Targets that do not take messages: addresses that cannot be used, attempts that fail, messages given up."""
    troubles = []
    note = _noting(before, now)
    for target in facts:
        taken = words.minute(target.last_success) if target.last_success else ""
        last = f"; it took the last one {taken}" if taken else ""
        if target.unusable:
            troubles.append(note(NoticeKind.TARGET_FAILING, target.name, _short(target.unusable), UNUSABLE))
        elif target.dead and not _answers_again(target):
            what = f"{words.count(target.dead, 'message')} given up: {_short(target.last_error)}{last}"
            # What was given up is told by name in a notice of its own; the target fails as before.
            troubles.append(note(NoticeKind.TARGET_FAILING, target.name, what, FAILING))
        elif target.attempts >= failing_after and not _answers_again(target):
            what = f"{words.count(target.attempts, 'attempt')} failed: {_short(target.last_error)}{last}"
            troubles.append(note(NoticeKind.TARGET_FAILING, target.name, what, FAILING))
    return Seen(tuple(troubles))


def _answers_again(target: TargetFacts) -> bool:
    if target.last_success is None or target.last_failure is None:
        return target.last_success is not None
    return target.last_success > target.last_failure


def trouble_of_passes(facts: PassFacts, before: Mapping[Key, Trouble], now: datetime) -> Seen:
    """A pass that broke off, or several that were killed one after another; one alone is a matter of `lost_pass`."""
    note = _noting(before, now)
    if facts.error:
        return Seen((note(NoticeKind.PASS_FAILED, "", _short(facts.error), facts.mark),))
    if len(facts.unfinished) > 1:
        last = words.minute(facts.unfinished[0])
        reason = f"{len(facts.unfinished)} passes in a row began and never ended, the last one {last}"
        known = before.get((NoticeKind.PASS_FAILED, ""))
        # What broke passes off with an error was told with it.
        return Seen((known or note(NoticeKind.PASS_FAILED, "", reason, KILLED),))
    return Seen()


def trouble_of_rules(reason: str, before: Mapping[Key, Trouble], now: datetime) -> Seen:
    """Rules that do not load while others stay in force; `reason` is empty when they do."""
    if not reason:
        return Seen()
    # A file that is mended step by step does not load for another reason each time: it is the same trouble.
    return Seen((_noting(before, now)(NoticeKind.RULES_BROKEN, "", _short(reason), ""),))


def rules_notice(reason: str, since: datetime) -> str:
    """What readers of alerts must know (`Alert.notices`) while rules that do not load are not in force."""
    return (
        f"Since {words.minute(since)} the newest rules do not load, and this alert was made with the last good ones: "
        f"{_short(reason)}"
    )


def _silence(source: SourceFacts, now: datetime) -> str:
    if source.newest is None:
        return "it can be read, but has never had an item"
    return f"no new item for {span(now - source.newest)}, the last {words.minute(source.newest)}"


def span(length: timedelta) -> str:
    """`3 days`, `5 hours`, `40 minutes`: in the largest unit that leaves two or more, else in minutes."""
    for unit, noun in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour")):
        if length >= 2 * unit:
            return words.count(length // unit, noun)
    return words.count(max(length // timedelta(minutes=1), 0), "minute")


def _noting(before: Mapping[Key, Trouble], now: datetime) -> Callable[[NoticeKind, str, str, str], Trouble]:
    """Makes troubles: known ones keep their beginning, and when they were told unless their mark has changed."""

    def note(kind: NoticeKind, about: str, reason: str, mark: str) -> Trouble:
        known = before.get((kind, about))
        if known is None:
            return Trouble(kind, about, reason, now, mark)
        return Trouble(kind, about, reason, known.since, mark, known.told if known.mark == mark else None)

    return note


def _short(reason: str) -> str:
    return cut(one_line(reason), MAX_REASON)
