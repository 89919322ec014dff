"""Which reports tell of the same event: each joins the story it is nearest to, or begins one.

Likeness of two reports is the cosine of their weighted words, fading with the time between them and multiplied by what
headlines say beyond their words (`likeness.factor`); nearness to a story mixes the nearest member with the average of
all, so that a chain of half-alike reports does not grow into one story. What contradicts a member in a number, a name
or in who did it to whom is kept out however alike it reads. A copy joins what it copies and is not compared with again.

An article that is placed stays, and stories are never joined afterwards: an alert may have gone out. Joining young
stories by their average likeness was tried on the hand-grouped events and gained nothing.

The constants were set on 192 certain items of hand-grouped events of autumn 2023. They lie on a plateau, but it was
found on these items: `benchmarks/README.md` says what other constants give.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from flows.domain import Article, ArticleId, StoryId, StoryPlacement
from flows.stories.copies import COPY
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.likeness import contradiction, copied, factor
from flows.stories.window import Report, Window, day_of

JOIN: Final = 0.11
"""Nearness to a story from which a short report, such as an item of a feed, belongs to it."""
SHORT: Final = 40
"""Comparable words up to which a report is short."""
JOIN_PER_WORD: Final = 0.003
"""What is asked for on top for each further word that both reports could share by chance."""
COHERENT: Final = 0.6
"""Share of the needed nearness that the average likeness to all members must reach, so that no chain grows."""
NEAREST_SHARE: Final = 0.6
"""Weight of the nearest member against the average of all members."""
SHARED_RARITY: Final = 5.5
"""Rarity that the words shared with the nearest member must sum up to: one rare word, or several less common ones."""
FADING_DAYS: Final = 2.0
"""Days after which the likeness of two reports counts 1/e."""
UNDATED_DAYS: Final = 1.0
"""Days that are taken to lie, at most, between two reports of which one has no date."""
CANDIDATES: Final = 25
"""Likeliest reports whose stories are compared in full."""
MEMBERS: Final = 20
"""Newest members that a story is compared by."""


class Grouper:
    """Places reports one by one, in the order of their time, among those it remembers.

    A placing depends on the report and on those of the window before it, and on nothing else: a grouper that is told
    with `know` what another one placed goes on as that one would. Copies are remembered, but nothing is compared with
    them, so that they change no other placing. What is older than the window before the newest is forgotten;
    to place one from before that, build a new grouper and tell it what stood around the report.
    """

    def __init__(self, window: timedelta = timedelta(days=5)) -> None:
        self._days = window / timedelta(days=1)
        self._window = Window()
        self._known: list[tuple[Sketch, StoryId]] = []

    def __len__(self) -> int:
        """Reports that are remembered."""
        return len(self._window) + len(self._known)

    def know(self, known: Sketch, story: StoryId) -> None:
        """Remember a report that was placed in an earlier pass."""
        self._known.append((known, story))

    def place(self, new: Sketch) -> StoryPlacement:
        """Find the story of a report, or begin one with its id; a report that is known already stays where it is."""
        self._learn()
        self._window.forget_before(day_of(new) - self._days)
        before = self._window.story_of(new.article)
        if before is not None:
            return StoryPlacement(new.article, before, "was placed before")
        report = Report.of(new, StoryId(new.article))
        report.story, reason = self._home(report)
        self._remember(report)
        return StoryPlacement(new.article, report.story, reason)

    def _learn(self) -> None:
        for known, story in sorted(self._known, key=lambda one: (one[0].when, one[0].article)):
            if self._window.story_of(known.article) is None:
                self._remember(Report.of(known, story))
        self._known.clear()

    def _remember(self, report: Report) -> None:
        copy = any(_share(report, member) >= COPY for member in self._window.members(report.story))
        self._window.add(report, compared=not copy)

    def _home(self, report: Report) -> tuple[StoryId, str]:
        weighted = self._window.weighted(report)
        alike = [one for one in self._window.like(weighted, CANDIDATES) if _gap(report, one) <= self._days]
        shares = [_share(report, one) for one in alike]
        if (share := max(shares, default=0.0)) >= COPY:
            original = alike[shares.index(share)]
            return original.story, f"copy of {original.sketch.article}: about {share:.0%} of the text is the same"
        refused = ""
        best: tuple[float, StoryId, str] | None = None
        # No story is nearer than its nearest member, which all but surely is among the likeliest reports.
        likely = [one for one in alike if self._likeness(report, weighted, one) >= JOIN]
        for story in dict.fromkeys(one.story for one in likely):
            nearness, nearest = self._nearness(report, weighted, self._window.members(story)[-MEMBERS:])
            needed = _needed(report, nearest)
            if nearness < needed:
                continue
            against = _against(report, self._window.members(story), nearest)
            if against:
                refused = refused or f"kept apart from story {story}: {against}"
            elif best is None or nearness - needed > best[0]:
                why = f"{self._common(weighted, nearest)} (nearness {nearness:.2f}, needed {needed:.2f})"
                best = (nearness - needed, story, f"tells of the same as {nearest.sketch.article}: {why}")
        if best is None:
            return report.story, refused or "nothing like it within the window"
        return best[1], best[2]

    def _nearness(
        self, report: Report, weighted: Mapping[str, float], members: Sequence[Report]
    ) -> tuple[float, Report]:
        near = [self._likeness(report, weighted, member) for member in members]
        top = max(range(len(near)), key=near.__getitem__)
        average = sum(near) / len(near)
        common = sum(self._window.rarity(term) for term in members[top].weights if term in weighted)
        if average < COHERENT * _needed(report, members[top]) or common < SHARED_RARITY:
            return 0.0, members[top]
        return NEAREST_SHARE * near[top] + (1 - NEAREST_SHARE) * average, members[top]

    def _likeness(self, report: Report, weighted: Mapping[str, float], member: Report) -> float:
        fading = math.exp(-_gap(report, member) / FADING_DAYS)
        return self._window.cosine(weighted, member) * fading * factor(report.sketch, member.sketch)

    def _common(self, weighted: Mapping[str, float], nearest: Report) -> str:
        """The words that most of the likeness rests on."""
        both = [term for term in weighted if term in nearest.weights]
        both.sort(key=lambda term: (-weighted[term] * nearest.weights[term] * self._window.rarity(term), term))
        return ", ".join(f"'{term.lstrip('@')}'" for term in both[:4])


def group(articles: Iterable[Article], window: timedelta = timedelta(days=5)) -> dict[ArticleId, StoryId]:
    """The story of each article of a batch; a story's id is that of its earliest member.

    The order in which the articles come makes no difference; where times are equal, the smaller id is the earlier.
    """
    grouper = Grouper(window)
    in_time = sorted(map(sketch, articles), key=lambda one: (one.when, one.article))
    return {one.article: grouper.place(one).story for one in in_time}


def _needed(report: Report, other: Report) -> float:
    return JOIN + JOIN_PER_WORD * max(0, min(len(report.weights), len(other.weights)) - SHORT)


def _against(report: Report, members: Iterable[Report], nearest: Report) -> str:
    if report.sketch.ordinals:
        for member in members:
            if member.sketch.ordinals and (reason := contradiction(report.sketch, member.sketch)):
                return reason
    return contradiction(report.sketch, nearest.sketch)


def _share(report: Report, other: Report) -> float:
    share = copied(report.sketch, other.sketch)
    return share if share < COPY or not contradiction(report.sketch, other.sketch) else 0.0


def _gap(report: Report, other: Report) -> float:
    gap = abs(report.day - other.day)
    return gap if report.sketch.dated and other.sketch.dated else min(gap, UNDATED_DAYS)
