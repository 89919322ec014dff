"""`sanctions-watch model`: fit the classifier."""

from pathlib import Path

import click

from flows.stages.train import train_model


@click.group("model")
def commands() -> None:
    """Fit the classifier."""


@commands.command("train")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("var/model"), show_default=True, help="New folder."
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def train(out: Path, files: tuple[Path, ...]) -> None:
    """Fit on the shipped examples (or on FILES) and save into a new folder; name it under `model:` in watch.yaml."""
    done = train_model(out, files)
    for finding in done.findings:
        click.echo(f"  ! {finding}", err=True)
    click.echo(f"{done.examples} examples, digest {done.digest[:12]}, saved in {done.folder}")
    for theme, figure in done.average_precision.items():
        click.echo(f"  {theme:16} average precision {figure:.3f} (cross-validated on the examples)")
