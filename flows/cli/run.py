"""`sanctions-watch run`: one full pass."""

import asyncio
import logging
import sys
from dataclasses import replace
from pathlib import Path

import click

from flows.cli.progress import progress_bar
from flows.cli.shared import config_option, print_problems
from flows.domain import Problem, Progress, StageReport
from flows.settings import Settings, load_settings, prefect_for_run
from flows.stages.operations import tell_of_failure
from flows.stages.passes import full_pass
from flows.stages.rehearsal import rehearse
from flows.stages.summary import line
from flows.wiring import COMMAND_LINE, open_workshop, with_files
from models.errors import ModelError
from rules.errors import RuleError


@click.command("run")
@config_option
@click.option("--dry-run", is_flag=True, help="Show what would be sent; store and send nothing.")
@click.option("--no-prefect", is_flag=True, help="The same work without Prefect's start-up: for cron and containers.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def command(config: Path, dry_run: bool, no_prefect: bool, files: tuple[Path, ...]) -> int:
    """Read the sources (or just FILES), score what is new, send the alerts."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    # Its failures are among the problems that are printed at the end.
    logging.getLogger("flows.alerts.delivery").setLevel(logging.ERROR)
    settings = load_settings(config)
    if files:
        settings = with_files(settings, [path.resolve() for path in files])
    messages: list[str] = []
    with progress_bar() as progress:
        if dry_run:
            report, messages = rehearse(settings, progress)
        else:
            report = _pass(settings, str(config), progress, no_prefect=no_prefect)
    for message in messages:
        click.echo(message)
    # A file that is named on the command line needs no name of a source before it.
    problems = [replace(one, where=one.where.removeprefix(f"{COMMAND_LINE}: ")) for one in report.problems]
    print_problems((*settings.warnings, *settings.lint, *problems))
    click.echo(f"\n{line(report)}" + (" (dry run: nothing was kept or sent)" if dry_run else ""))
    for note in report.notes:
        click.echo(note)
    return 1 if report.problems else 0


def _pass(settings: Settings, config: str, progress: Progress, *, no_prefect: bool) -> StageReport:
    """One pass, with the last good rules where the newest do not load: cron has nobody who would see it stop.

    Raises:
        RuleError, ModelError: nothing can be used, and nothing ever could; operators were told.
    """
    try:
        with open_workshop(settings, progress=progress, last_good=True) as shop:
            report = full_pass(shop) if no_prefect else _through_prefect(config, settings.state_folder)
            trouble = shop.rules_trouble
    except (RuleError, ModelError) as error:
        tell_of_failure(settings, error)
        raise
    if not trouble:
        return report
    message = f"they do not load, and this pass was made with the last good ones:\n{trouble}"
    return report + StageReport(problems=(Problem("rules", message),))


def _through_prefect(config: str, state_folder: Path) -> StageReport:
    if sys.stderr.isatty():
        click.echo("Prefect starts, which takes a while; 'run --no-prefect' does the same work without it", err=True)
    prefect_for_run(state_folder)
    # Imported here: Prefect takes a second to import and reads its environment once.
    from flows.monitor import one_pass  # noqa: PLC0415

    return asyncio.run(one_pass(config))
