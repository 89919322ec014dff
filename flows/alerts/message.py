"""An alert as a message: a subject and a body in the form that a target reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from flows.alerts.cleaning import ELLIPSIS
from flows.alerts.payload import payload
from flows.alerts.subject import subject
from flows.alerts.templating import filled
from flows.alerts.view import Limits, view
from flows.domain import Alert

MAIL_WIDTH = 78
"""Columns of a plain e-mail (RFC 5322, section 2.1.1)."""
CONSOLE_WIDTH = 100
SLACK_LIMIT = 2900
"""Characters of a Slack body: under the 3,000 of a section and, with the title, the 4,000 of a message."""


class Form(StrEnum):
    """What a target reads."""

    CONSOLE = "console"
    PLAIN = "plain"
    HTML = "html"
    SLACK = "slack"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to be sent."""

    form: Form
    subject: str
    """One line of at most 90 characters."""
    body: str
    """The message in its form."""
    plain: str
    """The message as plain text; beside HTML the alternative that a plain reader sees."""

    @property
    def html(self) -> str:
        """The HTML document; empty in other forms."""
        return self.body if self.form is Form.HTML else ""


def render(alert: Alert, form: Form | str, limit: int = 0, width: int = CONSOLE_WIDTH) -> Rendered:
    """The alert in one form, with at most `limit` characters where that is not 0 (Slack has its own limit).

    `width` is that of the console in columns.
    """
    form = Form(form)
    line = subject(alert)
    if form is Form.JSON:
        body = json.dumps(payload(alert, line), ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
        return Rendered(form, line, body, body)
    if form is Form.SLACK:
        body = _fitting(alert, line, "slack.txt", SLACK_LIMIT, width=0)
        return Rendered(form, line, body, body)
    if form is Form.HTML:
        html = filled("alert.html", alert=view(alert, Limits(), line), width=MAIL_WIDTH)
        return Rendered(form, line, html, _fitting(alert, line, "alert.txt", 0, MAIL_WIDTH))
    if form is Form.CONSOLE:
        body = _fitting(alert, line, "console.txt", 0, min(width, CONSOLE_WIDTH))
    else:
        body = _fitting(alert, line, "alert.txt", limit, MAIL_WIDTH)
    return Rendered(form, line, body, body)


def _ladder() -> Iterator[Limits]:
    """From everything to little: what a smaller message leaves out first."""
    yield Limits()
    yield Limits(quotation=240, requirement=160, articles=5)
    yield Limits(quotations=2, quotation=240, measures=2, requirement=120, articles=4)
    yield Limits(quotations=2, quotation=200, measures=1, requirement=90, articles=3)
    yield Limits(quotations=1, quotation=240, measures=2, requirement=100, articles=3)
    yield Limits(quotations=1, quotation=160, measures=1, requirement=80, articles=2, reasons=False)
    yield Limits(quotations=1, quotation=140, measures=1, requirement=0, articles=0, reasons=False)


def _fitting(alert: Alert, line: str, template: str, limit: int, width: int) -> str:
    text = ""
    for limits in _ladder():
        text = filled(template, alert=view(alert, limits, line), width=width)
        if not limit or weight(text) <= limit:
            return text
    return shortened(text, limit, f"{ELLIPSIS} the rest: {view(alert, Limits(), line).command}")


def weight(text: str) -> int:
    """Characters once `&`, `<` and `>` are escaped, as Slack and others have it."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def shortened(text: str, limit: int, last: str) -> str:
    """Whole lines of a text that fit, with `last` below them."""
    kept: list[str] = []
    room = limit - weight(last) - 1
    for line in text.split("\n"):
        room -= weight(line) + 1
        if room < 0:
            break
        kept.append(line)
    return "\n".join([*kept, last])[:limit]
