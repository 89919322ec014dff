"""`sanctions-watch alerts list`: what was said."""

from pathlib import Path

import click

from flows.cli.shared import config_option, json_option, print_rows
from flows.domain import DeliveryState
from flows.inspection.records import alert_rows
from flows.settings import load_settings
from flows.storage.store import Store


@click.command("list")
@config_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="How many, the newest first.")
def list_alerts(config: Path, as_json: bool, limit: int) -> None:
    """The latest alerts."""
    with Store.open(load_settings(config).storage_url) as store:
        rows = alert_rows(store, limit)
    if not as_json:
        # In the table only what did not go as it should; the JSON has every copy.
        rows = [row | {"not sent": _unsent(row["deliveries"])} for row in rows]
    columns = ("id", "created", "severity", "articles", "seen_by", "headline", "themes", "not sent")
    print_rows(columns, rows, as_json=as_json, empty="no alert yet")


def _unsent(copies: object) -> list[str]:
    assert isinstance(copies, list)  # noqa: S101 - made by `alert_rows`
    return [copy for copy in copies if not copy.endswith(f": {DeliveryState.SENT}")]
