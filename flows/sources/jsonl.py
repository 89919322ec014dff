"""JSON lines: one article a line. A line that cannot be read is a problem with its number; the others go on."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.domain import Incoming, Problem
from flows.domain.text import safe
from flows.options import SourceOptions
from flows.sources.dates import read_date
from flows.sources.language import language_of, primary
from flows.sources.links import clean_link
from flows.sources.text import quoted

LONGEST_LINE = 5_000_000
"""Bytes."""
_TEXTS = ("title", "text", "lang", "url", "outlet", "published")
_ID = re.compile(r'"id"\s*:\s*("(?:[^"\\]|\\.){0,200}"|\d{1,18})')


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an input: the article, or the problem that stands in its place."""

    id: str
    """The id given; `file:line`, or the file's name, where none is given."""
    article: Incoming | None
    """None when the document cannot be read."""
    problems: tuple[Problem, ...] = ()
    """Why it cannot be read, or what is wrong with it all the same."""


def read_lines(
    lines: Iterable[bytes], name: str, options: SourceOptions, now: datetime, key: str = "", first: int = 1
) -> Iterator[Document]:
    """The documents of JSON lines, in order; titles and texts stay exactly as they are given.

    Args:
        lines: the raw lines.
        name: what problems call the input.
        options: the source that the articles come from; its language and outlet are for those that do not say theirs.
        now: the clock against which dates are held.
        key: what the articles' keys begin with; `name` when left out.
        first: number of the first line.
    """
    seen: set[str] = set()
    for number, line in enumerate(lines, start=first):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            fields = _fields(line)
            ident = _ident(fields, place)
        except _LineError as error:
            yield Document(error.ident or place, None, (Problem(place, str(error)),))
            continue
        problems = []
        if ident in seen:
            problems.append(Problem(place, f"has the id {quoted(ident)} of an earlier line"))
        published, reason = read_date(fields["published"], now) if fields["published"] else (None, "")
        if reason:
            problems.append(Problem(place, f"{reason}; the time of its arrival counts"))
        incoming = Incoming(
            source=options.name,
            key=f"{key or name}#{ident}" + (f":{number}" if ident in seen else ""),
            title=fields["title"],
            text=fields["text"],
            url=clean_link(fields["url"]),
            language=primary(fields["lang"] or options.language) or language_of(f"{fields['title']}\n{fields['text']}"),
            outlet=fields["outlet"] or options.outlet,
            published=published,
        )
        seen.add(ident)
        yield Document(ident, incoming, tuple(problems))


class _LineError(Exception):
    def __init__(self, message: str, ident: str = "") -> None:
        super().__init__(message)
        self.ident = ident


def _fields(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise _LineError(f"is longer than {LONGEST_LINE:,} bytes")
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _LineError(f"is not UTF-8 text (byte {error.start + 1} of the line)") from None
    try:
        found = json.loads(text)
    except RecursionError:
        raise _LineError("is nested too deeply", _guess(text)) from None
    except ValueError as error:
        raise _LineError(f"is no JSON: {error}", _guess(text)) from None
    if not isinstance(found, dict):
        raise _LineError("must be an object with id, title and text")
    ident = str(found["id"]) if isinstance(found.get("id"), str | int) else ""
    for name in _TEXTS:
        value = found.get(name)
        if value is None:
            found[name] = ""
        elif not isinstance(value, str):
            raise _LineError(f"'{name}' must be text, not {type(value).__name__}", ident)
        else:
            found[name] = safe(value)
    if not found["title"].strip() and not found["text"].strip():
        raise _LineError("has neither title nor text", ident)
    return found


def _ident(fields: dict[str, Any], place: str) -> str:
    given = fields.get("id")
    if given is None or given == "":
        return place
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise _LineError("'id' must be text or a whole number")
    return safe(str(given))


def _guess(text: str) -> str:
    """The id of a line that does not parse, if one can be seen in it."""
    found = _ID.search(text)
    try:
        return safe(str(json.loads(found.group(1)))) if found else ""
    except ValueError:
        return ""
