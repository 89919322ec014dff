"""One thing given for another: in 'shells to Russia in exchange for technology' the two go opposite ways.

What stands behind the words of exchange, up to the end of their clause, is the price; it goes against the rest of the
sentence, unless words of its own tell its way ('in return for shells from North Korea').
"""

import re
from dataclasses import dataclass

from rules.claiming.cues import Mark, Reading

_CLAUSE_END = re.compile(r"[,;，；。]|\b(?:as|while|after|which|according)\b")
_OPPOSITE = {"from_dprk": "to_dprk", "to_dprk": "from_dprk"}


@dataclass(frozen=True, slots=True)
class Exchange:
    """The words of exchange in a sentence and the price that they name. Offsets into the sentence."""

    start: int
    words: int
    """Where the words of exchange end; a cue like 'for technology' holds the price itself."""
    end: int

    def pays(self, span: tuple[int, int]) -> bool:
        """True for a span in the price; the words of exchange themselves are none of it."""
        return self.start < span[0] < self.end or (span[0] == self.start and span[1] > self.words)

    def gives(self, span: tuple[int, int]) -> bool:
        """True for a span outside the exchange."""
        return span[1] <= self.start or span[0] >= self.end

    def price_of(self, reading: Reading) -> Reading:
        """The sentence with nothing but its price."""
        return reading.only(lambda mark: self.pays((mark.start, mark.end)))

    def goods_of(self, reading: Reading) -> Reading:
        """The sentence without the exchange."""
        return reading.only(self._kept)

    def _kept(self, mark: Mark) -> bool:
        return self.gives((mark.start, mark.end))


def exchange(reading: Reading) -> Exchange | None:
    """The exchange that a sentence tells; None without."""
    for mark in reading.marks("direction"):
        if mark.value == "exchange":
            end = _CLAUSE_END.search(reading.text, mark.end)
            return Exchange(mark.start, mark.end, end.start() if end is not None else len(reading.text))
    return None


def opposite(way: str) -> str:
    """The way back; what has no way back stays as it is."""
    return _OPPOSITE.get(way, way)
