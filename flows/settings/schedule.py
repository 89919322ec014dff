"""`schedule:` of watch.yaml: every so often, or a cron expression, in a time zone."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

from flows.options import ScheduleOptions
from flows.settings.durations import parse_duration
from rules.yaml_reader import Block, did_you_mean

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(days=366)
_FIELDS = 5
_LAST = re.compile(r"\d*L|LW|\d*W", re.IGNORECASE)
"""'The last day' in its spellings, of which Prefect knows some only."""


def read_schedule(root: Block) -> ScheduleOptions:
    """What stands under `schedule:`; half-hourly when nothing does."""
    block = root.block("schedule")
    if block is None:
        return ScheduleOptions()
    if "every" in block and "cron" in block:
        block.problem(block.line("cron"), "'every' and 'cron' cannot both be given", "leave out one of them")
    timezone = read_timezone(block, ScheduleOptions().timezone)
    schedule = ScheduleOptions(every=_every(block), cron=_cron(block), timezone=timezone)
    block.done()
    return schedule


def _every(block: Block) -> timedelta:
    default, text = ScheduleOptions().every, block.text("every")
    if not text:
        return default
    span = parse_duration(text)
    if span is None:
        block.problem(block.line("every"), f"'every' must be a span of time, not '{text}'", "such as 30 minutes, 6 h")
    elif not SHORTEST <= span <= LONGEST:
        block.problem(block.line("every"), f"'every' must lie between a second and a year, not '{text}'")
    else:
        return span
    return default


def _cron(block: Block) -> str:
    text = block.text("cron")
    reason = wrong_with_cron(text) if text else ""
    if reason:
        hint = "minute hour day month weekday, such as '*/30 6-22 * * MON-FRI'"
        block.problem(block.line("cron"), f"'cron' cannot be '{text}': {reason}", hint)
        return ""
    return text


def read_timezone(block: Block, default: str) -> str:
    """The name of an IANA time zone under `timezone`."""
    name = block.text("timezone", default)
    # The list is looked through first: ZoneInfo takes any name for a path.
    if name in (known := available_timezones()):
        return ZoneInfo(name).key
    block.problem(block.line("timezone"), f"'{name}' is no time zone", did_you_mean(name, known)[:80])
    return default


def wrong_with_cron(expression: str) -> str:
    """Why this is no cron expression that both Prefect and the watch understand; empty when it is one."""
    fields = expression.split()
    if len(fields) != _FIELDS:
        return f"it has {len(fields)} fields instead of {_FIELDS}"
    if any(_LAST.fullmatch(part) for field in fields for part in field.split(",")):
        return "the letters L and W are not understood"
    try:
        next(CronSim(expression, datetime.now(UTC)))
    except CronSimError as error:
        return str(error)[:1].lower() + str(error)[1:]
    except StopIteration:
        return "it never comes"
    return ""
