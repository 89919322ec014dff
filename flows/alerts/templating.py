"""The templates of messages: nothing in a text can become mark-up in the form it is put into."""

from typing import Any

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flows.alerts.layout import columns, folded


def filled(template: str, **values: object) -> str:
    """A template with its values; text without empty lines at its ends, HTML as it is."""
    text = _ENVIRONMENT.get_template(template).render(**values)
    return text if template.endswith(".html") else _tidied(text)


def for_slack(text: str) -> str:
    """Text that no mark-up of Slack's can hide in: no `<!channel>`, no disguised link, no formatting."""
    return text.translate(_SLACK)


_SLACK = str.maketrans({"<": "‹", ">": "›", "`": "'", "*": "∗", "\r": " ", "\n": " "})


def _tidied(text: str) -> str:
    """At most one empty line in a row, none at the ends."""
    lines: list[str] = []
    for line in (part.rstrip() for part in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("flows.alerts", "templates"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: dict[str, Any] = {"folded": folded, "columns": columns, "slack": for_slack}
    made.filters.update(filters)
    return made


_ENVIRONMENT = _environment()
