"""`sanctions-watch run`: one full pass."""

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from flows.cli.shared import config_option, print_problems
from flows.domain import StageReport
from flows.settings import load_settings, prefect_for_run
from flows.stages.passes import full_pass
from flows.stages.rehearsal import rehearse
from flows.stages.summary import line
from flows.wiring import open_workshop, with_files

LONG = 200
"""Units of work from which a progress bar is shown."""


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
            with open_workshop(settings, progress=progress) as shop:
                report = full_pass(shop) if no_prefect else _through_prefect(str(config), settings.state_folder)
    for message in messages:
        click.echo(message)
    print_problems((*settings.warnings, *settings.lint, *report.problems))
    click.echo(f"\n{line(report)}" + (" (dry run: nothing was kept or sent)" if dry_run else ""))
    for note in report.notes:
        click.echo(note)
    return 1 if report.problems else 0


def _through_prefect(config: str, state_folder: Path) -> StageReport:
    prefect_for_run(state_folder)
    # Imported here: Prefect takes a second to import and reads its environment once.
    from flows.monitor import one_pass  # noqa: PLC0415

    return asyncio.run(one_pass(config))


@contextmanager
def progress_bar() -> Iterator["Bar"]:
    """A bar on the error stream of a terminal, once there is enough to wait for."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    try:
        yield Bar(progress)
    finally:
        progress.stop()


class Bar:
    """Shows long work; is a `domain.Progress`."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` units of `stage` are finished."""
        if total < LONG:
            return
        if stage not in self._tasks:
            # Started no earlier: a bar that waits for its first task redraws nothing all the time.
            self._progress.start()
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)
        if done >= total:
            self._progress.stop()
