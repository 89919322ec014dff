"""`sanctions-watch model train`: a new classifier from labelled examples."""

from pathlib import Path

import click

from flows.stages.train import train_model


@click.command("train")
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("var/candidate"), show_default=True, help="New folder."
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def train(out: Path, files: tuple[Path, ...]) -> None:
    """Fit on the shipped examples (or on FILES) and save a candidate into a new folder.

    `model evaluate --model FOLDER --against ...` measures it, `model promote` puts it in force where it is better.
    """
    done = train_model(out, files)
    for finding in done.findings:
        click.echo(f"  ! {finding}", err=True)
    click.echo(f"{done.examples} examples, digest {done.digest[:12]}, saved in {done.folder}")
    for theme, figure in done.average_precision.items():
        click.echo(f"  {theme:16} average precision {figure:.3f} (cross-validated on the examples)")
