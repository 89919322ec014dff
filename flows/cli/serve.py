"""`sanctions-watch serve`: passes on schedule, until it is stopped."""

import logging
import sys
from datetime import timedelta
from pathlib import Path

import click

from flows.cli.shared import config_option
from flows.serve.service import GRACE, ServiceOptions, serve

LEVELS = ("debug", "info", "warning", "error")


@click.command("serve")
@config_option
@click.option("--no-prefect", is_flag=True, help="The same schedule in plain Python: for small machines.")
@click.option("--port", type=click.IntRange(1, 65535), help="Of the local Prefect server; 4200 if free, else any.")
@click.option("--name", default="monitor", show_default=True, help="Of the deployment: one for each watch on a server.")
@click.option(
    "--grace",
    type=click.IntRange(0, 3600),
    default=GRACE.seconds,
    show_default=True,
    help="Seconds for the pass under way once the service is told to end.",
)
@click.option("--log-level", type=click.Choice(LEVELS), default="info", show_default=True, help="How much is logged.")
def command(config: Path, no_prefect: bool, port: int | None, name: str, grace: int, log_level: str) -> int:
    """Make a pass whenever `schedule:` says so, until SIGTERM or Ctrl-C. Logs to the error stream."""
    log_to_stderr(log_level)
    return serve(ServiceOptions(config, not no_prefect, port, name, timedelta(seconds=grace)))


def log_to_stderr(level: str) -> None:
    """What the watch itself says from `level` on, everybody else from warnings on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    own = logging.getLogger("flows")
    own.handlers[:], own.propagate = [handler], False
    own.setLevel(level.upper())
    # At its debug level Apprise prints addresses with their secrets.
    logging.getLogger("apprise").setLevel(logging.INFO)
