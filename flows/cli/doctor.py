"""`sanctions-watch doctor`: looks whether everything is there that a run needs."""

from pathlib import Path

import click

from flows.cli.shared import config_option, json_option, print_rows
from flows.inspection.doctor import Verdict, examine


@click.command("doctor")
@config_option
@json_option
def command(config: Path, as_json: bool) -> int:
    """Check configuration, rules, model, sources, targets and storage, without sending anything."""
    checks = list(examine(config))
    rows = [{"check": c.what, "verdict": str(c.verdict), "detail": c.detail} for c in checks]
    print_rows(("check", "verdict", "detail"), rows, as_json=as_json, empty="")
    return 1 if any(c.verdict is Verdict.FAILED for c in checks) else 0
