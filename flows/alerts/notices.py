"""A notice about the watch itself as a message: a subject and a body in the form that a target reads."""

from dataclasses import dataclass

from flows.alerts import words
from flows.alerts.cleaning import ELLIPSIS, cut, one_line
from flows.alerts.message import CONSOLE_WIDTH, MAIL_WIDTH, SLACK_LIMIT, Form, Rendered, shortened, weight
from flows.alerts.payload import as_json
from flows.alerts.templating import SHIPPED, Filled, Templates
from flows.domain import Notice, NoticeKind

PREFIX = "[Sanctions Watch] "
"""What a filter of a mail program can go by."""
MAX_SUBJECT = 120
MAX_LINE = 600
SCHEMA = "sanctions-watch/notice/1"
"""Name and version of the shape as data; keys are added, never changed."""


@dataclass(frozen=True, slots=True)
class _View:
    """A notice as its readers see it: cleaned and cut."""

    subject: str
    severity: str
    lines: tuple[str, ...]
    foot: str


def render_notice(
    notice: Notice,
    form: Form | str,
    limit: int = 0,
    width: int = CONSOLE_WIDTH,
    templates: Templates = SHIPPED,
    *,
    repeat: bool = False,
) -> Rendered:
    """The notice in one form, with at most `limit` characters where that is not 0 (Slack has its own limit).

    `repeat` marks at its foot that it may have arrived before.
    """
    form = Form(form)
    shown = _View(
        subject=cut(PREFIX + one_line(notice.subject), MAX_SUBJECT),
        severity=words.SEVERITY[notice.severity],
        lines=tuple(cut(one_line(line), MAX_LINE) for line in notice.lines),
        foot=f"{words.minute(notice.created)}. {_purpose(notice)}" + (f" {words.DUPLICATE}" if repeat else ""),
    )
    if form is Form.JSON:
        body = as_json(_payload(notice, shown, repeat=repeat))
        return Rendered(form, shown.subject, body, body)
    plain = templates.filled("notice.txt", notice=shown, width=MAIL_WIDTH)
    made = plain
    if form is Form.SLACK:
        made = _fitting(templates.filled("notice_slack.txt", notice=shown), SLACK_LIMIT, repeat=repeat)
    elif form is Form.HTML:
        made = templates.filled("notice.html", notice=shown)
    elif form is Form.CONSOLE:
        made = templates.filled("notice_console.txt", notice=shown, width=min(width, CONSOLE_WIDTH))
    elif form is Form.PLAIN:
        made = _fitting(plain, limit, repeat=repeat)
    beside = plain if form is Form.HTML else made
    troubles = tuple(dict.fromkeys(one.trouble for one in (made, beside) if one.trouble))
    return Rendered(form, shown.subject, made.text, beside.text, troubles)


def _purpose(notice: Notice) -> str:
    if notice.kind is NoticeKind.TEST:
        return "A test of this target; nothing is wrong."
    if notice.kind is NoticeKind.DIGEST:
        return "The whole of an alert: sanctions-watch alerts show ID."
    return "This is about the watch itself, not about what it found."


def _fitting(made: Filled, limit: int, *, repeat: bool) -> Filled:
    if not limit or weight(made.text) <= limit:
        return made
    last = f"{ELLIPSIS} the rest: sanctions-watch doctor" + (f"\n{words.DUPLICATE}" if repeat else "")
    return Filled(shortened(made.text, limit, last), made.trouble)


def _payload(notice: Notice, shown: _View, *, repeat: bool) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "id": notice.id,
        "kind": notice.kind.value,
        "created": notice.created.isoformat(),
        "subject": shown.subject,
        "severity": notice.severity.value,
        "about": list(notice.about),
        "over": notice.over,
        "lines": list(shown.lines),
        "possible_duplicate": repeat,
    }
