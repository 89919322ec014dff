"""Alerts leave the house here, through Apprise: one object for each target, kept as long as the courier.

Apprise answers yes or no; why it failed stands in its log alone, and whether it may have arrived all the same shows
only on the wire. Both are heard call by call in their own thread; secrets are taken out, and nothing reaches any other
log.
"""

import difflib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType
from apprise.manager_plugins import NotificationManager

from flows.alerts.addresses import scheme, scrubbed, secrets_of, with_defaults
from flows.alerts.cleaning import cut, one_line
from flows.alerts.listening import heard, hush
from flows.alerts.message import CONSOLE_WIDTH, Form, Rendered, render
from flows.alerts.notices import render_notice
from flows.alerts.plugins.console import Console
from flows.alerts.plugins.eml import EmlFolder
from flows.alerts.plugins.letter import Letter
from flows.alerts.plugins.mail import Mail
from flows.alerts.plugins.pace import MAIL, Pace, pace_of
from flows.alerts.plugins.webhook import Webhook
from flows.alerts.templating import SHIPPED, Templates
from flows.domain import Alert, Notice, Problem, Severity
from flows.options import DeliveryOptions, Rate, TargetOptions

OWN = {"console": Console, "eml": EmlFolder, "mailto": Mail, "mailtos": Mail, "json": Webhook, "jsons": Webhook}
"""Schemes that our own plug-ins serve; all others are Apprise's."""

LOUDNESS = {
    Severity.LOW: NotifyType.INFO,
    Severity.MEDIUM: NotifyType.INFO,
    Severity.HIGH: NotifyType.WARNING,
    Severity.CRITICAL: NotifyType.FAILURE,
}
"""What gives a message its colour where the service has colours."""

SLOW = 3.0
"""Seconds from which a failure names how long it took: it tells a time-out from a refusal."""

MAX_REASON = 500
"""Characters of a reason that are kept."""

