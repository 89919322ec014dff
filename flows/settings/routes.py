"""`routes:` of watch.yaml: a tree of who hears what, and when. What a route leaves open, the one above it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time, timedelta

from flows.domain import Direction, Interest, News, Severity, SourceType, Status
from flows.options import DigestTimes, QuietHours, RouteOptions, SourceOptions, TargetOptions
from flows.settings.durations import parse_clock
from flows.settings.schedule import read_timezone
from flows.settings.sections import Mentions, read_duration
from rules.language.definition import LANGUAGES
from rules.yaml_reader import Block, did_you_mean

DEEPEST = 8
"""Routes under one another: deeper trees are not understood by people."""
LONGEST_WAIT = timedelta(days=1)
_UPDATE = "update"
"""Stands for every kind of update under `novelty`."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DIGEST = re.compile(r"(?:daily|weekly\s+on\s+(?P<day>[a-z]+))\s+at\s+(?P<at>[\d:]+)")


@dataclass(frozen=True, slots=True)
class _Known:
    """What routes may name."""

    targets: Mapping[str, TargetOptions]
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    mentions: Mentions
    names: dict[str, int]
    """Routes read so far, with their lines."""


@dataclass(frozen=True, slots=True)
class _Above:
    """What a route inherits."""

    timezone: str
    route: RouteOptions | None = None


def read_routes(
    root: Block,
    targets: Mapping[str, TargetOptions],
    sources: Sequence[SourceOptions],
    mentions: Mentions,
    timezone: str,
) -> tuple[RouteOptions, ...]:
    """The tree, everything inherited filled in; `timezone` is that of the schedule."""
    declared = {source.language for source in sources if source.language}
    languages = tuple(dict.fromkeys((*LANGUAGES, *declared)))
    known = _Known(targets, tuple(source.name for source in sources), languages, mentions, {})
    return tuple(_read(block, known, _Above(timezone), 1) for block in root.blocks("routes"))


def _read(block: Block, known: _Known, above: _Above, depth: int) -> RouteOptions:
    name = block.text("name", required=True)
    if name in known.names:
        block.problem(block.line("name"), f"a second route is named '{name}'", "give each route its own name")
    known.names[name] = block.start_line
    outer = above.route
    timezone = read_timezone(block, above.timezone)
    route = RouteOptions(
        name=name,
        targets=_targets(block, known, outer),
        interest=_interest(block, known, outer, name),
        group_wait=_group_wait(block, outer),
        quiet=_quiet(block, outer, timezone),
        digest=_digest(block, outer, timezone),
        line=block.start_line,
    )
    if depth == DEEPEST and "routes" in block:
        block.problem(block.line("routes"), f"routes stand {DEEPEST} deep already", "make the tree flatter")
    else:
        below = _Above(timezone, route)
        route = replace(route, routes=tuple(_read(one, known, below, depth + 1) for one in block.blocks("routes")))
    block.done()
    return route


def _targets(block: Block, known: _Known, outer: RouteOptions | None) -> tuple[TargetOptions, ...]:
    if "to" not in block and (outer is not None or "routes" in block):
        return outer.targets if outer else ()
    lined = block.lined_texts("to", required=True)
    if "to" in block and not lined:
        block.problem(block.line("to"), "'to' names nobody", "name targets, or leave the route out")
    chosen = []
    for target, line in lined:
        if target in known.targets:
            chosen.append(known.targets[target])
        else:
            block.problem(line, f"'{target}' is no target", did_you_mean(target, known.targets))
    return tuple(chosen)


