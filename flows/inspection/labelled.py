"""Articles that people labelled, with the places that show each theme, and what claims they read there."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.errors import UsageError

CLAIM = ("status", "source", "direction")
"""What a label says of a claim; a value may be a list, one for each person who labelled."""


@dataclass(frozen=True, slots=True)
class Span:
    """One labelled place."""

    field: str
    start: int
    end: int
    claim: Mapping[str, tuple[str, ...]]
    """Of `CLAIM` to the values that are right, by person."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled article."""

    ident: str
    labels: Mapping[str, tuple[Span, ...]]
    """Theme to its places; a theme without places is not there."""
    whole: bool
    """True where the whole item is the evidence: any place in it counts as found."""
    lang: str
    kind: str


def read_labelled(path: Path) -> list[Labelled]:
    """The articles of JSON lines with `id`, `labels` {theme: [{field, start, end, status, source, direction}]}, `unit`.

    Raises:
        UsageError: with every line that is wrong, or when there is no article at all.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # JSON may hold other line ends
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read as UTF-8 text: {error}") from None
    found: dict[str, Labelled] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                one = _article(json.loads(line))
            except KeyError as error:
                problems.append(f"{path}:{number}: no labelled article: {error.args[0]!r} is missing")
                continue
            except (json.JSONDecodeError, RecursionError) as error:
                problems.append(f"{path}:{number}: is no JSON: {error}")
                continue
            except (ValueError, TypeError, AttributeError) as error:
                problems.append(f"{path}:{number}: no labelled article, as its labels have another form: {error}")
                continue
            if one.ident in found:
                problems.append(f"{path}:{number}: a second article has the id '{one.ident}'")
            found[one.ident] = one
    if problems:
        raise UsageError("\n".join(problems))
    if not found:
        raise UsageError(f"{path} holds no labelled article")
    return list(found.values())


def _article(row: Mapping[str, Any]) -> Labelled:
    labels = {str(theme): tuple(map(_span, places)) for theme, places in row["labels"].items() if places}
    whole = row.get("unit") == "item"
    return Labelled(str(row["id"]), labels, whole, str(row.get("lang") or ""), str(row.get("kind") or ""))


def _span(place: Mapping[str, Any]) -> Span:
    claim = {key: _values(place.get(key)) for key in CLAIM}
    return Span(str(place.get("field", "text")), int(place["start"]), int(place["end"]), claim)


def _values(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else (str(value),)
