"""Rule points and the classifier's probability into one score, and the scores from which a theme counts.

The numbers stand in `operating_points.yaml`, which says on what they were fitted. A logistic curve over points and
log-odds keeps the order of both inputs to the top, where a capped sum would call everything 1.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from flows.domain import ThemeId
from flows.errors import ConfigurationError
from rules.errors import Problem
from rules.yaml_reader import Block, read_block

OPERATING_POINTS: Final = Path(__file__).with_name("operating_points.yaml")
"""The file shipped with the application."""

DEFAULT: Final = ThemeId("default")
"""The block that serves themes without one of their own."""

FULL_POINTS: Final = 100
"""Rule points of a sentence are capped here."""

_SURE: Final = 1e-6
"""Probabilities are kept this far from 0 and 1, so that their log-odds stay finite."""


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over rule points; `points` is the gain of a hundred points in log-odds."""

    intercept: float
    points: float

    def score(self, points: int, extra: float = 0.0) -> float:
        """The score, 0..1, of rule points (0..100) and further log-odds."""
        odds = self.intercept + self.points * min(max(points, 0), FULL_POINTS) / FULL_POINTS + extra
        return 1.0 / (1.0 + math.exp(-odds)) if odds >= 0 else math.exp(odds) / (1.0 + math.exp(odds))


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """How one theme is scored."""

    blended: Curve
    model: float
    """Gain of one unit of the classifier's log-odds."""
    rules_only: Curve
    threshold: float
    """Score from which an article is flagged."""
    evidence: float
    """Score from which a sentence is evidence; never above the threshold."""
    near: float
    """Score from which an article that is not flagged is a near miss; never above the threshold."""

    def score(self, points: int, probability: float | None) -> float:
        """The score of a sentence, 0..1, rising in both inputs; without a classifier the probability is None."""
        if probability is None:
            return self.rules_only.score(points) if points > 0 else 0.0
        sure = min(max(probability, _SURE), 1 - _SURE)
        return self.blended.score(points, self.model * math.log(sure / (1 - sure)))

    def moved_to(self, threshold: float) -> "OperatingPoint":
        """The same with another threshold; what lies above it comes down with it."""
        return replace(
            self, threshold=threshold, evidence=min(self.evidence, threshold), near=min(self.near, threshold)
        )


@dataclass(frozen=True, slots=True)
class Blend:
    """The operating points of all themes."""

    points: Mapping[ThemeId, OperatingPoint]
    """By theme; `default` always stands there."""
    fitted_on: str = ""
    """What the numbers were fitted on, for people."""
    thresholds: Mapping[ThemeId, float] = field(default_factory=dict)
    """The user's thresholds, which go before the fitted ones."""

    def point(self, theme: ThemeId) -> OperatingPoint:
        """How a theme is scored."""
        found = self.points.get(theme, self.points[DEFAULT])
        threshold = self.thresholds.get(theme)
        return found if threshold is None else found.moved_to(threshold)

    def score(self, theme: ThemeId, points: int, probability: float | None) -> float:
        """The score of a sentence for a theme, 0..1."""
        return self.point(theme).score(points, probability)

    def is_near(self, theme: ThemeId, score: float) -> bool:
        """True for an article's score that reaches the theme's digest, flagged or not."""
        return score >= self.point(theme).near


def load_blend(thresholds: Mapping[ThemeId, float] | None = None, path: Path = OPERATING_POINTS) -> Blend:
    """Read operating points; `thresholds` are the user's, per theme.

    Raises:
        ConfigurationError: with every mistake of the file, each with its line.
    """
    problems: list[Problem] = []
    points: dict[ThemeId, OperatingPoint] = {}
    fitted_on = ""
    block = read_block(path, problems)
    if block is not None:
        block.choice("kind", ["operating_points"], required=True)
        fitted_on = block.text("fitted_on", required=True)
        themes = block.block("themes", required=True)
        if themes is not None:
            points = {ThemeId(name): _point(one) for name, one in themes.named_blocks()}
            if DEFAULT not in points:
                themes.problem(block.line("themes"), "has no block 'default'", "add one; it serves all other themes")
        block.done()
    if problems:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    return Blend(MappingProxyType(points), fitted_on, MappingProxyType(dict(thresholds or {})))


def _point(block: Block) -> OperatingPoint:
    alone = block.block("rules_only", required=True)
    point = OperatingPoint(
        blended=_curve(block),
        model=block.number("model", required=True, low=0.0, high=100.0),
        rules_only=_curve(alone) if alone is not None else Curve(0.0, 0.0),
        threshold=block.number("threshold", required=True, low=0.0, high=1.0),
        evidence=block.number("evidence", required=True, low=0.0, high=1.0),
        near=block.number("near", required=True, low=0.0, high=1.0),
    )
    for key, value in (("evidence", point.evidence), ("near", point.near)):
        if value > point.threshold:
            block.problem(block.line(key), f"'{key}' is above 'threshold'", "lower it")
    if alone is not None:
        alone.done()
    block.done()
    return point


def _curve(block: Block) -> Curve:
    return Curve(
        intercept=block.number("intercept", required=True, low=-100.0, high=100.0),
        points=block.number("points", required=True, low=0.0, high=100.0),
    )
