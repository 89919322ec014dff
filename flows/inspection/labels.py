"""Labels of articles: which themes a person found in each."""

import json
from collections.abc import Mapping
from pathlib import Path

from flows.errors import UsageError


def read_labels(path: Path) -> Mapping[str, frozenset[str]]:
    """Id to the themes it is labelled with, from JSON lines that have `id` and `labels`.

    `labels` is a list of themes, or a mapping of themes to whatever shows them (true, or a list of places); a theme
    whose value is empty or false does not count. An article with empty labels shows nothing.

    Raises:
        UsageError: with the line that is wrong.
    """
    found: dict[str, frozenset[str]] = {}
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    ident, themes = _label(line, f"{path}:{number}")
                    found[ident] = themes
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text") from None
    return found


def _label(line: str, place: str) -> tuple[str, frozenset[str]]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: is no JSON: {error}") from None
    if not isinstance(value, dict) or not isinstance(value.get("id"), str | int):
        raise UsageError(f"{place}: must be an object with id and labels")
    labels = value.get("labels")
    if isinstance(labels, dict):
        return str(value["id"]), frozenset(theme for theme, shown in labels.items() if shown)
    if isinstance(labels, list) and all(isinstance(theme, str) for theme in labels):
        return str(value["id"]), frozenset(labels)
    raise UsageError(f"{place}: 'labels' must be a list of themes, or themes with what shows them")
