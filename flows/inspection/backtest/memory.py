"""A classifier that remembers what it said: the same masked sentence has the same probabilities under all rules."""

import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from flows.scoring.parts import Classifier
from models.features import Passage

KEY = 16
"""Bytes of a key: two of 2^64 sentences may share one."""


class Remembering:
    """Wraps a classifier; `load` and `save` carry what it said from one backtest to the next."""

    LARGEST = 200_000
    """Sentences that one file holds; with more, only those that were asked for last are kept."""

    def __init__(self, inner: Classifier) -> None:
        self.inner = inner
        self.asked = 0
        self.remembered = 0
        self._known: dict[bytes, npt.NDArray[np.float64]] = {}
        self._used: set[bytes] = set()
        self._fresh = False

    @property
    def classes_(self) -> tuple[str, ...]:
        """Themes in the order of the columns."""
        return self.inner.classes_

    @property
    def digest(self) -> str:
        """Names the model."""
        return self.inner.digest

    def predict_proba(self, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """Shape (passages, themes)."""
        keys = [_key(passage) for passage in passages]
        unknown = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in self._known}
        if unknown:
            self._fresh = True
            self._known.update(zip(unknown, self.inner.predict_proba(list(unknown.values())), strict=True))
        self.asked += len(unknown)
        self.remembered += len(keys) - len(unknown)
        self._used.update(keys)
        if not keys:
            return np.zeros((0, len(self.classes_)))
        return np.stack([self._known[key] for key in keys])

    def explain(self, passage: Passage, theme: str, n: int = 5) -> tuple[tuple[str, float], ...]:
        """Nothing: verdicts hold no terms of the classifier, and they cost as much as the probabilities."""
        del passage, theme, n
        return ()

    def load(self, path: Path) -> None:
        """Forget everything but what `save` wrote there; a file that is no such thing counts as none."""
        self._known, self._used, self._fresh = {}, set(), False
        try:
            with np.load(path, allow_pickle=False) as kept:
                keys, table = kept["keys"], kept["table"]
            if table.shape == (len(keys), len(self.classes_)) and keys.dtype == np.uint8:
                self._known = dict(zip(map(bytes, keys), table, strict=True))
        except (OSError, ValueError, KeyError, EOFError):
            return

    def save(self, path: Path) -> None:
        """Write what is known, if any of it is new."""
        if not self._fresh:
            return
        used = sorted(self._known if len(self._known) <= self.LARGEST else self._used)
        keys = np.frombuffer(b"".join(used), dtype=np.uint8).reshape(len(used), KEY)
        buffer = io.BytesIO()
        np.savez(buffer, keys=keys, table=np.stack([self._known[key] for key in used]))
        write(path, buffer.getvalue())


def write(path: Path, content: bytes) -> None:
    """Write a file that others may read at any time: whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _key(passage: Passage) -> bytes:
    words = "\0".join((passage.text, passage.before, passage.after, "1" if passage.title else ""))
    return hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=KEY).digest()
