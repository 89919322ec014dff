"""`sanctions-watch status`: what is stored, what waits, how the last passes went, what is wrong."""

from pathlib import Path

import click

from flows.cli.shared import config_option, json_option, print_rows
from flows.domain import StageReport
from flows.inspection.thresholds import thresholds_told
from flows.inspection.troubles import trouble_line
from flows.scoring.blend import load_blend
from flows.settings import load_settings
from flows.stages.summary import line
from flows.storage.store import Store


@click.command("status")
@config_option
@json_option
def command(config: Path, as_json: bool) -> None:
    """What is stored, what waits, how the last passes went, what is wrong with the watch itself."""
    settings = load_settings(config)
    with Store.open(settings.storage_url) as store:
        counts, runs, troubles = store.counts(), store.runs(limit=5), store.troubles()
    rows: list[dict[str, object]] = [{"what": name.replace("_", " "), "value": count} for name, count in counts.items()]
    rows += [
        {
            "what": f"pass {run.started:%Y-%m-%d %H:%M:%S}",
            "value": line(StageReport(run.counts, run.problems)) if run.finished else "did not finish",
        }
        for run in runs
    ]
    rows += [{"what": "trouble", "value": trouble_line(one)} for one in troubles if one.told is not None]
    blend = load_blend(settings.scoring.thresholds, prefer=settings.scoring.prefer)
    rows += [{"what": f"theme {theme}", "value": told} for theme, told in thresholds_told(blend, settings.scoring)]
    print_rows(("what", "value"), rows, as_json=as_json, empty="nothing yet")
