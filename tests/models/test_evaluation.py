"""Figures."""

import numpy as np
import pytest

from models.evaluation import (
    average_precision,
    best_threshold,
    bootstrap,
    evaluate,
    figures,
    precision_recall_f1,
)

TRUTH = np.array([True, False, True, False, False])
SCORES = np.array([0.9, 0.8, 0.7, 0.2, 0.1])


def test_average_precision_follows_the_step_rule() -> None:
    assert average_precision(TRUTH, SCORES) == pytest.approx((1 + 2 / 3) / 2)


def test_equal_scores_share_one_step_whatever_their_order() -> None:
    truth = np.array([True, False, False, True])
    even = np.full(4, 0.5)
    assert average_precision(truth, even) == average_precision(truth[::-1], even) == pytest.approx(0.5)


def test_without_positives_there_is_no_average_precision() -> None:
    found = figures(np.zeros(3, dtype=np.bool_), np.array([0.1, 0.2, 0.3]))
    assert (found.average_precision, found.interval, found.threshold) == (None, None, 0.5)
    assert found.as_json()["interval"] is None


def test_precision_recall_and_f1_are_zero_where_nothing_is_flagged() -> None:
    assert precision_recall_f1(TRUTH, np.zeros(5, dtype=np.bool_)) == (0.0, 0.0, 0.0)


def test_the_best_threshold_has_the_highest_f1() -> None:
    assert best_threshold(TRUTH, SCORES) == 0.7
    assert figures(TRUTH, SCORES).f1 == pytest.approx(0.8)


def test_a_given_threshold_is_kept() -> None:
    found = figures(TRUTH, SCORES, 0.85)
    assert (found.precision, found.recall) == (1.0, 0.5)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    rng = np.random.default_rng(5)
    truth = rng.random(200) < 0.3
    scores = truth * 0.5 + rng.random(200)
    first, second = figures(truth, scores), figures(truth, scores)
    assert first == second
    assert first.interval is not None
    assert first.average_precision is not None
    assert first.interval[0] < first.average_precision < first.interval[1]


def test_parts_are_measured_at_the_threshold_of_the_whole() -> None:
    report = evaluate(["x"], TRUTH[:, None], SCORES[:, None], parts={"lang": ["en", "en", "ko", "ko", "ko"]}, rounds=0)
    assert set(report) == {"all", "lang=en", "lang=ko"}
    assert report["lang=en"]["x"].threshold == report["all"]["x"].threshold
    assert report["lang=ko"]["x"].positives == 1


def test_a_statistic_that_is_never_known_has_no_interval() -> None:
    assert bootstrap(lambda _: None, 5, rounds=3) is None
