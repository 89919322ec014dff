"""Articles from files: JSON lines, plain text, web pages, e-mails; a path, a folder or a pattern of paths."""

import glob
import gzip
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, cast

from flows.domain import Collected, FeedState, Incoming, Problem
from flows.options import SourceOptions
from flows.sources.base import Known, all_known, failed, succeeded
from flows.sources.dates import read_date
from flows.sources.jsonl import LONGEST_LINE, Document, read_lines
from flows.sources.language import language_of, primary
from flows.sources.links import clean_link
from flows.sources.pages import LARGEST, READERS, Page, PageError
from flows.sources.sidecar import NAME as SIDECAR
from flows.sources.sidecar import Sidecars

LINES = frozenset({".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"})
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class FilesSource:
    """Files of watch.yaml. `options.location` is a path, a folder (read with all below it), or a pattern."""

    options: SourceOptions

    @property
    def name(self) -> str:
        """Name of its entry in watch.yaml."""
        return self.options.name

    def collect(self, state: FeedState | None, now: datetime, known: Known = all_known) -> Collected:
        """Read all the files again; what is known already is recognised when it is stored."""
        del known
        try:
            documents = list(read_documents(self.options.location, self.options, now))
        except NoFilesError as error:
            return failed(self.name, state, now, str(error))
        return Collected(
            self.name,
            articles=tuple(document.article for document in documents if document.article is not None),
            problems=tuple(problem for document in documents for problem in document.problems),
            state=succeeded(self.name, state, now),
        )


class NoFilesError(Exception):
    """The location names nothing that can be read; the text says so."""


def read_documents(
    location: str | Path, options: SourceOptions | None = None, now: datetime | None = None
) -> Iterator[Document]:
    """The documents of a path, a folder, a pattern or (`-`) of JSON lines on standard input, in order.

    A document that cannot be read comes as one without an article, with the problem and, where one was given, its id.

    Raises:
        NoFilesError: nothing is there.
    """
    options = options or SourceOptions("files", "files", str(location))
    now = now or datetime.now(UTC)
    if str(location) == STANDARD_INPUT:
        yield from read_lines(sys.stdin.buffer, "standard input", options, now)
        return
    folder, paths = _paths(str(location))
    sidecars = Sidecars(now)
    for path in paths:
        ident = path.relative_to(folder).as_posix() if folder else path.name
        if path.name.lower().endswith(tuple(LINES)):
            yield from _lines(path, options, now)
        else:
            yield _page(path, ident, options, sidecars, now)
    for problem in sidecars.problems:
        yield Document(problem.where, None, (problem,))


def _paths(location: str) -> tuple[Path | None, list[Path]]:
    """The folder that ids are relative to, if there is one, and the files in order of their names."""
    path = Path(location)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and not _is_aside(p.relative_to(path)))
        return path, found
    if path.exists():
        return None, [path]
    if not glob.has_magic(location):
        raise NoFilesError(f"{location} does not exist")
    found = sorted(Path(name) for name in glob.glob(location, recursive=True))  # noqa: PTH207  # absolute patterns
    found = [p for p in found if p.is_file() and not _is_aside(Path(p.name))]
    if not found:
        raise NoFilesError(f"no file fits {location}")
    return None, found


def _is_aside(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.name == SIDECAR or path.stem.lower() == "readme"


def _lines(path: Path, options: SourceOptions, now: datetime) -> Iterator[Document]:
    try:
        with gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as lines:
            key = f"file:{path.resolve().as_posix()}"
            yield from read_lines(_bounded(cast("BinaryIO", lines)), path.name, options, now, key)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        yield Document(path.name, None, (Problem(str(path), f"cannot be read: {reason}"),))


def _bounded(lines: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, of too long ones the beginning: what unpacks to gigabytes never stands in memory."""
    while line := lines.readline(LONGEST_LINE + 2):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = lines.readline(LONGEST_LINE + 2)
            if not line:
                return


def _page(path: Path, ident: str, options: SourceOptions, sidecars: Sidecars, now: datetime) -> Document:
    try:
        page = _load(path)
    except PageError as error:
        return Document(ident, None, (Problem(str(path), str(error)),))
    except OSError as error:
        return Document(ident, None, (Problem(str(path), f"cannot be read: {error.strerror}"),))
    facts = sidecars.facts(path)
    problems = [Problem(str(path), page.remark)] if page.remark else []
    published = facts.published
    if published is None and page.published:
        published, reason = read_date(page.published, now)
        if reason:
            problems.append(Problem(str(path), reason))
    incoming = Incoming(
        source=options.name,
        key=f"file:{path.resolve().as_posix()}",
        title=facts.title or page.title,
        text=page.text,
        url=clean_link(facts.url or page.url),
        language=primary(facts.language or options.language) or language_of(page.text or page.title, page.language),
        outlet=facts.outlet or options.outlet or page.outlet,
        published=published,
    )
    return Document(ident, incoming, tuple(problems))


def _load(path: Path) -> Page:
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(READERS.keys() | LINES))
        raise PageError(f"files of the kind '{path.suffix or path.name}' cannot be read (known: {known})")
    if not path.is_file():
        raise PageError("is no file")
    if path.stat().st_size > LARGEST:
        raise PageError(f"is larger than {LARGEST:,} bytes")
    page = reader(path.read_bytes())
    if not page.text.strip() and not page.title:
        raise PageError("is empty")
    return page
