"""`sanctions-watch alerts ack | resend | dead`: what becomes of alerts after they were written."""

import json
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from flows.cli.shared import DURATION, config_option, json_option, print_rows
from flows.cli.silences import new_silence
from flows.domain import Acknowledgement, AlertId, Delivery, DeliveryState, Matcher, NoticeCopy, NoticeKind
from flows.errors import UsageError
from flows.inspection.records import find_alert
from flows.settings import load_settings
from flows.storage.codec import encode
from flows.storage.store import Store
from rules.yaml_reader import did_you_mean

UNHEARD = (DeliveryState.DEAD, DeliveryState.FAILED, DeliveryState.SILENCED)
"""Copies that `alerts resend` takes up when no target is named."""


@click.command("ack")
@config_option
@json_option
@click.argument("ident", metavar="ID")
@click.option("--by", default="", help="Who looks after it.")
@click.option("--note", default="", help="Anything worth knowing.")
@click.option("--mute", type=DURATION, help="Hear nothing more of its story for so long, such as '7 days'.")
def ack(config: Path, as_json: bool, ident: str, by: str, note: str, mute: timedelta | None) -> None:
    """Say that an alert was seen and is looked after.

    `alerts list` shows it. Updates of its story still come, unless --mute silences the story for a while.
    """
    now = datetime.now(UTC)
    with Store.open(load_settings(config).storage_url) as store:
        alert = find_alert(store, ident)
        # Whoever says only that it was seen takes nothing back of what others noted.
        before = store.acknowledgements([alert.id]).get(alert.id, Acknowledgement(alert.id, "", "", now))
        by, note = by or before.author, note or before.note
        done = Acknowledgement(alert.id, by, note, now)
        store.acknowledge(done)
        silence = None
        if mute is not None:
            reason = note or f"alert {alert.id} was acknowledged"
            silence = new_silence(Matcher(stories=(alert.story,)), by or "nobody named", reason, now, now + mute)
            store.add_silence(silence)
    if as_json:
        click.echo(json.dumps({"ack": encode(done), "silence": encode(silence)}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{alert.id} is acknowledged" + (f" by {by}" if by else ""))
    if silence is not None:
        click.echo(f"its story is silenced until {silence.expires:%Y-%m-%d %H:%M} UTC: silence {silence.id}")


@click.command("resend")
@config_option
@json_option
@click.argument("ident", metavar="ID")
@click.option("--target", "targets", multiple=True, help="Send it there, whatever became of it; may be repeated.")
def resend(config: Path, as_json: bool, ident: str, targets: tuple[str, ...]) -> None:
    """Send an alert or a notice again with the next pass, with all its attempts anew.

    Without --target to those who have not heard it: copies that were given up, failed or were silenced.
    """
    settings, now = load_settings(config), datetime.now(UTC)
    known = [target.name for target in settings.targets]
    for name in targets:
        if name not in known:
            raise UsageError(f"there is no target '{name}'; {did_you_mean(name, known)}")
    with Store.open(settings.storage_url) as store:
        notice = store.notice_copies(notice=ident)
        what, found = ("notice", ident) if notice else ("alert", find_alert(store, ident).id)
        copies = notice or store.deliveries(AlertId(found))
        chosen = targets or tuple(copy.target for copy in copies if copy.state in UNHEARD)
        if not chosen:
            raise UsageError(f"no copy of {found} was given up, failed or silenced; name the one to repeat: --target")
        for name in chosen:
            if what == "notice":
                _resend_notice(store, notice, name, now)
            elif not store.requeue(AlertId(found), name, now):
                store.add_copy(AlertId(found), name, now)
            store.wake_target(name)
    if as_json:
        click.echo(json.dumps({what: found, "targets": list(chosen)}, ensure_ascii=False))
        return
    click.echo(f"{found} goes to {', '.join(chosen)} with the next pass: sanctions-watch run")


def _resend_notice(store: Store, copies: Sequence[NoticeCopy], target: str, now: datetime) -> None:
    copy = next((one for one in copies if one.target == target), None)
    if copy is None:
        known = ", ".join(one.target for one in copies)
        raise UsageError(f"{copies[0].notice.id} was not meant for '{target}'; it has copies for {known}")
    store.requeue_notice(copy, now)


@click.command("dead")
@config_option
@json_option
def dead(config: Path, as_json: bool) -> None:
    """Copies of alerts, digests and notices that were given up, with the reason and how to send them after all."""
    with Store.open(load_settings(config).storage_url) as store:
        copies = store.deliveries(states=[DeliveryState.DEAD])
        alerts = {copy.alert: store.alert(copy.alert) for copy in copies}
        notices = store.notice_copies([DeliveryState.DEAD])
    rows = [
        _dead_row("alert", copy.alert, alert.headline if (alert := alerts[copy.alert]) else "", copy) for copy in copies
    ]
    rows += [
        _dead_row(
            "digest" if copy.notice.kind is NoticeKind.DIGEST else "notice", copy.notice.id, copy.notice.subject, copy
        )
        for copy in notices
    ]
    columns = ("id", "what", "target", "given_up", "attempts", "reason", "headline", "resend")
    print_rows(columns, rows, as_json=as_json, empty="no copy was given up")


def _dead_row(what: str, ident: str, headline: str, copy: Delivery | NoticeCopy) -> dict[str, object]:
    return {
        "id": ident,
        "what": what,
        "target": copy.target,
        "given_up": copy.updated.isoformat(timespec="seconds") if copy.updated else None,
        "attempts": copy.attempts,
        "reason": copy.last_error,
        "uncertain": copy.uncertain,
        "headline": headline,
        "resend": f"sanctions-watch alerts resend {ident} --target {shlex.quote(copy.target)}",
    }
