"""`sanctions-watch alerts show`: an alert and its evidence."""

import json
from pathlib import Path

import click

from flows.alerts.message import render
from flows.cli.evidence import lines
from flows.cli.shared import config_option, json_option
from flows.inspection.records import dossier
from flows.settings import load_settings
from flows.storage.codec import encode
from flows.storage.store import Store


@click.command("show")
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
    click.echo(render(found.alert, "plain").body)
    click.echo("\n".join(lines(found)))
