"""Articles into alerts: the watch alerts once a story, however many articles tell it."""

from dataclasses import dataclass, field
from typing import Any

from flows.domain import ArticleId
from flows.inspection.backtest.values import Alerts, Verdict
from flows.stories.fingerprint import Sketch
from flows.stories.grouping import Grouper

MOST = 20_000
"""Flagged articles that are grouped; with more the figures of alerts are left out, those of articles stand."""


@dataclass(slots=True)
class Storyline:
    """The flagged articles of an archive, to be grouped as the watch groups them."""

    _sketches: dict[ArticleId, Sketch] = field(default_factory=dict)
    _flags: dict[ArticleId, tuple[set[str], set[str]]] = field(default_factory=dict)
    _stories: dict[ArticleId, str] = field(default_factory=dict)

    def add(self, ident: ArticleId, sketch: Any, old: list[Verdict], new: list[Verdict]) -> None:
        """One article that either set flags. An id that was there before is the same article."""
        known = Sketch.from_json(sketch)
        if known is not None and ident not in self._sketches:
            self._sketches[ident] = known
            self._flags[ident] = ({v.theme for v in old if v.flagged}, {v.theme for v in new if v.flagged})

    def group(self) -> None:
        """Place all of them in stories."""
        if len(self._sketches) > MOST:
            return
        sketches = sorted(self._sketches.values(), key=lambda one: (one.when, one.article))
        grouper = Grouper()
        self._stories = {one.article: str(grouper.place(one).story) for one in sketches}

    def story(self, ident: ArticleId) -> str:
        """The story of an article; empty where it has none."""
        return self._stories.get(ident, "")

    def alerts(self) -> Alerts | None:
        """Pairs of story and theme that alert; None where there were too many articles to group."""
        if len(self._sketches) > MOST:
            return None
        old, new = (
            {(self._stories[ident], theme) for ident, both in self._flags.items() for theme in both[side]}
            for side in (0, 1)
        )
        return Alerts(old=len(old), new=len(new), gained=len(new - old), lost=len(old - new))
