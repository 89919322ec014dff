"""Archives into rows: the documents that name the subject, as JSON values that a scoring process reads back."""

import gzip
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.domain import Article, ArticleId, Incoming, Problem
from flows.inspection.backtest.gate import Gate
from flows.options import SourceOptions
from flows.sources.jsonl import LONGEST_LINE, read_lines

CHUNK = 4_000
"""Lines that are read at once."""

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""Endings of files of JSON lines."""

UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""When a document of a file counts as fetched: a constant, so that an archive always reads the same."""

Row = dict[str, Any]


@dataclass(slots=True)
class Sifted:
    """What some lines hold."""

    documents: int = 0
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def sift(lines: list[bytes], first: int, name: str, gate: Gate, now: datetime) -> Sifted:
    """The documents of JSON lines that name the subject.

    Args:
        lines: the raw lines.
        first: number of the first of them.
        name: what problems call the file.
        gate: what names the subject.
        now: the clock against which dates are held.
    """
    found = Sifted()
    options = SourceOptions("archive", "files", name)
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        found.documents += 1
        # Dates, links and the language cost five times as much as this question, to which nearly all say no.
        if _is_elsewhere(line, gate):
            continue
        for document in read_lines([line], name, options, now, first=number):
            if document.article is None:
                found.problems += document.problems
            elif gate.passes(document.article.title, document.article.text):
                found.rows.append(row_of(document.id, document.article, number))
    return found


def _is_elsewhere(line: bytes, gate: Gate) -> bool:
    """True for a sound line that does not name the subject; False when in doubt."""
    if len(line) > LONGEST_LINE:
        return False
    try:
        fields = json.loads(line)
        title, text = fields.get("title") or "", fields.get("text") or ""
        return bool(title or text) and not gate.passes(title, text)
    except (ValueError, AttributeError, TypeError, RecursionError):
        return False


def row_of(ident: str, article: Incoming | Article, number: int = 0) -> Row:
    """A document as a JSON value."""
    return {
        "id": ident,
        "source": article.source,
        "title": article.title,
        "text": article.text,
        "lang": article.language,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "fetched": article.fetched.isoformat() if isinstance(article, Article) else None,
        "line": number,
    }


def article_of(row: Row) -> Article:
    """What `row_of` was given."""
    return Article(
        id=ArticleId(row["id"]),
        source=row["source"],
        url=row["url"],
        title=row["title"],
        text=row["text"],
        language=row["lang"],
        outlet=row["outlet"],
        published=datetime.fromisoformat(row["published"]) if row["published"] else None,
        fetched=datetime.fromisoformat(row["fetched"]) if row["fetched"] else UNDATED,
        content_hash="",
    )


@dataclass(slots=True)
class Chunks:
    """The lines of a file, plain or gzipped, some thousand at a time; `done` says how much of the file was read."""

    path: Path
    done: int = 0
    """Bytes of the file as it lies there."""
    problems: list[Problem] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[bytes]]]:
        """Number of the first line, and the lines. A damaged end is a problem; the lines before it count."""
        number = 1
        with self.path.open("rb") as raw:
            lines: Iterable[bytes] = gzip.GzipFile(fileobj=raw) if self.path.suffix == ".gz" else raw
            chunk: list[bytes] = []
            try:
                for line in lines:
                    chunk.append(line)
                    if len(chunk) == CHUNK:
                        self.done = raw.tell()
                        yield number, chunk
                        number += len(chunk)
                        chunk = []
            except (OSError, EOFError, zlib.error) as error:
                reason = f"cannot be read any further: {error}; what stands before counts"
                self.problems.append(Problem(f"{self.path.name}:{number + len(chunk)}", reason))
            self.done = self.path.stat().st_size
            if chunk:
                yield number, chunk