_LOG = logging.getLogger(__name__)
_ANGLES = str.maketrans({"<": "‹", ">": "›"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one attempt."""

    ok: bool
    detail: str = ""
    """Why it failed, or what went wrong beside a success; never holds a secret."""
    artefact: Path | None = None
    """The file that was written, for targets that write one."""
    uncertain: bool = False
    """True for a failure after which the message may have arrived all the same."""
    asked: timedelta | None = None
    """The time for which the service asked (`Retry-After`); None when it did not."""


class _Target:
    """One address, ready to be used."""

    def __init__(self, name: str, plugin: object, secrets: frozenset[str], rate: Rate | None) -> None:
        self.name = name
        self.pace = _pace(name, plugin, rate)
        self.plugin: object = plugin
        self.secrets = secrets
        self.lock = threading.Lock()
        self.apprise = Apprise(asset=_asset())
        self.apprise.add(plugin)


class Courier:
    """Sends alerts and notices to targets. Safe to share between threads; one target takes one message at a time."""

    def __init__(
        self,
        targets: Sequence[TargetOptions],
        templates: Templates = SHIPPED,
        delivery: DeliveryOptions | None = None,
    ) -> None:
        hush()
        delivery = delivery or DeliveryOptions()
        self._templates = templates
        self._targets: dict[str, _Target] = {}
        self._problems: dict[str, Problem] = {}
        for options in targets:
            built = _built(options, delivery.rate_of(options.name))
            if isinstance(built, Problem):
                self._problems[options.name] = built
            else:
                self._targets[options.name] = built

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Targets that cannot be used, each with what to do."""
        return tuple(self._problems.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Targets that can be used."""
        return tuple(self._targets)

    def pause(self, target: str) -> float:
        """Seconds until the target's pace allows another message."""
        found = self._targets.get(target)
        return found.pace.wait() if found is not None and found.pace is not None else 0.0

    def send(self, target: str, alert: Alert, *, copy: bool = False) -> Outcome:
        """Try once, at the target's pace. Never raises: what goes wrong is in the outcome, and in the log.

        `copy` marks the message as one that may have arrived before.
        """
        made = partial(render, alert, templates=self._templates, repeat=copy)
        parcel = _Parcel(alert.id, alert.story, alert.number, alert.severity, made)
        return self._send(target, parcel, f"alert {alert.id}")

    def send_notice(self, target: str, notice: Notice, *, copy: bool = False) -> Outcome:
        """Try once to send a notice about the watch itself. Never raises, as `send`."""
        made = partial(render_notice, notice, templates=self._templates, repeat=copy)
        parcel = _Parcel(notice.id, notice.id, 1, notice.severity, made)
        return self._send(target, parcel, f"notice {notice.id}")

    def without_secrets(self, text: str) -> str:
        """The text without anything that stands in the address of a target, and without any other address."""
        return scrubbed(text, frozenset[str]().union(*(target.secrets for target in self._targets.values())))

    def _send(self, target: str, parcel: "_Parcel", what: str) -> Outcome:
        found = self._targets.get(target)
        if found is None:
            problem = self._problems.get(target)
            return Outcome(ok=False, detail=problem.message if problem else "is no target of watch.yaml any more")
        with found.lock:
            if found.pace is not None:
                time.sleep(found.pace.book())
            outcome = _sent(found, parcel)
        if outcome.ok:
            _LOG.info("%s: sent to '%s'%s", what, target, f" ({outcome.detail})" if outcome.detail else "")
        else:
            _LOG.warning("%s: not sent to '%s': %s", what, target, outcome.detail)
        return outcome


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What is to be sent, not yet in the form its target reads."""

    id: str
    thread: str
    """Story of an alert: its e-mails stand together."""
    number: int
    """Place in the thread, from 1."""
    severity: Severity
    render: Callable[..., Rendered]
    """Takes the form, and `limit` or `width`."""


def _sent(target: _Target, parcel: _Parcel) -> Outcome:
    started = time.monotonic()
    with heard() as hearing:
        try:
            ok, troubles = _handed_over(target, parcel)
            hearing.lines += troubles
        except Exception as error:  # noqa: BLE001 - whatever a plug-in does is this target's failure, not the pass's
            ok = False
            hearing.lines.append(f"{type(error).__name__}: {error}")
    took = time.monotonic() - started
    # What servers answer is untrusted, too; secrets go first, lest a cut leaves half of one.
    detail = cut(one_line(scrubbed("; ".join(dict.fromkeys(hearing.lines)), target.secrets)), MAX_REASON)
    if ok:
        plugin = target.plugin
        return Outcome(
            ok=True, detail=detail, artefact=plugin.path_for(parcel.id) if isinstance(plugin, EmlFolder) else None
        )
    detail = detail or "the service gave no reason"
    detail = f"{detail} (after {took:.0f} seconds)" if took >= SLOW else detail
    return Outcome(ok=False, detail=detail, uncertain=hearing.unanswered, asked=hearing.asked)


def _handed_over(target: _Target, parcel: _Parcel) -> tuple[bool, tuple[str, ...]]:
    """Write the message in the form the target reads and give it to Apprise; also why templates were not used."""
    plugin = target.plugin
    notify: Callable[..., object] = target.apprise.notify
    loudness = LOUDNESS[parcel.severity]
    if isinstance(plugin, (Mail, EmlFolder)):
        message = parcel.render(Form.HTML)
        letter = Letter(message.plain, parcel.id, parcel.thread, parcel.number)
        as_html = plugin.notify_format == NotifyFormat.HTML
        body, form = (message.html, NotifyFormat.HTML) if as_html else (message.plain, NotifyFormat.TEXT)
        return bool(notify(body, message.subject, loudness, body_format=form, attach=letter)), message.troubles
    if isinstance(plugin, Console):
        message = parcel.render(Form.CONSOLE, width=shutil.get_terminal_size((CONSOLE_WIDTH, 0)).columns)
        return bool(notify(message.body, message.subject, loudness, body_format=NotifyFormat.TEXT)), message.troubles
    service = str(getattr(plugin, "service_name", ""))
    if service == "Slack" and getattr(plugin, "notify_format", None) == NotifyFormat.MARKDOWN:
        message = parcel.render(Form.SLACK)
        form = NotifyFormat.MARKDOWN
        return bool(
            notify(message.body, message.subject.translate(_ANGLES), loudness, body_format=form)
        ), message.troubles
    if isinstance(plugin, Webhook):
        message = parcel.render(Form.JSON)
        plugin.headers["Idempotency-Key"] = f"{parcel.id}:{target.name}"
        return bool(notify(message.body, message.subject, loudness, body_format=NotifyFormat.TEXT)), message.troubles
    message = parcel.render(Form.PLAIN, limit=_room(plugin))
    text, title = message.body.translate(_ANGLES), message.subject.translate(_ANGLES)
    return bool(notify(text, title, loudness, body_format=NotifyFormat.TEXT)), message.troubles


def _room(plugin: object) -> int:
    """Characters a service takes in one message, less the title where it stands in the body."""
    room = int(getattr(plugin, "body_maxlen", 0))
    return room - 100 if int(getattr(plugin, "title_maxlen", 1)) <= 0 and room > 200 else room  # noqa: PLR2004 - a title's length, twice


def _built(options: TargetOptions, rate: Rate | None) -> _Target | Problem:
    where, url = f"target '{options.name}'", options.url.strip()
    kind = scheme(url)
    if not url:
        return Problem(where, "has an empty address; is the variable set that it is taken from?")
    if not kind:
        return Problem(where, "has no address: one begins with a scheme, such as slack:// or mailtos://")
    secrets = secrets_of(url)
    with heard() as hearing:
        try:
            plugin = _plugin(kind, with_defaults(url))
        except Exception as error:  # noqa: BLE001 - constructors of plug-ins raise what they like
            plugin = None
            hearing.lines.append(str(error))
    if plugin is not None:
        return _Target(options.name, plugin, secrets, rate)
    if kind not in OWN and kind not in _known():
        near = difflib.get_close_matches(kind, sorted(_known() | OWN.keys()), n=1, cutoff=0.6)
        hint = f"did you mean '{near[0]}'?" if near else "see https://github.com/caronc/apprise for those it does"
        return Problem(where, f"'{kind}://' is no address Apprise knows; {hint}")
    reason = scrubbed("; ".join(dict.fromkeys(hearing.lines)), secrets)
    return Problem(
        where, f"the '{kind}://' address is not complete or not well formed" + (f": {reason}" if reason else "")
    )


def _plugin(kind: str, url: str) -> object | None:
    if kind not in OWN:
        return Apprise.instantiate(url, asset=_asset(), suppress_exceptions=False)  # type: ignore[no-any-return]  # untyped
    parts = OWN[kind].parse_url(url)
    return OWN[kind](**{**parts, "asset": _asset()}) if parts else None


def _pace(name: str, plugin: object, rate: Rate | None) -> Pace | None:
    """What the user has set; for e-mail what providers take of one account, however many targets use it."""
    if rate is not None:
        return pace_of(name, rate)
    if isinstance(plugin, Mail):
        return pace_of(f"{plugin.smtp_host}:{plugin.port} {plugin.user or ''}", MAIL)
    return None


def _known() -> frozenset[str]:
    return frozenset(NotificationManager().schemas())


def _asset() -> AppriseAsset:
    return AppriseAsset(app_id="Sanctions Watch", app_desc="Sanctions Watch", async_mode=False, secure_logging=True)
