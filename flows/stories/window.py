"""The reports of the last days, by the words they hold: which are alike, and how rare each word is among them.

The news of a week has words of its own: when all write of one launch, 'launch' tells nothing apart. So the rarity of a
word is counted over the background of DPRK news and the window together. Both the memory and the cost of looking a
report up are bounded by the window, however long the archive is.
"""

import math
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush, nlargest
from itertools import islice
from typing import Final

from flows.domain import ArticleId, StoryId
from flows.stories.background import COMMON, RARE
from flows.stories.fingerprint import Sketch

BACKGROUND_REPORTS: Final = 100
"""Reports that the background table counts as, beside those of the window."""
KEY_TERMS: Final = 20
"""Heaviest words that look for candidates."""
POSTINGS: Final = 120
"""The newest reports of one word that are looked at."""


@dataclass(slots=True, eq=False)
class Report:
    """A report in the window."""

    sketch: Sketch
    day: float
    """Time in days since 1970."""
    story: StoryId
    weights: Mapping[str, float] = field(default_factory=dict)
    """How much of each word the report holds, without its rarity."""

    @classmethod
    def of(cls, sketch: Sketch, story: StoryId) -> "Report":
        """A report as the window keeps it."""
        weights = {term: 1 + math.log(count) for term, count in sketch.terms}
        return cls(sketch, day_of(sketch), story, weights)


class Window:
    """Reports that are remembered, the earliest forgotten first."""

    def __init__(self) -> None:
        self._holding: dict[str, dict[int, Report]] = {}
        self._seen: dict[str, float] = {}
        self._members: dict[StoryId, list[Report]] = {}
        self._stories: dict[ArticleId, StoryId] = {}
        self._earliest: list[tuple[float, int, Report]] = []
        self._compared = 0
        self._number = 0

    def __len__(self) -> int:
        """Reports that are remembered, copies among them."""
        return len(self._earliest)

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story of an article that is remembered."""
        return self._stories.get(article)

    def members(self, story: StoryId) -> Sequence[Report]:
        """The reports of a story that are compared with, the earliest first."""
        return self._members.get(story, ())

    def add(self, report: Report, *, compared: bool = True) -> None:
        """Remember a report; one that is not compared only where it belongs."""
        self._number += 1
        heappush(self._earliest, (report.day, self._number, report))
        self._stories[report.sketch.article] = report.story
        if not compared:
            return
        self._compared += 1
        insort(self._members.setdefault(report.story, []), report, key=lambda one: (one.day, one.sketch.article))
        for term in report.weights:
            holding = self._holding.setdefault(term, {})
            holding[self._number] = report
            self._seen[term] = _logarithm(term, len(holding))

    def forget_before(self, day: float) -> None:
        """Forget the reports from before a day."""
        while self._earliest and self._earliest[0][0] < day:
            _, number, report = heappop(self._earliest)
            del self._stories[report.sketch.article]
            if report in self._members.get(report.story, ()):
                self._drop(number, report)

    def rarity(self, term: str) -> float:
        """Inverse document frequency, natural logarithm, above 0."""
        return self._total() - self._seen.get(term, _logarithm(term, 0))

    def weighted(self, report: Report) -> dict[str, float]:
        """The words of a report with their weights times their rarity, the length of all 1."""
        weights = {term: weight * self.rarity(term) for term, weight in report.weights.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {term: weight / length for term, weight in weights.items()}

    def cosine(self, weighted: Mapping[str, float], member: Report) -> float:
        """Likeness of weighted words to those of a report in the window, 0..1."""
        seen, total = self._seen, self._total()
        product = square = 0.0
        for term, weight in member.weights.items():
            value = weight * (total - seen[term])
            square += value * value
            if term in weighted:
                product += value * weighted[term]
        return product / math.sqrt(square) if product else 0.0

    def like(self, weighted: Mapping[str, float], most: int) -> list[Report]:
        """Up to `most` reports that share the heaviest of some weighted words, the likeliest first."""
        likeness: dict[int, float] = {}
        found: dict[int, Report] = {}
        for term in nlargest(KEY_TERMS, weighted, key=lambda t: (weighted[t], t)):
            holding = self._holding.get(term)
            if holding:
                square = weighted[term] ** 2
                for number in islice(reversed(holding), POSTINGS):
                    likeness[number] = likeness.get(number, 0.0) + square
                found.update(islice(reversed(holding.items()), POSTINGS))
        best = nlargest(most, zip(likeness.values(), likeness, strict=True))
        return [found[number] for _, number in best]

    def _drop(self, number: int, report: Report) -> None:
        self._compared -= 1
        self._members[report.story].remove(report)
        if not self._members[report.story]:
            del self._members[report.story]
        for term in report.weights:
            holding = self._holding[term]
            del holding[number]
            if holding:
                self._seen[term] = _logarithm(term, len(holding))
            else:
                del self._holding[term], self._seen[term]

    def _total(self) -> float:
        return math.log(BACKGROUND_REPORTS + self._compared + 1)


def day_of(sketch: Sketch) -> float:
    """Time of a report in days since 1970."""
    return sketch.when.timestamp() / 86_400


def _logarithm(term: str, reports: int) -> float:
    return math.log(BACKGROUND_REPORTS * COMMON.get(term, RARE) + reports + 0.5)
