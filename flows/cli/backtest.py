"""`sanctions-watch rules backtest`: what an edit of the rules gains and loses, before it goes live."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from click.core import ParameterSource

from flows.cli.places import near
from flows.cli.progress import progress_bar
from flows.cli.shared import NAMED, config_option, json_option, print_problems, print_rows
from flows.errors import UsageError
from flows.inspection.backtest.labels import Labels
from flows.inspection.backtest.output import as_json as json_of
from flows.inspection.backtest.output import effort, percent, problems, summary
from flows.inspection.backtest.page import page
from flows.inspection.backtest.running import Inputs, backtest
from flows.inspection.backtest.scoring import Order
from flows.inspection.backtest.sides import choose
from flows.inspection.backtest.values import RULES_LESS, RULES_MORE, Change, Judged, Kind, Report
from flows.options import ScoringOptions
from flows.settings import Settings, load_settings

LISTED = 40
"""Changes that the table shows."""
MOST_PROCESSES = 8
"""Processes that are started without being asked for."""


@click.command("backtest")
@click.argument("old", required=False)
@click.argument("new", required=False)
@config_option
@click.option(
    "--archive", "archives", multiple=True, type=click.Path(path_type=Path),
    help="News to try the rules on: JSONL, also gzipped, or a folder. The storage of the watch when left out.",
)  # fmt: skip
@click.option(
    "--labels", type=click.Path(path_type=Path), help="Labelled articles (JSONL): exit code 1 when one of them is lost."
)
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as one page, too.")
@click.option(
    "--all", "everything", is_flag=True, help="List all changes, those of the digest and of shadow rules too."
)
@click.option("--no-model", is_flag=True, help="Rules alone. The service scores with the model.")
@click.option("--no-cache", is_flag=True, help="Remember nothing and use nothing remembered.")
@click.option("--processes", type=click.IntRange(1, 64), help="How many work at once; one a processor when left out.")
@json_option
def command(
    old: str | None,
    new: str | None,
    config: Path,
    archives: tuple[Path, ...],
    labels: Path | None,
    html: Path | None,
    everything: bool,
    no_model: bool,
    no_cache: bool,
    processes: int | None,
    as_json: bool,
) -> int:
    """Hold OLD rules against NEW ones: which articles are gained, lost and changed, and why.

    OLD and NEW are folders (laid over the shipped rules, or a whole pack), a watch.yaml, or one of: live (the rules of
    the last pass), working (as they stand now), shipped (without yours). Without them, live is held against working.

    Exit code 1 when a labelled article is flagged by OLD and not by NEW.
    """
    settings = _settings(config)
    options = settings.scoring if settings is not None else ScoringOptions()
    sides = choose(settings, old, new)
    order = Order(*sides, replace(options, use_model=options.use_model and not no_model))
    inputs = _inputs(settings, archives, labels)
    count = processes or min(os.cpu_count() or 1, MOST_PROCESSES)
    with _cache(settings, no_cache) as cache, progress_bar() as progress:
        report = backtest(order, inputs, cache, count, progress)
    if html is not None:
        _write(html, page(report))
    if as_json:
        click.echo(json.dumps(json_of(report), ensure_ascii=False, indent=2))
    else:
        _print(report, everything=everything)
    print_problems(problems(report))
    return 1 if report.judged is not None and report.judged.lost else 0


def _settings(config: Path) -> Settings | None:
    # As for the other commands on rules: a watch.yaml that was asked for must be there, the usual one need not.
    named = click.get_current_context().get_parameter_source("config") is not ParameterSource.DEFAULT
    return load_settings(config) if named or config.exists() else None


def _inputs(settings: Settings | None, archives: tuple[Path, ...], labels: Path | None) -> Inputs:
    found = Labels.read(labels) if labels is not None else None
    if archives or (found is not None and found.with_text):
        return Inputs(archives, labels=found)
    if settings is None:
        raise UsageError("there is no watch.yaml here whose storage could be read; name an archive with --archive FILE")
    return Inputs(storage=settings.storage_url, labels=found)


@contextmanager
def _cache(settings: Settings | None, no_cache: bool) -> Iterator[Path]:
    """The folder for what is remembered: beside the storage, in the home folder without a watch."""
    if no_cache:
        with tempfile.TemporaryDirectory(prefix="sanctions-watch-") as folder:
            yield Path(folder)
        return
    home = settings.state_folder if settings is not None else Path.home() / ".cache" / "sanctions-watch"
    try:
        (home / "backtest").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {home}: {error.strerror}; add --no-cache to remember nothing") from None
    yield home / "backtest"


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; check the folder and its permissions") from None


def _print(report: Report, *, everything: bool) -> None:
    kinds = list(Kind) if everything else [Kind.LOST, Kind.GAINED, Kind.CHANGED]
    found = [one for one in report.of(*kinds) if everything or not one.in_name_only]
    quiet = sum(one.in_name_only for one in report.of(Kind.CHANGED)) if not everything else 0
    shown = found if everything else found[:LISTED]
    rows = [
        {
            "change": one.kind,
            "theme": one.theme,
            "score": f"{one.old.score:.2f} → {one.new.score:.2f}",
            "article": f"{one.article.title} [{one.article.id}]",
            "why": near("; ".join((*_moved(one), *one.reasons))),
            "sentence": one.quotation.text,
        }
        for one in shown
    ]
    for line in summary(report):
        click.echo(line)
    click.echo()
    if report.differences:
        click.echo(f"what differs: {_named(report.differences)}\n")
        empty = "No alert of this archive is gained, lost or changed in what it says."
        print_rows(("change", "theme", "score", "article", "why", "sentence"), rows, as_json=False, empty=empty)
    else:
        click.echo("Both sets of rules are the same.")
    if len(found) > len(shown):
        click.echo(f"... and {len(found) - len(shown):,} more; --all lists them, --html and --json hold them")
    if quiet:
        alerts = "1 alert reads" if quiet == 1 else f"{quiet:,} alerts read"
        click.echo(f"... and {alerts} as before, but for the rules that speak for it; --all lists them")
    if report.judged is not None:
        _print_judged(report.judged)
    click.echo(f"\n{effort(report)}")


def _moved(one: Change) -> list[str]:
    """What an alert says otherwise; the reasons say more of the rules than their names do."""
    if one.kind is not Kind.CHANGED:
        return []
    return [what for what in one.moved if not one.reasons or not what.startswith((RULES_MORE, RULES_LESS))]


def _named(differences: Sequence[str]) -> str:
    more = f", and {len(differences) - NAMED} more" if len(differences) > NAMED else ""
    return near(", ".join(differences[:NAMED])) + more


def _print_judged(judged: Judged) -> None:
    click.echo(f"\n{judged.articles:,} labelled articles of {judged.name}:")
    rows = [
        {
            "theme": theme,
            "precision": f"{percent(old.precision)} → {percent(new.precision)}",
            "recall": f"{percent(old.recall)} → {percent(new.recall)}",
            "false alarms": f"{old.wrong} → {new.wrong}",
        }
        for theme, (old, new) in judged.marks.items()
    ]
    print_rows(("theme", "precision", "recall", "false alarms"), rows, as_json=False, empty="")
    if judged.absent:
        click.echo(f"{len(judged.absent):,} labels have no text, here or in the archive")
    for one in judged.lost:
        click.echo(f"LOST  {one.article.id}  {one.theme}  {one.article.title}")
