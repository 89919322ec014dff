"""Where a term stands in a folded text."""

from typing import NamedTuple


class Place(NamedTuple):
    """A hit by the offsets of the folded text."""

    start: int
    end: int
    list: int
    """Number of the list in the vocabulary; -1 for a common word of a shape."""
    code: str
