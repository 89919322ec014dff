"""Whether a user's templates work, found out before an alert depends on them."""

from collections.abc import Iterator
from datetime import datetime

from flows.alerts.message import Form, render
from flows.alerts.notices import render_notice
from flows.alerts.sample import sample_alert, sample_notice
from flows.alerts.templating import Templates, names
from flows.alerts.words import DUPLICATE
from flows.domain import Problem

_OF_ALERTS = {
    "alert.html": Form.HTML,
    "alert.txt": Form.PLAIN,
    "console.txt": Form.CONSOLE,
    "slack.txt": Form.SLACK,
}
"""Templates of alerts, each with the form it makes."""


def template_problems(templates: Templates, now: datetime) -> Iterator[Problem]:
    """Files of the folder that are no template, and templates that fail for a message about nothing."""
    if templates.folder is None:
        return
    for path in sorted(templates.folder.iterdir()):
        if path.is_file() and not path.name.startswith(".") and path.name not in names():
            known = ", ".join(names())
            yield Problem(str(path), f"is not used: no template is called so; those that can be replaced are {known}")
    alert, notice = sample_alert(now), sample_notice(now)
    made = [render(alert, form, templates=templates) for form in Form]
    made += [render_notice(notice, form, templates=templates) for form in Form]
    for trouble in dict.fromkeys(trouble for one in made for trouble in one.troubles):
        where, _, what = trouble.partition(": ")
        yield Problem(where, what)
    for name, form in _OF_ALERTS.items():
        path = templates.folder / name
        made_again = render(alert, form, templates=templates, repeat=True)
        if path.is_file() and not made_again.troubles and DUPLICATE not in " ".join(made_again.body.split()):
            message = "does not show {{ alert.repeat }}: an alert that may have arrived before looks like a new one"
            yield Problem(str(path), message)
