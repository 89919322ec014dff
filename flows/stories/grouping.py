"""Which reports tell of the same event: each joins the story it is nearest to, or begins one.

Nearness of two reports is the cosine of their weighted words, fading with the time between them; nearness to a story
mixes the nearest member with the average of all, so that a chain of half-alike reports does not grow into one story.
What contradicts a member in a number or in who did it to whom is kept out however alike it reads. Copies join at once.

The constants were set on 192 certain items of hand-grouped events of autumn 2023 and lie on a plateau: pairwise F1
stays between 0.77 and 0.84, B-cubed F1 between 0.85 and 0.88, for thresholds of 0.125 to 0.155, fading between 1.5 and
3 days, a share of the nearest member between 0.5 and 0.8, and backgrounds of 300 to 2000 reports.
"""

import math
from bisect import insort
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from flows.domain import Article, ArticleId, StoryId, StoryPlacement
from flows.stories.background import COMMON, RARE
from flows.stories.fingerprint import Sketch, contradiction, overlap, sketch

JOIN = 0.13
"""Nearness to a story from which a short report, such as an item of a feed, belongs to it."""
COHERENT = JOIN / 2
"""Average likeness to all members that is asked for in any case, so that no chain grows."""
SHARED_RARITY = 6.5
"""Rarity that the words shared with the nearest member must sum up to: one rare word, or several less common ones."""
JOIN_PER_TERM = 0.0018
"""What is asked for on top for each further word that both reports could share by chance."""
SHORT = 30
"""Comparable words up to which a report is short."""
NEAREST_SHARE = 0.7
"""Weight of the nearest member against the average of all members."""
FADING_DAYS = 2.0
"""Days after which the likeness of two reports counts 1/e."""
UNDATED_DAYS = 1.0
"""Days that are taken to lie, at most, between two reports of which one has no date."""
COPY = 0.5
"""Shared text from which a report is a copy of another, whatever its words weigh."""
BACKGROUND_REPORTS = 1000
"""Reports that the background table counts as, beside those at hand."""
VECTOR_TERMS = 100
"""Heaviest words of a report that are compared."""
KEY_TERMS = 20
"""Heaviest words that look for candidates."""
POSTINGS = 120
"""The newest reports that one word is remembered for when candidates are looked for."""
CANDIDATES = 25
"""Likeliest reports whose stories are compared in full."""
HOPELESS = JOIN / 3
"""Likeness in the heaviest words under which a report is not looked at further."""
MEMBERS = 30
"""Newest members that a story is compared by."""


class Frequencies:
    """How rare each word is: the background of DPRK news and the reports at hand, counted together."""

    def __init__(self, sketches: Iterable[Sketch] = ()) -> None:
        self._counts: Counter[str] = Counter()
        self._reports = 0
        for known in sketches:
            self.add(known)

    def add(self, known: Sketch) -> None:
        """Count the words of one more report."""
        self._counts.update(term for term, _ in known.terms)
        self._reports += 1

    def rarity(self, term: str) -> float:
        """Inverse document frequency, natural logarithm, never below 0."""
        seen = BACKGROUND_REPORTS * COMMON.get(term, RARE) + self._counts[term]
        return max(0.0, math.log((BACKGROUND_REPORTS + self._reports + 1) / (seen + 0.5)))


@dataclass(slots=True)
class _Report:
    sketch: Sketch
    day: float
    vector: Mapping[str, float]
    story: "_Story"


@dataclass(slots=True)
class _Story:
    id: StoryId
    reports: list[_Report] = field(default_factory=list)


