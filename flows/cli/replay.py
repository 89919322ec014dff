"""`sanctions-watch replay`: what the watch would have said about an archive, pass by pass."""

import json
import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import click
from click.core import ParameterSource

from flows.cli.moments import a_moment, a_span
from flows.cli.progress import progress_bar
from flows.cli.shared import config_option, json_option, print_problems, print_rows
from flows.domain import Progress, Replay
from flows.errors import UsageError
from flows.inspection.backtest.gate import Gate
from flows.inspection.replay.output import as_json as json_of
from flows.inspection.replay.output import summary
from flows.inspection.replay.page import page
from flows.inspection.replay.reading import Stream, read_archive, read_storage
from flows.settings import Settings, load_settings, usual_settings
from flows.stages.replay import plan, replay
from flows.wiring import Bench, open_bench

MOST_PROCESSES = 4
"""Processes that read an archive without being asked for."""


@click.command("replay")
@click.argument("archive", required=False, type=click.Path(path_type=Path))
@config_option
@click.option(
    "--every", metavar="SPAN", callback=a_span, help="Time from pass to pass; that of the schedule when left out."
)
@click.option("--as-of", metavar="TIME", callback=a_moment, help="With only what was known then.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the report as one page, too.")
@click.option("--no-model", is_flag=True, help="Rules alone. The service scores with the model.")
@json_option
def command(
    archive: Path | None,
    config: Path,
    every: timedelta | None,
    as_of: datetime | None,
    html: Path | None,
    no_model: bool,
    as_json: bool,
) -> None:
    """Run ARCHIVE through scoring, stories and decisions as if it came in now; nothing is sent or stored.

    ARCHIVE is a JSONL file (also .gz), another file that can be read, or a folder. Without it the storage of the watch
    is replayed, in the passes that really were unless --every says otherwise; rules, model and settings are today's.
    """
    settings = _settings(config, needed=archive is None)
    bench = open_bench(replace(settings.scoring, use_model=settings.scoring.use_model and not no_model))
    with progress_bar() as progress:
        stream = _read(settings, bench, archive, as_of, progress)
        starts = () if every else stream.starts
        planned, step = plan(stream.arrivals, starts, every or settings.schedule.every)
        report = replay(
            settings,
            bench,
            planned,
            archive=stream.name,
            documents=stream.documents,
            step=step,
            problems=stream.problems,
            progress=progress,
        )
    _show(report, html=html, as_json=as_json)


def _settings(config: Path, *, needed: bool) -> Settings:
    # A watch.yaml that was asked for must be there; without an archive, its storage is what is replayed.
    named = click.get_current_context().get_parameter_source("config") is not ParameterSource.DEFAULT
    return load_settings(config) if needed or named or config.exists() else usual_settings(Path.cwd())


def _read(settings: Settings, bench: Bench, archive: Path | None, until: datetime | None, progress: Progress) -> Stream:
    gate = Gate.of(bench.rules)
    if archive is None:
        return read_storage(settings.storage_url, gate, until)
    return read_archive(archive, gate, min(os.cpu_count() or 1, MOST_PROCESSES), progress, until)


def _show(report: Replay, *, html: Path | None, as_json: bool) -> None:
    if html is not None:
        try:
            html.write_text(page(report), encoding="utf-8")
        except OSError as error:
            raise UsageError(f"cannot write {html}: {error.strerror}; check the folder and its permissions") from None
    if as_json:
        click.echo(json.dumps(json_of(report), ensure_ascii=False, indent=2))
    else:
        for line in summary(report):
            click.echo(line)
        rows = [
            {
                "alert": alert.id,
                "when": f"{alert.created:%Y-%m-%d %H:%M}",
                "themes": [f"{finding.theme} {finding.action}" for finding in alert.findings],
                "headline": alert.headline,
                "why": "; ".join(dict.fromkeys(finding.reason for finding in alert.findings)),
            }
            for alert in report.alerts
        ]
        click.echo()
        print_rows(("alert", "when", "headline", "themes", "why"), rows, as_json=False, empty="no alert")
    print_problems(report.problems)
