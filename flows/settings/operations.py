"""`operations:` of watch.yaml: what is told about the watch itself, and to whom."""

from collections.abc import Collection
from datetime import time, timedelta

from flows.options import OperationsOptions
from flows.settings.durations import parse_clock
from flows.settings.schedule import read_timezone
from flows.settings.sections import read_duration
from rules.yaml_reader import Block, did_you_mean


def read_operations(root: Block, targets: Collection[str], timezone: str) -> OperationsOptions:
    """The section, or what holds without it; `timezone` is that of the schedule."""
    block = root.block("operations")
    usual = OperationsOptions(timezone=timezone)
    if block is None:
        return usual
    chosen = []
    for target, line in block.lined_texts("to"):
        if target in targets:
            chosen.append(target)
        else:
            block.problem(line, f"'{target}' is no target", did_you_mean(target, targets))
    options = OperationsOptions(
        targets=tuple(dict.fromkeys(chosen)),
        silent_after=_silent_after(block, usual.silent_after),
        failing_after=block.integer("failing_after", usual.failing_after, low=1, high=1000),
        heartbeat=_time_of_day(block, usual.heartbeat),
        timezone=read_timezone(block, timezone),
    )
    block.done()
    return options


def _silent_after(block: Block, usual: timedelta | None) -> timedelta | None:
    span = read_duration(block, "silent_after", usual)
    if span is not None and not span:
        block.problem(block.line("silent_after"), "'silent_after' must be longer than nothing", "or 'none' for never")
    return span


def _time_of_day(block: Block, usual: time | None) -> time | None:
    text = block.text("heartbeat")
    if not text:
        return usual
    if text.lower() == "none":
        return None
    at = parse_clock(text)
    if at is None:
        block.problem(
            block.line("heartbeat"), f"'heartbeat' must be a time of day, not '{text}'", "such as 08:00, none"
        )
        return usual
    return at
