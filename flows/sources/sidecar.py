"""`sidecar.json`: what a folder knows of its files that the files themselves do not say."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.domain import Problem
from flows.sources.dates import read_date

NAME = "sidecar.json"
_KEYS = frozenset({"title", "url", "language", "outlet", "published"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sidecar says of one file; empty where it says nothing."""

    title: str = ""
    url: str = ""
    language: str = ""
    outlet: str = ""
    published: datetime | None = None


class Sidecars:
    """The sidecars of the folders met so far, each read once; their problems are gathered."""

    def __init__(self, now: datetime) -> None:
        self.problems: list[Problem] = []
        self._now = now
        self._folders: dict[Path, dict[str, Facts]] = {}

    def facts(self, file: Path) -> Facts:
        """What is known of a file."""
        folder = file.parent
        if folder not in self._folders:
            self._folders[folder] = self._read(folder / NAME)
        return self._folders[folder].get(file.name, Facts())

    def _read(self, path: Path) -> dict[str, Facts]:
        if not path.is_file():
            return {}
        try:
            content = json.loads(path.read_text("utf-8-sig"))
        except (OSError, ValueError, RecursionError) as error:
            self.problems.append(Problem(str(path), f"cannot be used, its files are read without it: {error}"))
            return {}
        if not isinstance(content, dict):
            self.problems.append(Problem(str(path), "must hold an object: file names, each with an object of facts"))
            return {}
        return {str(name): self._facts(path, str(name), facts) for name, facts in content.items()}

    def _facts(self, path: Path, name: str, facts: Any) -> Facts:
        place = f"{path}: {name}"
        if not (path.parent / name).is_file():
            self.problems.append(Problem(place, "there is no such file beside it"))
        if not isinstance(facts, dict):
            self.problems.append(Problem(place, "must be an object of facts"))
            return Facts()
        for key in facts.keys() - _KEYS:
            self.problems.append(Problem(place, f"unknown fact '{key}'; known: {', '.join(sorted(_KEYS))}"))
        words = {key: value for key, value in facts.items() if key in _KEYS and isinstance(value, str)}
        for key in facts.keys() & _KEYS - words.keys():
            self.problems.append(Problem(place, f"'{key}' must be text"))
        published = None
        if "published" in words:
            published, reason = read_date(words.pop("published"), self._now)
            if reason:
                self.problems.append(Problem(place, reason))
        return Facts(published=published, **words)
