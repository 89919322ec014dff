"""From passages to numbers, by a stored vocabulary. NumPy alone: scoring need not wait for scikit-learn to load."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from models.features import BLOCKS, NORMALISED, FeatureSettings, Passage, Reader, Reading

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sparse:
    """The cells of a matrix that are not zero: `values[i]` stands in row `rows[i]`, column `columns[i]`."""

    count: int
    """Number of rows, empty ones included."""
    rows: Integers
    columns: Integers
    values: Floats

    def times(self, matrix: Floats) -> Floats:
        """The product with a dense matrix of shape (columns, k): shape (rows, k)."""
        weighted = matrix[self.columns] * self.values[:, None]
        parts = [np.bincount(self.rows, weighted[:, k], self.count) for k in range(matrix.shape[1])]
        return np.stack(parts, axis=1) if parts else np.zeros((self.count, 0))


@dataclass(frozen=True)
class Vocabulary:
    """Terms, block by block, and how rare each is."""

    terms: Mapping[str, tuple[str, ...]]
    """Block to its terms, in column order; columns of all blocks follow each other in the order of `BLOCKS`."""
    idf: Floats
    """Shape (columns,): inverse document frequency of each term."""

    @cached_property
    def columns(self) -> Mapping[str, Mapping[str, int]]:
        """Block to term to column."""
        found: dict[str, dict[str, int]] = {}
        start = 0
        for block in BLOCKS:
            terms = self.terms.get(block, ())
            found[block] = {term: start + i for i, term in enumerate(terms)}
            start += len(terms)
        return found

    @cached_property
    def names(self) -> tuple[tuple[str, str], ...]:
        """(block, term) of every column."""
        return tuple((block, term) for block in BLOCKS for term in self.terms.get(block, ()))


class Vectoriser:
    """Passages to sparse rows: sublinear term frequency times idf, some blocks brought to length 1, all weighted.

    Computes what scikit-learn's `TfidfVectorizer(sublinear_tf=True)` in a `FeatureUnion` computes.
    """

    def __init__(self, settings: FeatureSettings, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._reader = Reader(settings)
        self._blocks = [
            (block, vocabulary.columns[block], settings.weights.get(block, 0.0), block in NORMALISED)
            for block in BLOCKS
            if vocabulary.terms.get(block)
        ]

    def transform(self, passages: Sequence[Passage]) -> Sparse:
        """One row a passage."""
        return self.of_readings([self._reader.read(p) for p in passages])

    def of_readings(self, readings: Sequence[Reading]) -> Sparse:
        """One row a reading."""
        columns: list[int] = []
        counts: list[int] = []
        sizes: list[int] = []
        factors: list[float] = []
        normalised: list[bool] = []
        for reading in readings:
            for block, column, weight, even in self._blocks:
                found = Counter(map(column.get, self._reader.terms(reading, block)))
                found.pop(None, None)
                columns.extend(c for c in found if c is not None)
                counts.extend(found.values())
                sizes.append(len(found))
                factors.append(weight)
                normalised.append(even)
        column_array = np.asarray(columns, dtype=np.int64)
        values = (1.0 + np.log(np.asarray(counts, dtype=np.float64))) * self.vocabulary.idf[column_array]
        segment = np.repeat(np.arange(len(sizes)), sizes)
        length = np.where(normalised, np.sqrt(np.bincount(segment, values * values, len(sizes))), 1.0)
        values *= np.asarray(factors)[segment] / length[segment]
        rows = segment // len(self._blocks) if self._blocks else segment
        return Sparse(len(readings), rows.astype(np.int64), column_array, values)


def six_digits(values: npt.ArrayLike) -> Floats:
    """Round to six significant digits, so that the last bits of another machine do not make another model."""
    array = np.asarray(values, dtype=np.float64)
    flat = [float(f"{v:.6g}") for v in array.ravel().tolist()]
    if not all(map(math.isfinite, flat)):
        raise ValueError("a fitted weight is not a finite number")
    return np.asarray(flat, dtype=np.float64).reshape(array.shape)
