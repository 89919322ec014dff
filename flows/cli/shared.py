"""Options and output that several commands share."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from flows.alerts.cleaning import one_line
from flows.cli.places import near
from flows.cli.tables import table_lines
from flows.domain import Problem
from flows.errors import UsageError
from flows.settings.durations import parse_duration

Command = TypeVar("Command", bound=Callable[..., Any])

NAMED = 5
"""Places that a line names before it counts the rest."""


class Duration(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """A span of time as `watch.yaml` has it: `12 hours`, `7 days`."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """The span; refuses what is none, and nothing."""
        span = value if isinstance(value, timedelta) else parse_duration(str(value))
        if not span or span > timedelta(days=3650):
            self.fail(f"'{value}' is no span of time; write it like '12 hours' or '7 days'", param, ctx)
        return span


DURATION = Duration()

DEFAULT_CONFIG = Path("watch.yaml")

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]*[+-]\d\d:\d\d")


def config_option(command: Command) -> Command:
    """`--config FILE`, watch.yaml here when left out."""
    return click.option(
        "--config",
        "-c",
        type=click.Path(path_type=Path),
        default=DEFAULT_CONFIG,
        show_default=True,
        help="The watch to use.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`, for machines."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def print_rows(columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, as_json: bool, empty: str) -> None:
    """A listing as a table, or as one JSON array. In the table times are in UTC and cut to the minute."""
    rows = list(rows)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    if not rows:
        click.echo(empty)
        return
    cells = [[_plain(row.get(column)) for column in columns] for row in rows]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    heading, *lines = table_lines(columns, cells, width)
    click.secho(heading, bold=True)
    for line in lines:
        click.echo(line)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_plain, value))
    text = "" if value is None else str(value)
    if _TIME.fullmatch(text):
        # To the minute, in UTC as all times of the program: machines get the whole in JSON.
        return f"{datetime.fromisoformat(text).astimezone(UTC):%Y-%m-%d %H:%M}"
    # Titles are untrusted: what steers a terminal must not reach it. Line breaks of our own messages stay.
    return "\n".join(map(one_line, text.splitlines()))


def write_lines(rows: Iterable[Mapping[str, object]], out: Path | None) -> int:
    """Write one JSON object a line, to a file or to standard output; gives back how many of them tell of an error.

    Raises:
        UsageError: the file cannot be written.
    """
    errors = 0
    with _opened(out) if out else nullcontext(sys.stdout) as target:
        for row in rows:
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            if "error" in row:
                errors += 1
                # Whoever reads the lines by a program sees that some are missing.
                if out or not sys.stdout.isatty():
                    click.echo(f"  ! {row['error']}", err=True)
    return errors


def _opened(out: Path) -> TextIO:
    try:
        return out.open("w", encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; check the folder and its permissions") from None


def print_problems(problems: Iterable[Problem]) -> None:
    """What was left out and why, on the error stream; those with the same reason share a line."""
    places: dict[str, list[str]] = {}
    for problem in problems:
        places.setdefault(problem.message, []).append(problem.where)
    for message, found in places.items():
        if all(message.startswith(where) for where in found):
            click.echo(f"  ! {near(message)}", err=True)
            continue
        more = f", and {len(found) - NAMED} more" if len(found) > NAMED else ""
        click.echo(f"  ! {near(', '.join(found[:NAMED]))}{more}: {near(message)}", err=True)
