"""`sanctions-watch alerts silence`: not to hear of something for a while."""

import json
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from flows.alerts.silences import described
from flows.cli.shared import DURATION, config_option, json_option, print_rows
from flows.domain import Direction, Matcher, Severity, Silence, SourceType, Status, StoryId, ThemeId
from flows.errors import UsageError
from flows.inspection.records import find_alert
from flows.settings import Settings, load_settings
from flows.storage.codec import encode
from flows.storage.store import Store
from rules.packs import load_pack, shipped_pack
from rules.yaml_reader import did_you_mean


@click.group("silence")
def commands() -> None:
    """Not to hear of something for a while: alerts are kept with their decision, and told of when the time is over."""


@commands.command("add")
@config_option
@json_option
@click.option("--theme", "themes", multiple=True, help="Theme; may be repeated, as may all but --text.")
@click.option("--alert", "stories", multiple=True, metavar="ID", help="The story of this alert.")
@click.option("--source", "sources", multiple=True, type=click.Choice([str(one) for one in SourceType]))
@click.option("--outlet", "outlets", multiple=True, help="Publisher; hides alerts that rest on no other.")
@click.option("--direction", "directions", multiple=True, type=click.Choice([str(one) for one in Direction]))
@click.option("--status", "statuses", multiple=True, type=click.Choice([str(one) for one in Status]))
@click.option("--severity-below", type=click.Choice([str(one) for one in Severity]), help="This and above are heard.")
@click.option("--text", default="", help="Words of the headline or of a quotation.")
@click.option("--by", required=True, help="Who wants it.")
@click.option("--reason", required=True, help="Why.")
@click.option("--for", "length", type=DURATION, required=True, help="How long, such as '12 hours', '7 days'.")
def add(
    config: Path,
    as_json: bool,
    themes: tuple[str, ...],
    stories: tuple[str, ...],
    sources: tuple[str, ...],
    outlets: tuple[str, ...],
    directions: tuple[str, ...],
    statuses: tuple[str, ...],
    severity_below: str | None,
    text: str,
    by: str,
    reason: str,
    length: timedelta,
) -> None:
    """Hide alerts that fit in all that is named; every finding of an alert must."""
    settings, now = load_settings(config), datetime.now(UTC)
    _check_themes(settings, themes)
    with Store.open(settings.storage_url) as store:
        matcher = Matcher(
            themes=tuple(map(ThemeId, themes)),
            stories=tuple(StoryId(find_alert(store, ident).story) for ident in stories),
            sources=tuple(map(SourceType, sources)),
            outlets=outlets,
            directions=tuple(map(Direction, directions)),
            statuses=tuple(map(Status, statuses)),
            severity_below=Severity(severity_below) if severity_below else None,
            text=text.strip(),
        )
        if matcher.is_empty:
            raise UsageError(
                "a silence without a condition would hide everything: name a theme, an alert, an outlet, ..."
            )
        silence = new_silence(matcher, by, reason, now, now + length)
        store.add_silence(silence)
    if as_json:
        click.echo(json.dumps(encode(silence), ensure_ascii=False, indent=2))
        return
    click.echo(f"silence {silence.id} hides {described(matcher)} until {silence.expires:%Y-%m-%d %H:%M} UTC")


@commands.command("list")
@config_option
@json_option
@click.option("--all", "everything", is_flag=True, help="Those that are over, too.")
def list_silences(config: Path, as_json: bool, everything: bool) -> None:
    """Silences in force, with what they have hidden so far."""
    now = datetime.now(UTC)
    with Store.open(load_settings(config).storage_url) as store:
        found, hidden = store.silences(None if everything else now), store.count_hidden()
    rows = [
        {
            "id": one.id,
            "until": one.expires.isoformat(timespec="seconds"),
            "hides": described(one.matcher),
            "hidden": hidden.get(one.id, 0),
            "by": one.author,
            "reason": one.reason,
            "active": one.created <= now < one.expires,
        }
        for one in found
    ]
    print_rows(
        ("id", "until", "hides", "hidden", "by", "reason"), rows, as_json=as_json, empty="no silence is in force"
    )


@commands.command("expire")
@config_option
@json_option
@click.argument("ident", metavar="ID")
def expire(config: Path, as_json: bool, ident: str) -> None:
    """End a silence now. What it hid is told to operators with the next pass."""
    now = datetime.now(UTC)
    with Store.open(load_settings(config).storage_url) as store:
        active = {one.id: one for one in store.silences(active=now)}
        if ident not in active:
            raise UsageError(f"no silence '{ident}' is in force; 'sanctions-watch alerts silence list' shows them")
        ended = replace(active[ident], expires=now)
        store.add_silence(ended)
        hidden = store.count_hidden().get(ident, 0)
    if as_json:
        click.echo(json.dumps({**encode(ended), "hidden": hidden}, ensure_ascii=False, indent=2))
        return
    click.echo(f"silence {ident} has ended; it hid {hidden} alert{'' if hidden == 1 else 's'}")


def new_silence(matcher: Matcher, author: str, reason: str, now: datetime, expires: datetime) -> Silence:
    """A silence with an id that nobody has used."""
    return Silence(f"s{secrets.token_hex(3)}", matcher, author, reason, now, expires)


def _check_themes(settings: Settings, themes: tuple[str, ...]) -> None:
    if not themes:
        return
    known = [str(theme.id) for theme in load_pack(shipped_pack(), settings.scoring.rule_folders).themes]
    for theme in themes:
        if theme not in known:
            raise UsageError(f"'{theme}' is no theme of the rules; {did_you_mean(theme, known)}")
