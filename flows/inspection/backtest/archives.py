"""Archives: files of news and the storage of the watch, sifted once and put on the shelf."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from flows.domain import Problem, Progress
from flows.errors import UsageError
from flows.inspection.backtest.gate import Gate
from flows.inspection.backtest.pool import Pool
from flows.inspection.backtest.shelf import Shard, Shelf
from flows.inspection.backtest.sift import LINES, Chunks, row_of, sift
from flows.inspection.backtest.values import Contents
from flows.sources.files import NoFilesError, read_documents
from flows.storage.store import Store

NAMED = 50
"""Problems of one archive that are kept; the rest is counted."""


class Archive:
    """One archive, sifted: what it holds, and its parts."""

    def __init__(self, contents: Contents, shards: list[Shard]) -> None:
        self.contents = contents
        self.shards = shards


def open_file(path: Path, root: Path, gate: Gate, pool: Pool, progress: Progress) -> Archive:
    """A file of JSON lines (also gzipped), another file that can be read, or a folder of such.

    Raises:
        UsageError: nothing is there.
    """
    if not path.exists():
        raise UsageError(f"the archive {path} does not exist; name a JSONL file (also .gz) or a folder")
    shelf = Shelf(root, _digest(path), gate.id)
    known = shelf.contents(path.name)
    if known is None:
        shelf.begin()
        if path.is_file() and path.name.lower().endswith(LINES):
            known = _sift_lines(path, shelf, gate, pool, progress)
        else:
            known = _sift_documents(path, shelf, gate)
        shelf.finish(known)
    shelf.tidy()
    return Archive(known, shelf.shards())


def open_storage(url: str, root: Path, gate: Gate, progress: Progress) -> Archive:
    """The articles that the watch has stored.

    Raises:
        StorageError: the storage cannot be read.
        UsageError: it holds no articles.
    """
    with Store.open(url) as store:
        name = f"the storage {store.name}"
        state = store.archive_state()
        shelf = Shelf(root, hashlib.sha256(f"{url} {state}".encode()).hexdigest(), gate.id)
        known = shelf.contents(name)
        if known is None:
            shelf.begin()
            total, count, subjects = store.count_articles(), 0, 0
            if not total:
                raise UsageError(f"{name} holds no articles yet; name an archive of news with --archive")
            for count, article in enumerate(store.archive(), start=1):
                if gate.passes(article.title, article.text):
                    subjects += 1
                    shelf.add(row_of(article.id, article))
                if count % 1000 == 0:
                    progress("reading the storage", count, total)
            progress("reading the storage", total, total)
            known = Contents(name, count, subjects)
            shelf.finish(known)
        shelf.tidy()
        return Archive(known, shelf.shards())


def _digest(path: Path) -> str:
    """Names what stands in a file or folder, wherever it lies and however old it is."""
    found = hashlib.sha256()
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    for one in files:
        found.update(f"{'' if one == path else one.relative_to(path)}\0{path.name.partition('.')[2]}\0".encode())
        try:
            with one.open("rb") as content:
                found.update(hashlib.file_digest(content, "sha256").digest())
        except OSError as error:
            raise UsageError(f"{one} cannot be read: {error.strerror}") from None
    return found.hexdigest()


def _sift_lines(path: Path, shelf: Shelf, gate: Gate, pool: Pool, progress: Progress) -> Contents:
    now = datetime.now(UTC)
    chunks = Chunks(path)
    size = max(1, path.stat().st_size // 1000)
    documents, subjects = 0, 0
    problems: list[Problem] = []
    work = ((lines, first, path.name, gate, now) for first, lines in chunks)
    for part in pool.each(sift, work):
        documents += part.documents
        subjects += len(part.rows)
        problems += part.problems
        for row in part.rows:
            shelf.add(row)
        progress("reading the archive (kB)", min(chunks.done // 1000, size - 1), size)
    progress("reading the archive (kB)", size, size)
    return Contents(path.name, documents, subjects, _few([*problems, *chunks.problems], path.name))


def _sift_documents(path: Path, shelf: Shelf, gate: Gate) -> Contents:
    documents, subjects = 0, 0
    problems: list[Problem] = []
    try:
        for document in read_documents(path):
            documents += 1
            article = document.article
            if article is None:
                problems += document.problems
            elif gate.passes(article.title, article.text):
                subjects += 1
                shelf.add(row_of(document.id, article))
    except NoFilesError as error:
        raise UsageError(str(error)) from None
    return Contents(path.name, documents, subjects, _few(problems, path.name))


def _few(problems: list[Problem], name: str) -> tuple[Problem, ...]:
    if len(problems) <= NAMED:
        return tuple(problems)
    return (*problems[:NAMED], Problem(name, f"has {len(problems) - NAMED:,} more documents with problems"))
