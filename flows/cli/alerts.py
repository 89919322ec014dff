"""`sanctions-watch alerts`: what was said and on what evidence, and whether it would arrive."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.alerts.delivery import Courier
from flows.alerts.message import render
from flows.alerts.sample import sample_alert, sample_notice
from flows.alerts.templating import Templates
from flows.cli import outbox, routes, silences, why
from flows.cli.evidence import lines
from flows.cli.shared import config_option, json_option, print_rows
from flows.errors import UsageError
from flows.inspection.records import alert_rows, dossier
from flows.options import all_routes
from flows.settings import Settings, load_settings
from flows.storage.codec import encode
from flows.storage.store import Store
from rules.yaml_reader import did_you_mean

OPERATIONS = "operations"
"""What `alerts test` takes for the route of notices about the watch itself."""


@click.group("alerts")
def commands() -> None:
    """What was said and on what evidence, and whether it would arrive."""


commands.add_command(routes.command)
commands.add_command(why.command)
for _command in (outbox.ack, silences.commands, outbox.resend, outbox.dead):
    commands.add_command(_command)


@commands.command("list")
@config_option
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=30, show_default=True, help="How many, the newest first.")
def list_alerts(config: Path, as_json: bool, limit: int) -> None:
    """The latest alerts."""
    with Store.open(load_settings(config).storage_url) as store:
        rows = alert_rows(store, limit)
    columns = ("id", "created", "severity", "themes", "articles", "headline", "deliveries", "seen_by")
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
    click.echo(render(found.alert, "plain").body)
    click.echo("\n".join(lines(found)))


@commands.command("test")
@config_option
@click.argument("name", metavar="ROUTE|TARGET")
def test(config: Path, name: str) -> int:
    """Send a message that is marked as a test to a target, or to all targets of a route.

    It goes the way of every alert; ROUTE 'operations' gets a notice about the watch itself. Nothing is stored.
    """
    settings = load_settings(config)
    targets, is_notice = _receivers(settings, name)
    courier, now, failed = Courier(settings.targets, Templates(settings.templates)), datetime.now(UTC), False
    for target in targets:
        outcome = (
            courier.send_notice(target, sample_notice(now)) if is_notice else courier.send(target, sample_alert(now))
        )
        failed = failed or not outcome.ok
        remark = f", but {outcome.detail}" if outcome.detail else ""
        written = f": {outcome.artefact}" if outcome.artefact else ""
        click.echo(f"{target}: sent{written}{remark}" if outcome.ok else f"{target}: failed: {outcome.detail}")
    return 1 if failed else 0


def _receivers(settings: Settings, name: str) -> tuple[tuple[str, ...], bool]:
    """The targets behind a name, and whether they get a notice: a route comes before a target of the same name.

    Raises:
        UsageError: nothing is called so, or nobody hears what goes there.
    """
    routes = all_routes(settings.routes)
    for route in routes:
        if route.name == name:
            return tuple(target.name for target in route.targets), False
    if any(target.name == name for target in settings.targets):
        return (name,), False
    if name == OPERATIONS:
        if not settings.operations.targets:
            raise UsageError("'operations:' names no target under 'to:', so there is nothing to test")
        return settings.operations.targets, True
    known = [*(route.name for route in routes), *(target.name for target in settings.targets), OPERATIONS]
    raise UsageError(f"there is no route or target '{name}'; {did_you_mean(name, known)}")
