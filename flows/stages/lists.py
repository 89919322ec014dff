"""Taking a list of names over: read it from a file or address, hold it against the one in force, keep it."""

from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from flows.domain import EntryKind, NameList, Problem
from flows.errors import UsageError
from flows.listed.reading import LARGEST, ListError, ReadList
from flows.listed.taking import name_list, objection, read_list
from flows.settings import Settings
from flows.sources.body import FetchError
from flows.sources.fetch import Asked, Limits, fetch
from flows.sources.links import shown
from flows.sources.registry import web_of
from flows.storage.kept_lists import NAME, keep_list, kept_lists

ACCEPT = "application/xml, text/xml;q=0.9, text/csv;q=0.9, */*;q=0.5"
PATIENCE = 180.0
"""Seconds for the whole of a list."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an update."""

    now: NameList
    """As it is in force."""
    before: NameList | None
    """What it took the place of; None when it is the first of its name."""
    others: int
    """Entries of other lists in the file."""
    problems: tuple[Problem, ...]
    """Entries that were left out."""

    @property
    def added(self) -> tuple[str, ...]:
        """Ids that were not there before."""
        known = {entry.id for entry in self.before.entries} if self.before else set()
        return tuple(entry.id for entry in self.now.entries if entry.id not in known)

    @property
    def removed(self) -> tuple[str, ...]:
        """Ids that are no longer there."""
        known = {entry.id for entry in self.now.entries}
        return tuple(entry.id for entry in self.before.entries if entry.id not in known) if self.before else ()


def update_list(
    settings: Settings,
    location: str,
    now: datetime,
    *,
    name: str = "",
    force: bool = False,
    allow_private: bool = False,
) -> Taken:
    """Take a list over from a file or an http(s) address; on any failure the one in force stays.

    Args:
        settings: the watch.
        location: the file or address.
        now: the clock.
        name: what to call it; `un`, `vessels` or `opensanctions` by what it holds when left out.
        force: take it over even when it has lost more than half of its entries.
        allow_private: whether the address may be a private one.

    Raises:
        UsageError: it cannot be read, is no list, or has shrunk; the text says that the old one stays.
        StorageError: it cannot be written.
    """
    if name and not NAME.fullmatch(name):
        raise UsageError(f"a list cannot be called '{name}': use small letters, digits and '-', at most 40 of them")
    source = shown(location) if _is_address(location) else location
    try:
        with _opened(settings, location, allow_private) as file:
            found = read_list(file, source)
    except (FetchError, ListError) as error:
        raise UsageError(f"{source} {error}; {_stays(settings, name)}") from None
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}; {_stays(settings, name)}") from None
    name = name or _name(found)
    known, _ = kept_lists(settings.kept_lists)
    before = next((one for one in known if one.name == name), None)
    taken = name_list(name, source, found, now)
    reason = objection(before.entries, taken.entries) if before and not force else ""
    if reason:
        raise UsageError(f"{source} {reason}; {_stays(settings, name)}. If that is right, repeat it with --force")
    keep_list(settings.kept_lists, taken)
    return Taken(taken, before, found.others, found.problems)


def _is_address(location: str) -> bool:
    return location.lower().startswith(("http://", "https://"))


def _stays(settings: Settings, name: str) -> str:
    known, _ = kept_lists(settings.kept_lists)
    kept = [f"'{one.name}' of {one.updated:%Y-%m-%d}" for one in known if name in ("", one.name)]
    return f"the list in force stays: {', '.join(kept)}" if kept else "nothing was taken over"


def _name(found: ReadList) -> str:
    if found.format == "un-xml":
        return "un"
    only_vessels = all(entry.kind is EntryKind.VESSEL for entry in found.entries)
    return "vessels" if only_vessels else "opensanctions"


def _opened(settings: Settings, location: str, allow_private: bool) -> BinaryIO:
    if not _is_address(location):
        file = Path(location).open("rb")  # noqa: SIM115 - whoever asked closes it
        return file if file.seekable() else _kept(file)
    web = replace(web_of(settings.polling), limits=Limits(total=PATIENCE, size=LARGEST))
    return BytesIO(fetch(Asked(location, allow_private=allow_private, accept=ACCEPT), web).body)


def _kept(pipe: BinaryIO) -> BinaryIO:
    """What comes out of a pipe, to be gone back in."""
    with pipe:
        data = pipe.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ListError(f"is larger than {LARGEST:,} bytes; save it as a file first")
    return BytesIO(data)
