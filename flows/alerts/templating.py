"""The templates of messages: nothing in a text can become mark-up in the form it is put into.

A user's folder may hold templates of the same names; they are filled in the same sandbox. One that fails gives way to
the built-in one and is reported: no alert is lost to it.
"""

import re
import traceback
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flows.alerts.cleaning import Verbatim, cut, one_line
from flows.alerts.layout import columns, folded

BUILT_IN = PackageLoader("flows.alerts", "templates")


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its values."""

    text: str
    """Without empty lines at its ends; HTML as it is."""
    trouble: str = ""
    """Why the user's template was not used, with file and line; empty when all is well."""


class Templates:
    """The built-in templates, under those of a user's folder. Safe to share between threads."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._own = {}
        if folder is not None:
            over = ChoiceLoader([FileSystemLoader(folder), BUILT_IN])
            self._own = {name: _environment(over, name) for name in names()}

    def filled(self, template: str, **values: object) -> Filled:
        """A template with its values. Never fails for a user's template; a built-in one that fails is a bug."""
        trouble = ""
        own = self._own.get(template)
        if own is not None:
            try:
                text = _tidied(template, own.get_template(template).render(**values))
                if text.strip():
                    return Filled(text)
                trouble = f"{self.folder}/{template}: comes out empty; the built-in template was used"
            except Exception as error:  # noqa: BLE001 - whatever a user's template does, the alert goes out
                trouble = f"{_where(error, self.folder, template)}: {_why(error)}; the built-in template was used"
        made = _built_in(template)
        return Filled(_tidied(template, made.get_template(template).render(**values)), trouble)


SHIPPED = Templates()
"""The built-in templates alone."""


@cache
def names() -> tuple[str, ...]:
    """Names of all templates."""
    return tuple(sorted(one.name for one in files("flows.alerts").joinpath("templates").iterdir()))


def for_slack(value: object) -> str:
    """A value that no mark-up of Slack's can hide in: no `<!channel>`, no disguised link, no formatting, no emoji."""
    if isinstance(value, Verbatim):
        return value
    return _EMOJI.sub("꞉", _ITALIC.sub("ˍ", str(value).translate(_SLACK)))


_SLACK = str.maketrans(
    {"<": "‹", ">": "›", "`": "'", "*": "∗", "~": "∼", "\r": " ", "\n": " ", "\x85": " ", "\u2028": " "}
)
_ITALIC = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore at the edge of a word; one inside, as in the name of a file, means nothing to Slack."""
_EMOJI = re.compile(r":(?=(?:[a-z]|[+-]1)[a-z0-9+_-]*:)")


def _tidied(template: str, text: str) -> str:
    """At most one empty line in a row, none at the ends; HTML as it is."""
    if template.endswith(".html"):
        return text
    lines: list[str] = []
    for line in (part.rstrip() for part in text.split("\n")):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n")


@cache
def _built_in(template: str) -> ImmutableSandboxedEnvironment:
    return _environment(BUILT_IN, template)


def _environment(loader: BaseLoader, template: str) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=loader,
        autoescape=template.endswith(".html"),
        finalize=for_slack if "slack" in template else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    filters: dict[str, Any] = {"folded": folded, "columns": columns}
    made.filters.update(filters)
    return made


def _where(error: Exception, folder: Path | None, template: str) -> str:
    """File and line of what failed."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or template}:{error.lineno}"
    frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename.startswith(f"{folder}/")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else f"{folder}/{template}"


def _why(error: Exception) -> str:
    return cut(one_line(f"{type(error).__name__}: {error}"), 300)
