"""`sanctions-watch score`: scoring alone."""

from dataclasses import replace
from pathlib import Path

import click

from flows.cli.shared import write_lines
from flows.options import ScoringOptions
from flows.settings import load_settings
from flows.stages.score import score
from flows.wiring import open_bench


@click.command("score")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write here instead of standard output.")
@click.option("--config", "-c", type=click.Path(path_type=Path), help="Score as this watch does.")
@click.option("--no-model", is_flag=True, help="Rules alone.")
def command(inputs: tuple[str, ...], out: Path | None, config: Path | None, no_model: bool) -> int:
    """Score articles: one JSON object a line, in input order, with every theme and its evidence.

    INPUT is JSONL (id, title, text, and optionally lang, published, url, outlet), a text, HTML or e-mail file, a
    folder, a pattern, or - for JSONL on standard input. A document that cannot be read becomes
    {"id": ..., "error": ...}; the rest goes on, and the exit code is 1.
    """
    options = load_settings(config).scoring if config else ScoringOptions()
    if no_model:
        options = replace(options, use_model=False)
    return 1 if write_lines(score(open_bench(options), inputs), out) else 0
