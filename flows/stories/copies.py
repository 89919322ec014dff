"""Whether two reports are one text: copies, light rewrites, print pages, a feed's first lines of a full text.

MinHash signatures (Broder 1997) over word shingles estimate how much text two reports share. One signature covers the
whole text; another only its opening, so that the cut summary of a feed is known as a copy of the page behind it.
"""

import zlib
from operator import eq
from typing import Final

import numpy as np
import numpy.typing as npt

SHINGLE: Final = 4
"""Words in a row that a copy must share."""
HASHES: Final = 64
"""Length of a signature; the standard error of the estimated overlap is at most 1/16."""
OPENING: Final = 40
"""Comparable words that count as the opening; the summaries of most feeds are shorter."""
BEGINS_ALIKE: Final = 0.75
"""Share of the shorter opening from which it is the beginning of the longer."""
COPY: Final = 0.5
"""Shared text from which a report is a copy. Of real pages, one with every tenth word changed shares 0.48 with the
original, one with every fiftieth changed 0.85, and another report of the same event next to nothing."""

_PRIME = (1 << 31) - 1
_RANDOM = np.random.default_rng(1718)
_FACTORS = _RANDOM.integers(1, _PRIME, size=(HASHES, 1), dtype=np.int64)
_OFFSETS = _RANDOM.integers(0, _PRIME, size=(HASHES, 1), dtype=np.int64)


def signature(words: list[str]) -> tuple[int, ...]:
    """MinHash of the shingles of a text, given as its comparable words; empty for one too short to be a copy."""
    if len(words) < 3 * SHINGLE:
        return ()
    shingles = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) % _PRIME for i in range(len(words) - SHINGLE + 1)}
    values: npt.NDArray[np.int64] = np.fromiter(shingles, dtype=np.int64, count=len(shingles))
    return tuple(((_FACTORS * values + _OFFSETS) % _PRIME).min(axis=1).tolist())


def shared(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated share of shingles that two texts have in common, 0..1, by their signatures; 0 where one is empty."""
    if not a or not b:
        return 0.0
    return float(sum(map(eq, a, b))) / HASHES


def contained(a: tuple[int, ...], b: tuple[int, ...], of_a: int, of_b: int) -> float:
    """Estimated share of the shorter text's shingles that the longer one has too, 0..1; the lengths are in words.

    From the overlap J and the numbers of shingles n: J / (1 + J) * (n_a + n_b) / min(n_a, n_b).
    """
    overlap = shared(a, b)
    ours, theirs = of_a - SHINGLE + 1, of_b - SHINGLE + 1
    return min(1.0, overlap / (1 + overlap) * (ours + theirs) / min(ours, theirs)) if overlap else 0.0