def _interest(block: Block, known: _Known, outer: RouteOptions | None, name: str) -> Interest:
    own = Interest(
        themes=known.mentions.themes(block, "themes"),
        min_severity=Severity(block.choice("min_severity", list(Severity), Severity.LOW)),
        max_severity=Severity(block.choice("max_severity", list(Severity), Severity.CRITICAL)),
        statuses=tuple(Status(word) for word in block.choices("statuses", Status)),
        source_types=tuple(SourceType(word) for word in block.choices("source_types", SourceType)),
        directions=tuple(Direction(word) for word in block.choices("directions", Direction)),
        languages=block.choices("languages", known.languages),
        outlets=block.texts("outlets"),
        sources=_sources(block, known),
        min_outlets=block.integer("min_outlets", 0, high=1000),
        min_origins=block.integer("min_origins", 0, high=1000),
        novelty=_novelty(block),
    )
    if own.min_severity.rank > own.max_severity.rank:
        message = (
            f"route '{name}' can never match: nothing is {own.min_severity} or above and {own.max_severity} or below"
        )
        block.problem(block.line("min_severity"), message, "swap 'min_severity' and 'max_severity'")
    elif outer is not None:
        whole, conflicts = own.within(outer.interest)
        for field in conflicts:
            mine, theirs = _words(getattr(own, field)), _words(_against(field, outer.interest))
            message = f"route '{name}' can never match: '{field}' is {mine} here and {theirs} in '{outer.name}' above"
            block.problem(block.line(field), message, "a route below may only ask for less than the one above")
        return whole
    return own


def _against(field: str, outer: Interest) -> object:
    return {"min_severity": f"at most {outer.max_severity}", "max_severity": f"at least {outer.min_severity}"}.get(
        field, getattr(outer, field)
    )


def _words(asked: object) -> str:
    return " or ".join(map(str, asked)) if isinstance(asked, tuple) else str(asked)


def _sources(block: Block, known: _Known) -> tuple[str, ...]:
    found = []
    for word, line in block.lined_texts("sources"):
        if word in known.sources:
            found.append(word)
        elif word in set(SourceType):
            block.problem(
                line, f"'{word}' is a kind of source, no entry of 'sources:'", "write it under 'source_types'"
            )
        else:
            block.problem(line, f"'{word}' is no source of this file", did_you_mean(word, known.sources))
    return tuple(found)


def _novelty(block: Block) -> tuple[News, ...]:
    words = block.choices("novelty", (*News, _UPDATE))
    updates = [one for one in News if one is not News.ALERT]
    return tuple(dict.fromkeys(one for word in words for one in (updates if word == _UPDATE else [News(word)])))


def _group_wait(block: Block, outer: RouteOptions | None) -> timedelta:
    inherited = outer.group_wait if outer else timedelta(0)
    wait = read_duration(block, "group_wait", inherited)
    if wait is None:
        return timedelta(0)
    if wait > LONGEST_WAIT:
        block.problem(block.line("group_wait"), "'group_wait' may last a day at most", "for more, write 'digest:'")
    return wait


def _quiet(block: Block, outer: RouteOptions | None, timezone: str) -> QuietHours | None:
    if "quiet_hours" not in block:
        return outer.quiet if outer else None
    if isinstance(block.plain()["quiet_hours"], str):
        block.choice("quiet_hours", ["none"])
        return None
    inner = block.block("quiet_hours")
    if inner is None:
        return None
    unless = inner.choice("except", list(Severity))
    start, end = _clock(inner, "from"), _clock(inner, "to")
    zone = read_timezone(inner, timezone)
    inner.done()
    if start is None or end is None:
        return None
    if start == end:
        hint = "for alerts once a day write 'digest: daily at 08:00'"
        inner.problem(inner.line("to"), "quiet hours that end when they begin are the whole day", hint)
    return QuietHours(start, end, zone, Severity(unless) if unless else None)


def _clock(block: Block, key: str) -> time | None:
    text = block.text(key, required=True)
    at = parse_clock(text)
    if text and at is None:
        block.problem(block.line(key), f"'{key}' must be a time of day, not '{text}'", "such as 22:00")
    return at


def _digest(block: Block, outer: RouteOptions | None, timezone: str) -> DigestTimes | None:
    text = block.text("digest")
    if not text:
        return outer.digest if outer else None
    if text.lower() == "none":
        return None
    found = _DIGEST.fullmatch(" ".join(text.lower().split()))
    at = parse_clock(found["at"]) if found else None
    day = found["day"] if found else None
    if found is None or at is None or (day and day not in _DAYS):
        hint = "such as 'daily at 08:00', 'weekly on monday at 08:00', 'none'"
        block.problem(block.line("digest"), f"'digest' cannot be '{text}'", hint)
        return None
    return DigestTimes(at, _DAYS.index(day) if day else None, timezone)
