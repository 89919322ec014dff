"""An alert as a message: a subject and a body in the form that a target reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from flows.alerts.cleaning import ELLIPSIS
from flows.alerts.payload import as_json, payload
from flows.alerts.showing import command, view
from flows.alerts.subject import subject
from flows.alerts.templating import SHIPPED, Filled, Templates
from flows.alerts.view import Limits, View
from flows.domain import Alert

MAIL_WIDTH = 78
"""Columns of a plain e-mail (RFC 5322, section 2.1.1)."""
CONSOLE_WIDTH = 100
CONSOLE_LINES = 45
"""Lines of an alert on a terminal: one screen. `alerts show` tells the rest."""
SLACK_LIMIT = 2900
"""Characters of a Slack body: under the 3,000 of a section and, with the title, the 4,000 of a message."""

_Shown = Callable[[Limits], View]
"""What a message shows within some limits."""


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
    troubles: tuple[str, ...] = ()
    """Why templates of the user were not used."""

    @property
    def html(self) -> str:
        """The HTML document; empty in other forms."""
        return self.body if self.form is Form.HTML else ""


def render(
    alert: Alert,
    form: Form | str,
    limit: int = 0,
    width: int = CONSOLE_WIDTH,
    templates: Templates = SHIPPED,
    *,
    repeat: bool = False,
) -> Rendered:
    """The alert in one form, with at most `limit` characters where that is not 0 (Slack has its own limit).

    `width` is that of the console in columns; `repeat` marks at its foot that the message may have arrived before.
    """
    form = Form(form)
    line = subject(alert)
    shown = partial(view, alert, subject=line, repeat=repeat)
    if form is Form.JSON:
        body = as_json(payload(alert, line, command(alert), repeat=repeat))
        return Rendered(form, line, body, body)
    if form is Form.HTML:
        html = templates.filled("alert.html", alert=shown(Limits()), width=MAIL_WIDTH)
        plain = _fitting(shown, templates, "alert.txt", 0, MAIL_WIDTH)
        return Rendered(form, line, html.text, plain.text, _troubles(html, plain))
    if form is Form.SLACK:
        made = _fitting(shown, templates, "slack.txt", SLACK_LIMIT, width=0)
    elif form is Form.CONSOLE:
        made = _on_a_screen(shown, templates, min(width, CONSOLE_WIDTH))
    else:
        made = _fitting(shown, templates, "alert.txt", limit, MAIL_WIDTH)
    return Rendered(form, line, made.text, made.text, _troubles(made))


def _troubles(*filled: Filled) -> tuple[str, ...]:
    return tuple(one.trouble for one in filled if one.trouble)


def _ladder() -> Iterator[Limits]:
    """From everything to little: what a smaller message leaves out first. Who says it goes with the quotation."""
    yield Limits()
    yield Limits(requirement=160, articles=5, known=2)
    yield Limits(quotations=2, measures=2, requirement=120, articles=4, known=1)
    one = Limits(quotations=1, measures=1, requirement=120, reason=200, articles=3, known=1, terms=False)
    yield one
    yield replace(one, quotation=280, requirement=90, reason=170, articles=2, known=0)
    yield replace(one, quotation=240, requirement=70, reason=110, articles=2, known=0)
    yield replace(one, quotation=200, requirement=50, reason=90, articles=1, known=0)
    least = replace(one, quotation=200, requirement=0, reason=90, articles=0, known=0, reasons=False)
    yield least
    yield replace(least, themes=3)
    yield replace(least, themes=1)
    yield replace(least, themes=1, quotation=100, measures=0)


def _fitting(shown: _Shown, templates: Templates, template: str, limit: int, width: int) -> Filled:
    made, last = Filled(""), ""
    for limits in _ladder():
        seen = shown(limits)
        made = templates.filled(template, alert=seen, width=width)
        if not limit or weight(made.text) <= limit:
            return made
        last = f"{ELLIPSIS} the rest: {seen.command}" + (f"\n{seen.repeat}" if seen.repeat else "")
    return Filled(shortened(made.text, limit, last), made.trouble)


def _on_a_screen(shown: _Shown, templates: Templates, width: int) -> Filled:
    made = Filled("")
    one = Limits(quotations=1, quotation=240, measures=1, requirement=120, reason=200, articles=3, known=1)
    least = replace(one, themes=3, quotation=120, requirement=0, reason=90, articles=0, known=0, reasons=False)
    for limits in (
        replace(one, quotations=2, requirement=160, known=2),
        one,
        replace(one, requirement=90, reason=180, articles=2),
        replace(one, requirement=75, reason=170, articles=1, known=0, terms=False),
        replace(one, themes=3, quotation=200, requirement=60, reason=100, articles=0, known=0, terms=False),
        least,
    ):
        made = templates.filled("console.txt", alert=shown(limits), width=width)
        if made.text.count("\n") < CONSOLE_LINES:
            break
    return made


def weight(text: str) -> int:
    """Characters once `&`, `<` and `>` are escaped, as Slack and others have it."""
    return len(text) + 4 * text.count("&") + 3 * (text.count("<") + text.count(">"))


def shortened(text: str, limit: int, last: str) -> str:
    """Whole lines of a text that fit, with `last` below them; a quotation that loses its speaker goes with him."""
    kept: list[str] = []
    room = limit - weight(last) - 1
    lines = text.split("\n")
    for line in lines:
        room -= weight(line) + 1
        if room < 0:
            break
        kept.append(line)
    rest = lines[len(kept)] if len(kept) < len(lines) else ""
    last_quoted = ">" if kept and kept[-1].startswith(">") else ""
    if rest and not _opens(rest) and rest.startswith(last_quoted):
        start = len(kept)
        while start and kept[start - 1] and not _opens(kept[start - 1]):
            start -= 1
        if start and _opens(kept[start - 1]):
            del kept[start - 1 :]
    return "\n".join([*kept, last])[:limit]


def _opens(line: str) -> bool:
    """True for the line that a quotation begins on."""
    return line.lstrip("> ").startswith("“")
