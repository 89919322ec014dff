"""Training sentences, as they stand in `examples/*.jsonl`: one JSON object a line."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import ExampleError

LANGUAGES = frozenset({"en", "ko", "ru", "zh", "ja"})
KINDS = frozenset({"wire", "broadsheet", "agency_translation", "state_media", "think_tank", "feed_summary", "headline"})
"""The kinds of news writing an example may imitate."""

_KEYS = ("id", "lang", "kind", "before", "text", "after", "themes")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its neighbours and what it is evidence for. Names stand in it as written; the caller masks
    them.
    """

    id: str
    lang: str
    """ISO 639-1 code."""
    kind: str
    """One of `KINDS`."""
    before: str
    """The sentence before; may be empty."""
    text: str
    after: str
    """The sentence after; may be empty."""
    themes: frozenset[str]
    """The themes it is evidence for; empty for a counter-example."""
    where: str = field(default="", compare=False)
    """File and line it was read from."""

    @property
    def title(self) -> bool:
        """True for a headline."""
        return self.kind == "headline"


def shipped_examples() -> tuple[Path, ...]:
    """The example files of this package, by name."""
    return tuple(sorted((Path(__file__).parent / "examples").glob("*.jsonl")))


def read_examples(paths: Iterable[Path], themes: Collection[str] | None = None) -> list[Example]:
    """All examples of the files, in order. Labels are checked against `themes` when they are given.

    Raises ExampleError with every mistake of every file, one a line, each with file and line.
    """
    found: list[Example] = []
    problems: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").split("\n")  # JSON may hold other line ends
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path}: cannot be read as UTF-8 text: {error}")
            continue
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            where = f"{path}:{number}"
            row, mistakes = _parse(line, themes)
            if not mistakes and row["id"] in seen:
                mistakes = [f"id '{row['id']}' stands already at {seen[row['id']]}: give it another"]
            problems += [f"{where}: {m}" for m in mistakes]
            if not mistakes:
                seen[row["id"]] = where
                found.append(Example(**{**row, "themes": frozenset(row["themes"])}, where=where))
    if problems:
        raise ExampleError("\n".join(problems))
    return found


def _parse(line: str, themes: Collection[str] | None) -> tuple[dict[str, Any], list[str]]:
    try:
        row = json.loads(line)
    except ValueError as error:
        return {}, [f"no JSON: {error}"]
    if not isinstance(row, dict):
        return {}, ["a line must hold one JSON object"]
    problems = [f"key '{key}' is missing" for key in _KEYS if key not in row]
    problems += [f"unknown key '{key}' (known: {', '.join(_KEYS)})" for key in row if key not in _KEYS]
    problems += [f"'{key}' must be text" for key in _KEYS[:-1] if not isinstance(row.get(key, ""), str)]
    if problems:
        return row, problems
    for key in ("id", "text"):
        if not row[key].strip():
            problems.append(f"'{key}' is empty")
    problems += [f"'{key}' holds a line break" for key in ("before", "text", "after") if "\n" in row[key]]
    if row["lang"] not in LANGUAGES:
        problems.append(f"unknown language '{row['lang']}' (known: {', '.join(sorted(LANGUAGES))})")
    if row["kind"] not in KINDS:
        problems.append(f"unknown kind '{row['kind']}' (known: {', '.join(sorted(KINDS))})")
    labels = row["themes"]
    if not isinstance(labels, list) or not all(isinstance(label, str) for label in labels):
        problems.append("'themes' must be a list of theme ids")
    else:
        problems += [f"theme '{label}' is named twice" for label in sorted({x for x in labels if labels.count(x) > 1})]
        if themes is not None:
            known = ", ".join(sorted(themes))
            problems += [f"unknown theme '{label}' (known: {known})" for label in labels if label not in themes]
    return row, problems
