"""`sanctions-watch model`: explain, measure, fit and replace the classifier."""

from pathlib import Path

import click

from flows.cli import model_evaluate, model_explain
from flows.stages.train import train_model


@click.group("model")
def commands() -> None:
    """Explain, measure, fit and replace the classifier."""


for one in (model_explain.command, model_evaluate.evaluate, model_evaluate.promote):
    commands.add_command(one)


@commands.command("train")
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
