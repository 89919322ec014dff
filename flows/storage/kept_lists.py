"""Lists of names that the watch has taken over, one JSON file each: `var/lists/un.json`."""

import json
import re
from pathlib import Path

from flows.domain import NameList, Problem
from flows.errors import StorageError
from flows.storage.codec import decode, encode

SCHEMA = "sanctions-watch/names/1"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
"""What a list may be called: its name is that of its file."""


def keep_list(folder: Path, one: NameList) -> Path:
    """Write a list, in one step: whoever reads meanwhile finds the old one or the new one.

    Raises:
        StorageError: it cannot be written.
    """
    path = folder / f"{one.name}.json"
    beside = folder / f".{one.name}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = json.dumps({"schema": SCHEMA, "list": encode(one)}, ensure_ascii=False, indent=1)
        beside.write_text(written + "\n", encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}; check the folder and its permissions") from None
    return path


def kept_lists(folder: Path) -> tuple[tuple[NameList, ...], tuple[Problem, ...]]:
    """The lists by name, and what is wrong with files that cannot be read: they count as absent. Never raises."""
    lists, problems = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            one = _read(path)
        except (OSError, ValueError, RecursionError, StorageError) as error:
            message = f"cannot be read, so its names are not looked for: {error}"
            problems.append(Problem(str(path), f"{message}; take it over again with 'sanctions-watch lists update'"))
            continue
        lists.append(one)
    return tuple(lists), tuple(problems)


def _read(path: Path) -> NameList:
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise StorageError(f"is not of the kind '{SCHEMA}'")
    one = decode(NameList, content.get("list"))
    if not all(entry.names for entry in one.entries):
        raise StorageError("has an entry without a name")
    return one
