"""`sanctions-watch init`: a first watch.yaml."""

from pathlib import Path

import click

from flows.settings import write_sample


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path) -> None:
    """Write a commented watch.yaml into FOLDER (here, when left out)."""
    for path in write_sample(folder):
        click.echo(f"wrote {path}")
    click.echo("\nPut articles into inbox/ or name a feed in watch.yaml, then:\n  sanctions-watch run --dry-run")
