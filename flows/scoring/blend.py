"""Rule points and the classifier's probability into one score, and the scores from which a theme counts.

The numbers stand in `operating_points.yaml`, which says on what they were fitted. A logistic curve over points and
log-odds keeps the order of both inputs to the top, where a capped sum would call everything 1. Each theme has three
thresholds, for those who would rather read too much, or too little.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from flows.domain import ThemeId
from flows.errors import ConfigurationError
from flows.options import Prefer
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
class Expected:
    """What a threshold gave on labelled articles that played no part in choosing it."""

    precision: float
    """Share of flagged articles that are labelled with the theme."""
    recall: float
    """Share of labelled articles that are flagged."""
    positives: int
    """Labelled articles that both were measured on."""

    def __str__(self) -> str:
        return f"precision {self.precision:.2f}, recall {self.recall:.2f} (of {self.positives})"


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
    """Score from which a sentence of a flagged article is evidence; never above the threshold."""
    near: float
    """Score from which an article that is not flagged is a near miss; never above the threshold."""
    expected: Expected | None = None
    """What was measured at this threshold; None where nothing was, as at a threshold of the user's own."""

    def score(self, points: int, probability: float | None) -> float:
        """The score of a sentence, 0..1, rising in both inputs; without a classifier the probability is None."""
        if probability is None:
            return self.rules_only.score(points) if points > 0 else 0.0
        sure = min(max(probability, _SURE), 1 - _SURE)
        return self.blended.score(points, self.model * math.log(sure / (1 - sure)))

    def moved_to(self, threshold: float) -> "OperatingPoint":
        """The same with another threshold; what lies above it comes down with it."""
        evidence, near = min(self.evidence, threshold), min(self.near, threshold)
        return replace(self, threshold=threshold, evidence=evidence, near=near, expected=None)


@dataclass(frozen=True, slots=True)
class Blend:
    """The operating points of all themes."""

    points: Mapping[ThemeId, OperatingPoint]
    """By theme; `default` always stands there."""
    fitted_on: str = ""
    """What the numbers were fitted on, for people."""
    thresholds: Mapping[ThemeId, float] = field(default_factory=dict)
    """The user's thresholds, which go before the fitted ones."""
    prefer: Prefer = Prefer.BALANCE
    """Which of the fitted thresholds stand in `points`."""

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


def load_blend(
    thresholds: Mapping[ThemeId, float] | None = None,
    path: Path = OPERATING_POINTS,
    *,
    prefer: Prefer = Prefer.BALANCE,
) -> Blend:
    """Read operating points; `thresholds` are the user's, per theme, and go before what `prefer` chooses.

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
            points = {ThemeId(name): _point(one, prefer) for name, one in themes.named_blocks()}
            if DEFAULT not in points:
                themes.problem(block.line("themes"), "has no block 'default'", "add one; it serves all other themes")
        block.done()
    if problems:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    return Blend(MappingProxyType(points), fitted_on, MappingProxyType(dict(thresholds or {})), prefer)


def _point(block: Block, prefer: Prefer) -> OperatingPoint:
    alone = block.block("rules_only", required=True)
    blended = _curve(block)
    model = block.number("model", required=True, low=0.0, high=100.0)
    rules_only = _curve(alone) if alone is not None else Curve(0.0, 0.0)
    if alone is not None:
        alone.done()
    evidence = block.number("evidence", required=True, low=0.0, high=1.0)
    near = block.number("near", required=True, low=0.0, high=1.0)
    chosen = {one: _threshold(block, one) for one in Prefer}
    fitted = [chosen[one][0] for one in (Prefer.RECALL, Prefer.BALANCE, Prefer.PRECISION)]
    if fitted != sorted(fitted):
        block.problem(block.line("balance"), "the thresholds must rise from 'recall' to 'precision'", "sort them")
    for key, value in (("evidence", evidence), ("near", near)):
        if value > chosen[Prefer.BALANCE][0]:
            block.problem(block.line(key), f"'{key}' is above the threshold of 'balance'", "lower it")
    block.done()
    threshold, expected = chosen[prefer]
    return OperatingPoint(
        blended, model, rules_only, threshold, min(evidence, threshold), min(near, threshold), expected
    )


def _threshold(block: Block, prefer: Prefer) -> tuple[float, Expected | None]:
    one = block.block(prefer, required=True)
    if one is None:
        return 0.5, None
    threshold = one.number("threshold", required=True, low=0.0, high=1.0)
    expected = None
    if "positives" in one:
        expected = Expected(
            precision=one.number("precision", required=True, low=0.0, high=1.0),
            recall=one.number("recall", required=True, low=0.0, high=1.0),
            positives=one.integer("positives", 0, low=1, high=1_000_000),
        )
    one.done()
    return threshold, expected


def _curve(block: Block) -> Curve:
    return Curve(
        intercept=block.number("intercept", required=True, low=-100.0, high=100.0),
        points=block.number("points", required=True, low=0.0, high=100.0),
    )
