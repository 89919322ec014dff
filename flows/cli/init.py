"""`sanctions-watch init`: a first watch.yaml."""

from pathlib import Path

import click

from flows.settings import write_sample


@click.command("init")
@click.option("--offline", is_flag=True, help="Write the suggested feeds as comments: nothing needs the network.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
def command(folder: Path, offline: bool) -> None:
    """Write a commented watch.yaml into FOLDER (here, when left out)."""
    for path in write_sample(folder, offline=offline):
        click.echo(f"wrote {path}")
    hint = "" if offline else "  sanctions-watch sources check    # which of the suggested feeds answer\n"
    click.echo(
        f"\nPut articles into inbox/ or name your feeds in watch.yaml, then:\n{hint}  sanctions-watch run --dry-run"
    )
