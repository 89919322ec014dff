"""Tests of flows.scoring.blend."""

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.domain import ThemeId
from flows.errors import ConfigurationError
from flows.options import Prefer
from flows.scoring.blend import OPERATING_POINTS, load_blend
from tests.builders import ARMS, LABOUR, TECHNOLOGY

BLEND = load_blend()
POINTS = st.integers(0, 100)
PROBABILITIES = st.floats(0, 1)


@given(POINTS, POINTS, PROBABILITIES)
def test_more_points_never_lower_a_score(a: int, b: int, probability: float) -> None:
    low, high = sorted((a, b))
    assert BLEND.score(LABOUR, low, probability) <= BLEND.score(LABOUR, high, probability)
    assert BLEND.score(LABOUR, low, None) <= BLEND.score(LABOUR, high, None)


@given(POINTS, PROBABILITIES, PROBABILITIES)
def test_a_higher_probability_never_lowers_a_score(points: int, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert BLEND.score(LABOUR, points, low) <= BLEND.score(LABOUR, points, high)


@given(POINTS, st.none() | PROBABILITIES)
def test_a_score_lies_between_0_and_1(points: int, probability: float | None) -> None:
    assert 0 <= BLEND.score(ARMS, points, probability) <= 1


def test_scores_keep_their_order_at_the_top() -> None:
    assert BLEND.score(LABOUR, 100, 0.99) < BLEND.score(LABOUR, 100, 0.999) < 1


def test_without_a_classifier_no_points_are_no_score() -> None:
    assert BLEND.score(LABOUR, 0, None) == 0.0


@pytest.mark.parametrize("theme", [LABOUR, ARMS, TECHNOLOGY])
def test_with_the_shipped_points_a_strong_rule_flags_alone_and_silence_never_does(theme: ThemeId) -> None:
    threshold = BLEND.point(theme).threshold
    assert BLEND.score(theme, 90, None) >= threshold
    assert BLEND.score(theme, 20, None) < threshold
    assert BLEND.score(theme, 90, 0.5) >= threshold
    assert BLEND.score(theme, 0, 0.05) < threshold


def test_points_beyond_a_hundred_count_a_hundred() -> None:
    assert BLEND.score(LABOUR, 180, None) == BLEND.score(LABOUR, 100, None)


def test_the_users_threshold_goes_first_and_takes_the_others_down_with_it() -> None:
    own = load_blend({LABOUR: 0.05})
    assert (own.point(LABOUR).threshold, own.point(LABOUR).evidence, own.point(LABOUR).near) == (0.05, 0.05, 0.05)
    assert own.point(LABOUR).expected is None
    assert own.point(ARMS) == BLEND.point(ARMS)


def test_near_misses_reach_below_the_threshold() -> None:
    assert BLEND.is_near(LABOUR, BLEND.point(LABOUR).near)
    assert not BLEND.is_near(LABOUR, math.nextafter(BLEND.point(LABOUR).near, 0))


def test_a_theme_without_a_block_of_its_own_has_the_default() -> None:
    assert BLEND.point(ThemeId("oil_transfer")).threshold == BLEND.points[ThemeId("default")].threshold


def test_every_mistake_is_named_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "points.yaml"
    text = (
        OPERATING_POINTS.read_text(encoding="utf-8")
        .replace("model: 0.7", "modle: 0.7")
        .replace("near: 0.", "near: 0.9")
    )
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_blend(path=broken)
    message = str(caught.value)
    assert "'model' is missing" in message
    assert "modle" in message
    assert "'near' is above the threshold of 'balance'" in message
    assert f"{broken}:" in message


def test_a_negative_factor_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "points.yaml"
    text = OPERATING_POINTS.read_text(encoding="utf-8").replace("model: 0.7", "model: -0.7")
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="'model' must lie between"):
        load_blend(path=broken)


@pytest.mark.parametrize("theme", [LABOUR, ARMS, TECHNOLOGY])
def test_who_prefers_recall_has_the_lowest_threshold_and_who_prefers_precision_the_highest(theme: ThemeId) -> None:
    recall, balance, precision = (load_blend(prefer=one).point(theme).threshold for one in Prefer)
    assert recall <= balance <= precision
    assert recall < precision


@pytest.mark.parametrize("prefer", list(Prefer))
def test_what_is_to_be_expected_stands_beside_every_shipped_threshold(prefer: Prefer) -> None:
    point = load_blend(prefer=prefer).point(ARMS)
    assert point.expected is not None
    assert str(point.expected).startswith("precision 0.")


def test_the_preference_changes_where_a_theme_counts_and_never_a_score() -> None:
    assert load_blend(prefer=Prefer.RECALL).score(ARMS, 40, 0.4) == BLEND.score(ARMS, 40, 0.4)


def test_thresholds_in_the_wrong_order_are_refused(tmp_path: Path) -> None:
    broken = tmp_path / "points.yaml"
    text = OPERATING_POINTS.read_text(encoding="utf-8")
    broken.write_text(re.sub("recall: {threshold: [0-9.]+", "recall: {threshold: 0.99", text), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="must rise from 'recall' to 'precision'"):
        load_blend(path=broken)


def test_a_file_without_default_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "points.yaml"
    text = OPERATING_POINTS.read_text(encoding="utf-8").replace("  default:", "  labour_dispatch:")
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="no block 'default'"):
        load_blend(path=broken)
