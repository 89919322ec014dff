"""`sanctions-watch alerts`: what was said, and on what evidence."""

import json
from pathlib import Path

import click

from flows.alerts.message import render
from flows.cli.evidence import lines
from flows.cli.shared import config_option, json_option, print_rows
from flows.inspection.records import alert_rows, dossier
from flows.settings import load_settings
from flows.storage.codec import encode
from flows.storage.store import Store


@click.group("alerts")
def commands() -> None:
    """What was said, and on what evidence."""


@commands.command("list")
@config_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="How many, the newest first.")
def list_alerts(config: Path, as_json: bool, limit: int) -> None:
    """The latest alerts."""
    with Store.open(load_settings(config).storage_url) as store:
        rows = alert_rows(store, limit)
    columns = ("id", "created", "severity", "themes", "articles", "headline", "deliveries")
    print_rows(columns, rows, as_json=as_json, empty="no alert yet")


@commands.command("show")
@config_option
@json_option
@click.argument("ident", metavar="ID")
def show(config: Path, as_json: bool, ident: str) -> None:
    """An alert with every evidence sentence, what made it score, and where its copies are."""
    with Store.open(load_settings(config).storage_url) as store:
        found = dossier(store, ident)
    if as_json:
        click.echo(json.dumps(encode(found), ensure_ascii=False, indent=2))
        return
    click.echo(render(found.alert, "console").plain)
    click.echo("\n".join(lines(found)))
