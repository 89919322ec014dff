"""The cache: what does not depend on the rules, kept from one backtest to the next. It may be deleted at any time."""

import gzip
import json
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.domain import Problem
from flows.inspection.backtest.memory import write
from flows.inspection.backtest.sift import Row
from flows.inspection.backtest.values import Contents

LIMIT = 2_000_000_000
"""Bytes of all archives together; the one used longest ago goes first."""
SETS = 8
"""Sets of rules whose verdicts are kept, for each archive."""
IN_USE = 600.0
"""Seconds since its last use for which an archive is never thrown away: another backtest may work on it."""
SHARD_ITEMS = 400
SHARD_CHARACTERS = 1_000_000
_CONTENTS = "contents.json"


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of an archive: what one process scores at one time. Pickles."""

    folder: Path
    number: int

    def rows(self) -> list[Row]:
        """Its documents."""
        with gzip.open(self.folder / f"items-{self.number:04}.jsonl.gz", "rt", encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def path(self, what: str, whose: str, ending: str) -> Path:
        """The file of something kept for it."""
        return self.folder / f"{what}-{whose[:16]}-{self.number:04}.{ending}"

    def read(self, what: str, whose: str) -> Any:
        """A JSON value that `keep` wrote; None when there is none."""
        path = self.path(what, whose, "json")
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            path.touch()
        except (OSError, ValueError):
            return None
        return value

    def keep(self, what: str, whose: str, value: Any) -> None:
        """Keep a JSON value for later."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        write(self.path(what, whose, "json"), text.encode("utf-8", "surrogatepass"))


class Shelf:
    """One archive, sifted by one gate."""

    def __init__(self, root: Path, digest: str, gate: str) -> None:
        self._root = root
        self.folder = root / f"{digest[:16]}-{gate[:16]}"
        self._items: list[str] = []
        self._characters = 0
        self._shards = 0

    def contents(self, name: str) -> Contents | None:
        """What the archive holds, when it was sifted before; None when it was not."""
        path = self.folder / _CONTENTS
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            problems = tuple(Problem(where, message) for where, message in facts["problems"])
            found = Contents(name, int(facts["documents"]), int(facts["subjects"]), problems, reused=True)
            self._shards = int(facts["shards"])
            path.touch()
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found

    def begin(self) -> None:
        """Make room for an archive that is about to be sifted."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._shards = 0

    def add(self, row: Row) -> None:
        """Put a document on the shelf."""
        line = json.dumps(row, ensure_ascii=True)
        self._items.append(line)
        self._characters += len(line)
        if len(self._items) >= SHARD_ITEMS or self._characters >= SHARD_CHARACTERS:
            self._flush()

    def finish(self, contents: Contents) -> None:
        """All documents are there."""
        self._flush()
        facts = {
            "documents": contents.documents,
            "subjects": contents.subjects,
            "problems": [[one.where, one.message] for one in contents.problems],
            "shards": self._shards,
        }
        write(self.folder / _CONTENTS, json.dumps(facts).encode())

    def _flush(self) -> None:
        if self._items:
            text = "\n".join(self._items) + "\n"
            packed = gzip.compress(text.encode("ascii"), compresslevel=1)
            write(self.folder / f"items-{self._shards:04}.jsonl.gz", packed)
            self._shards += 1
            self._items, self._characters = [], 0

    def shards(self) -> list[Shard]:
        """Its parts, in order."""
        return [Shard(self.folder, number) for number in range(self._shards)]

    def tidy(self) -> None:
        """Throw away what was used longest ago: verdicts of old sets, and whole archives while all are too large."""
        newest: dict[str, float] = {}
        for path, _, when in _files(self.folder):
            if path.name.startswith("verdicts-"):
                name = path.name.split("-")[1]
                newest[name] = max(when, newest.get(name, 0.0))
        for name in sorted(newest, key=newest.__getitem__, reverse=True)[SETS:]:
            for path in self.folder.glob(f"verdicts-{name}-*.json"):
                path.unlink(missing_ok=True)
        archives = []
        for folder in self._root.iterdir():
            files = list(_files(folder)) if folder.is_dir() and folder != self.folder else []
            if files:
                archives.append((max(when for _, _, when in files), sum(size for _, size, _ in files), folder))
        total = sum(size for _, size, _ in archives) + sum(size for _, size, _ in _files(self.folder))
        for when, size, folder in sorted(archives):
            if total > LIMIT and time.time() - when > IN_USE:
                shutil.rmtree(folder, ignore_errors=True)
                total -= size


def _files(folder: Path) -> Iterator[tuple[Path, int, float]]:
    """Path, size and time of last use of the files of a folder; another process may take some away meanwhile."""
    for path in folder.iterdir() if folder.is_dir() else ():
        try:
            facts = path.stat()
        except OSError:
            continue
        yield path, facts.st_size, facts.st_mtime
