"""Whether a user's templates work, found out before an alert depends on them."""

from collections.abc import Iterator
from datetime import datetime

from flows.alerts.message import Form, render
from flows.alerts.notices import render_notice
from flows.alerts.sample import sample_alert, sample_notice
from flows.alerts.templating import Templates, names
from flows.domain import Problem


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
