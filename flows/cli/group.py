"""`sanctions-watch group`: which articles tell of the same event."""

from pathlib import Path

import click

from flows.cli.shared import write_lines
from flows.stages.group import stories


@click.command("group")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write here instead of standard output.")
def command(inputs: tuple[str, ...], out: Path | None) -> int:
    """Group articles into stories: {"id": ..., "story": ...} a line, in input order.

    A story's id is the id of its earliest member. INPUT as for 'score'.
    """
    return 1 if write_lines(stories(inputs), out) else 0
