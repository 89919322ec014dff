"""`sanctions-watch model evaluate` and `model promote`: models measured on labelled articles."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option
from flows.errors import UsageError
from flows.inspection.detection import Table, by_part, measure, plain, tabled
from flows.inspection.labelled import Labelled, read_labelled
from flows.inspection.model_comparison import Comparison, compare
from flows.options import ScoringOptions
from flows.settings import load_settings
from flows.stages.promote import place_for, put_in_force
from flows.stages.score import score
from flows.wiring import Bench, open_bench

FIELDS = ("kind", "lang")

Scored = Mapping[str, Mapping[str, Any]]

_folder = click.Path(path_type=Path, file_okay=False, exists=True)
_labelled = click.argument("labelled", type=click.Path(path_type=Path, dir_okay=False, exists=True))


@click.command("evaluate")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--model", "folder", type=_folder, help="Measure this model, not that of the watch.")
@click.option("--no-model", is_flag=True, help="Rules alone.")
@click.option("--against", type=_folder, help="A model to compare with: what changes from it to the one measured.")
@click.option("--by", type=click.Choice(FIELDS), multiple=True, default=FIELDS, show_default=True, help="Parts.")
@_labelled
def evaluate(
    config: Path,
    as_json: bool,
    folder: Path | None,
    no_model: bool,
    against: Path | None,
    by: Sequence[str],
    labelled: Path,
) -> None:
    """Score the articles of LABELLED and say how well that agrees with their labels.

    LABELLED is JSONL of articles (id, title, text, lang, kind) with labels {theme: [{field, start, end, status, source,
    direction}]}. Per theme: precision, recall and F1 of what is flagged, average precision of the score, the share of
    labelled places that was found, and how claims are read; intervals are 95 % bootstrap intervals over articles.
    """
    options = _with_model(scoring_options(config), folder)
    if no_model:
        options = replace(options, use_model=False)
    articles = read_labelled(labelled)
    bench = open_bench(options)
    themes, scored = list(map(str, bench.themes)), _scored(bench, labelled)
    values: dict[str, Any] = {"all": plain(measure(articles, scored, themes))}
    for field in by:
        values |= {name: plain(measure(part, scored, themes)) for name, part in by_part(articles, field).items()}
    comparison = None
    if against is not None:
        other = _table(_with_model(options, against), articles, labelled)
        comparison = compare(other, tabled(articles, scored, themes))
    if as_json:
        click.echo(json.dumps(values | ({"against": asdict(comparison)} if comparison else {}), ensure_ascii=False))
        return
    for name, report in values.items():
        _print(name, report)
    if comparison is not None:
        _print_comparison(comparison)


@click.command("promote")
@config_option
@click.option("--candidate", type=_folder, default="var/candidate", show_default=True, help="What 'train' wrote.")
@_labelled
def promote(config: Path, candidate: Path, labelled: Path) -> int:
    """Put a candidate in the place of the watch's model, if it is the better one on the articles of LABELLED.

    Better: macro F1 or mean average precision rises, neither falls, false alarms do not certainly rise, and no theme is
    certainly ranked worse. Otherwise nothing changes, and the exit code is 1. The model before is kept beside it.
    """
    settings = load_settings(config)
    options = settings.scoring
    articles = read_labelled(labelled)
    before, after = (
        _table(one, articles, labelled) for one in (replace(options, use_model=True), _with_model(options, candidate))
    )
    found = compare(before, after)
    _print_comparison(found)
    if not found.better:
        return 1
    place = place_for(settings)
    put_in_force(candidate, place, asdict(found))
    click.echo(f"in force from the next pass on: {place}")
    if options.model_folder is None:
        click.echo(f"write 'model: {place.relative_to(settings.home.resolve())}' in {config}: it names no folder yet")
    return 0


def _with_model(options: ScoringOptions, folder: Path | None) -> ScoringOptions:
    return options if folder is None else replace(options, use_model=True, model_folder=folder)


def _table(options: ScoringOptions, articles: Sequence[Labelled], path: Path) -> Table:
    bench = open_bench(options)
    return tabled(articles, _scored(bench, path), list(map(str, bench.themes)))


def _scored(bench: Bench, path: Path) -> Scored:
    rows = list(score(bench, [str(path)]))
    if all("error" in row for row in rows):
        raise UsageError(f"{path} holds no article that can be read: {rows[0]['error'] if rows else 'it is empty'}")
    return {str(row["id"]): row for row in rows}


def _print(name: str, report: Mapping[str, Any]) -> None:
    click.echo(f"== {name}")
    for theme, figures in report["themes"].items():
        click.echo(theme)
        for key, value in figures.items():
            click.echo(f"  {key:28s} {_shown(value)}")
    for key, value in report.items():
        if key != "themes":
            click.echo(f"{key:30s} {_shown(value)}")


def _print_comparison(found: Comparison) -> None:
    click.echo("== against the other model (before -> after, 95 % interval of the difference)")
    for change in found.changes:
        click.echo(f"  {change}")
    click.echo(found.reason)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    if isinstance(value, tuple):
        return "[" + " ".join(map(_shown, value)) + "]"
    return "-" if value is None else str(value)