class Grouper:
    """Places reports one by one, in the order of their time, among those it knows.

    The rarity of words is fixed when it is built, from `frequencies`, so that the placing of a report depends on what
    was placed before it and on nothing else.
    """

    def __init__(self, window: timedelta = timedelta(days=5), frequencies: Frequencies | None = None) -> None:
        self._window = window / timedelta(days=1)
        self._frequencies = frequencies or Frequencies()
        self._stories: dict[StoryId, _Story] = {}
        self._placed: dict[ArticleId, StoryId] = {}
        self._reports: list[_Report] = []
        self._postings: defaultdict[str, deque[tuple[int, float]]] = defaultdict(lambda: deque(maxlen=POSTINGS))

    def know(self, known: Sketch, story: StoryId) -> None:
        """Remember a report that was placed in an earlier pass."""
        self._remember(known, self._vector(known), story)

    def place(self, new: Sketch) -> StoryPlacement:
        """Find the story of a report, or begin one with its id; a report that is known already stays where it is."""
        if new.article in self._placed:
            return StoryPlacement(new.article, self._placed[new.article], "was placed before")
        vector = self._vector(new)
        story, reason = self._nearest(new, vector)
        placed = story if story is not None else StoryId(new.article)
        self._remember(new, vector, placed)
        return StoryPlacement(new.article, placed, reason)

    def _nearest(self, new: Sketch, vector: Mapping[str, float]) -> tuple[StoryId | None, str]:
        day = _day(new)
        best: tuple[float, StoryId, str] | None = None
        refused = ""
        for story in self._candidates(new, day, vector):
            score, nearest = self._nearness(new, day, vector, story)
            copied = overlap(new, nearest.sketch)
            needed = _needed(vector, nearest.vector)
            if score < needed and copied < COPY:
                continue
            against = self._against(new, story, nearest)
            if against:
                refused = refused or f"kept apart from story {story.id}: {against}"
                continue
            excess = max(score - needed, copied)
            if best is None or excess > best[0]:
                best = (excess, story.id, _why(vector, nearest, copied, f"{score:.2f}, needed {needed:.2f}"))
        if best is None:
            return None, refused or "nothing like it within the window"
        return best[1], best[2]

    def _candidates(self, new: Sketch, day: float, vector: Mapping[str, float]) -> list[_Story]:
        likeness: defaultdict[int, float] = defaultdict(float)
        for term, weight in list(vector.items())[:KEY_TERMS]:
            for number, other in self._postings.get(term, ()):
                likeness[number] += weight * other
        likely: list[tuple[float, ArticleId, _Story]] = []
        for number, alike in likeness.items():
            if alike >= HOPELESS:
                report = self._reports[number]
                gap = self._gap(new, day, report)
                if gap <= self._window:
                    likely.append((-alike * math.exp(-gap / FADING_DAYS), report.sketch.article, report.story))
        likely.sort(key=lambda one: one[:2])
        return list({story.id: story for _, _, story in likely[:CANDIDATES]}.values())

    def _nearness(self, new: Sketch, day: float, vector: Mapping[str, float], story: _Story) -> tuple[float, _Report]:
        members = story.reports[-MEMBERS:]
        near = [
            _cosine(vector, member.vector) * math.exp(-self._gap(new, day, member) / FADING_DAYS) for member in members
        ]
        top = max(range(len(near)), key=near.__getitem__)
        average = sum(near) / len(near)
        shared = sum(self._frequencies.rarity(term) for term in vector if term in members[top].vector)
        if average < COHERENT or shared < SHARED_RARITY:
            return 0.0, members[top]
        return NEAREST_SHARE * near[top] + (1 - NEAREST_SHARE) * average, members[top]

    @staticmethod
    def _against(new: Sketch, story: _Story, nearest: _Report) -> str:
        if new.ordinals:
            for member in story.reports:
                if member.sketch.ordinals and (reason := contradiction(new, member.sketch)):
                    return reason
        return contradiction(new, nearest.sketch)

    def _gap(self, new: Sketch, day: float, report: _Report) -> float:
        gap = abs(day - report.day)
        return gap if new.dated and report.sketch.dated else min(gap, UNDATED_DAYS)

    def _vector(self, known: Sketch) -> Mapping[str, float]:
        weights = {term: (1 + math.log(count)) * self._frequencies.rarity(term) for term, count in known.terms}
        heaviest = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:VECTOR_TERMS]
        length = math.sqrt(sum(weight * weight for _, weight in heaviest)) or 1.0
        return {term: weight / length for term, weight in heaviest if weight > 0}

    def _remember(self, known: Sketch, vector: Mapping[str, float], story: StoryId) -> None:
        if known.article in self._placed:
            return
        home = self._stories.setdefault(story, _Story(story))
        report = _Report(known, _day(known), vector, home)
        insort(home.reports, report, key=lambda member: (member.day, member.sketch.article))
        self._placed[known.article] = story
        for term, weight in vector.items():
            self._postings[term].append((len(self._reports), weight))
        self._reports.append(report)


def group(articles: Iterable[Article], window: timedelta = timedelta(days=5)) -> dict[ArticleId, StoryId]:
    """The story of each article of a batch; a story's id is that of its earliest member.

    The order in which the articles come makes no difference; where times are equal, the smaller id is the earlier.
    """
    sketches = sorted(map(sketch, articles), key=lambda one: (one.when, one.article))
    grouper = Grouper(window, Frequencies(sketches))
    return {one.article: grouper.place(one).story for one in sketches}


def _day(known: Sketch) -> float:
    return known.when.timestamp() / 86_400


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(b) < len(a):
        a, b = b, a
    return sum(weight * b[term] for term, weight in a.items() if term in b)


def _needed(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    return JOIN + JOIN_PER_TERM * max(0, min(len(a), len(b)) - SHORT)


def _why(vector: Mapping[str, float], nearest: _Report, copied: float, nearness: str) -> str:
    if copied >= COPY:
        return f"shares about {copied:.0%} of its text with {nearest.sketch.article}"
    shared = sorted(
        (term for term in vector if term in nearest.vector), key=lambda t: (-vector[t] * nearest.vector[t], t)
    )
    words = ", ".join(f"'{term.lstrip('@')}'" for term in shared[:4])
    return f"tells of the same as {nearest.sketch.article}: {words} (nearness {nearness})"
