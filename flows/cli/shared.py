"""Options and output that several commands share."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.table import Table

from flows.domain import Problem

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_CONFIG = Path("watch.yaml")


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
    """A listing as a table, or as one JSON array."""
    rows = list(rows)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    if not rows:
        click.echo(empty)
        return
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*("" if row.get(column) is None else _plain(row.get(column)) for column in columns))
    Console(soft_wrap=not sys.stdout.isatty(), highlight=False, markup=False).print(table)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def write_lines(rows: Iterable[Mapping[str, object]], out: Path | None) -> int:
    """Write one JSON object a line, to a file or to standard output; gives back how many of them tell of an error."""
    errors = 0
    with out.open("w", encoding="utf-8") if out else nullcontext(sys.stdout) as target:
        for row in rows:
            target.write(json.dumps(row, ensure_ascii=False) + "\n")
            if "error" in row:
                errors += 1
                if out:
                    click.echo(f"  ! {row['error']}", err=True)
    return errors


def print_problems(problems: Iterable[Problem]) -> None:
    """What was left out and why, on the error stream."""
    for problem in problems:
        click.echo(f"  ! {problem.where}: {problem.message}", err=True)
