"""Spans and points of time on the command line: callbacks of options."""

from datetime import UTC, datetime, timedelta

import click

from flows.settings.durations import parse_duration

SHORTEST = timedelta(seconds=1)


def a_span(ctx: click.Context, param: click.Parameter, value: str | None) -> timedelta | None:
    """A span of time, such as `30m`; a text that is none is a wrong usage."""
    if value is None:
        return None
    span = parse_duration(value)
    if span is None or span < SHORTEST:
        message = f"'{value}' is no span of time of a second at least; write it like 30m, 1h or 2d"
        raise click.BadParameter(message, ctx, param)
    return span


def a_moment(ctx: click.Context, param: click.Parameter, value: str | None) -> datetime | None:
    """A point in time, aware; without a time zone it is meant in UTC. A text that is none is a wrong usage."""
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        message = f"'{value}' is no time; write it like 2023-12-13 or 2023-12-13T09:00+09:00"
        raise click.BadParameter(message, ctx, param) from None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
