"""Calibration."""

import numpy as np
import pytest

from models.calibration import calibration_error, platt, reliability
from models.classifier import logistic


def test_platt_scaling_finds_the_line_that_made_the_labels() -> None:
    rng = np.random.default_rng(3)
    odds = rng.normal(0, 3, 20_000)
    truth = rng.random(20_000) < logistic(0.5 * odds - 1.0)
    assert platt(odds, truth) == pytest.approx((0.5, -1.0), abs=0.05)


def test_scaled_odds_have_a_smaller_calibration_error() -> None:
    rng = np.random.default_rng(4)
    odds = rng.normal(0, 3, 5_000)
    truth = rng.random(5_000) < logistic(0.4 * odds)
    slope, offset = platt(odds, truth)
    before = calibration_error(reliability(logistic(odds), truth))
    after = calibration_error(reliability(logistic(slope * odds + offset), truth))
    assert after < before / 3


def test_separable_odds_stay_finite() -> None:
    odds = np.array([-2.0, -1.0, 1.0, 2.0])
    slope, offset = platt(odds, odds > 0)
    assert np.isfinite([slope, offset]).all()
    assert slope > 0


@pytest.mark.parametrize("truth", [[True, True], [False, False], [True, False]])
def test_labels_that_teach_nothing_change_nothing(truth: list[bool]) -> None:
    assert platt(np.array([-1.0, 1.0]), np.array(truth)) == (1.0, 0.0)


def test_the_reliability_table_counts_every_probability_once() -> None:
    table = reliability(np.array([0.0, 0.05, 0.1, 0.95, 1.0]), np.array([False, False, True, True, True]))
    assert [row.count for row in table] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert table[-1].observed == 1.0
    assert table[0].predicted == pytest.approx(0.025)


def test_the_calibration_error_weighs_bins_by_their_counts() -> None:
    table = reliability(np.array([0.25, 0.25, 0.25, 0.85]), np.array([True, False, False, True]), bins=2)
    assert calibration_error(table) == pytest.approx((3 * abs(0.25 - 1 / 3) + 0.15) / 4)


def test_an_empty_table_has_no_error() -> None:
    assert calibration_error(reliability(np.zeros(0), np.zeros(0, dtype=np.bool_))) == 0.0
