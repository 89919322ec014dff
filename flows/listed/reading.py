"""A file of a publisher into entries. Which format it is, its first character tells."""

from dataclasses import dataclass

from flows.domain import ListEntry, Problem

LARGEST = 50_000_000
"""Bytes of a list that is read whole, as XML and what an address gives; the UN's has about two million."""
LARGEST_TABLE = 2_000_000_000
"""Bytes of a table in a file, which is read line by line; collections of OpenSanctions have some hundred millions."""
LONGEST = 180
"""Characters of a name. Longer ones are remarks that stand where a name should."""


class ListError(Exception):
    """The file is no list that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """What a file holds."""

    format: str
    published: str
    """When its publisher made it, in its own words; empty when it does not say."""
    entries: tuple[ListEntry, ...]
    """Those of the 1718 list, each id once."""
    others: int = 0
    """Entries of other lists in the same file, which are passed over."""
    problems: tuple[Problem, ...] = ()
    """Entries that could not be read, each with its line."""
    digest: str = ""
    """SHA-256 of the file."""


def clean(text: str | None) -> str:
    """A name on one line; empty for what is no name."""
    name = " ".join((text or "").split()).strip(" ,;")
    return name if len(name) <= LONGEST and any(map(str.isalpha, name)) else ""
