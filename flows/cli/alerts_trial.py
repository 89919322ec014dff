"""`sanctions-watch alerts test`: whether a message would arrive."""

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.alerts.delivery import Courier
from flows.alerts.sample import sample_alert, sample_notice
from flows.alerts.templating import Templates
from flows.cli import routes
from flows.cli.shared import config_option
from flows.errors import UsageError
from flows.options import all_routes
from flows.settings import Settings, load_settings
from rules.yaml_reader import did_you_mean

OPERATIONS = "operations"
"""What `alerts test` takes for the route of notices about the watch itself."""


@click.command("test")
@config_option
@click.argument("name", metavar="ROUTE|TARGET|ALERT|ARTICLE|FILE")
def test(config: Path, name: str) -> int:
    """Send a message that is marked as a test to a target, or to all targets of a route.

    It goes the way of every alert; ROUTE 'operations' gets a notice about the watch itself. Nothing is stored. Of an
    alert, an article or a file it shows who would hear it and why, as 'alerts route' does, and sends nothing.
    """
    settings = load_settings(config)
    if name not in _known(settings) and routes.can_show(settings, name):
        routes.show(settings, name)
        return 0
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
    for route in all_routes(settings.routes):
        if route.name == name:
            return tuple(target.name for target in route.targets), False
    if any(target.name == name for target in settings.targets):
        return (name,), False
    if name == OPERATIONS:
        if not settings.operations.targets:
            raise UsageError("'operations:' names no target under 'to:', so there is nothing to test")
        return settings.operations.targets, True
    raise UsageError(
        f"there is no route or target '{name}', nor an alert, article or file; {did_you_mean(name, _known(settings))}"
    )


def _known(settings: Settings) -> list[str]:
    """What messages of a test can go to."""
    names = [route.name for route in all_routes(settings.routes)]
    return [*names, *(target.name for target in settings.targets), OPERATIONS]
