"""The small vectoriser."""

import numpy as np
import pytest

from models.features import FeatureSettings, Passage
from models.vectors import Sparse, Vectoriser, Vocabulary, six_digits

VOCABULARY = Vocabulary({"words": ("loggers", "shells"), "pairs": ("DPRK + arms + worker",)}, np.array([1.0, 2.0, 3.0]))
VECTORISER = Vectoriser(FeatureSettings(weights={"words": 1.0, "pairs": 0.5}), VOCABULARY)


def test_words_have_length_one_and_pairs_their_own_size_times_the_weight_of_the_block() -> None:
    cells = VECTORISER.transform([Passage("shells shells loggers, DPRK §worker §arms")])
    by_column = dict(zip(cells.columns.tolist(), cells.values.tolist(), strict=True))
    loggers, shells = 1.0, 2.0 * (1 + np.log(2))
    length = np.hypot(loggers, shells)
    assert by_column == pytest.approx({0: loggers / length, 1: shells / length, 2: 0.5 * 3.0})


def test_a_passage_without_a_known_term_is_an_empty_row() -> None:
    cells = VECTORISER.transform([Passage("nothing"), Passage("loggers"), Passage("")])
    assert cells.count == 3
    assert cells.rows.tolist() == [1]


def test_a_product_with_a_matrix_is_that_of_the_dense_matrix() -> None:
    cells = Sparse(3, np.array([0, 0, 2]), np.array([1, 2, 0]), np.array([2.0, 3.0, 4.0]))
    dense = np.zeros((3, 3))
    dense[cells.rows, cells.columns] = cells.values
    matrix = np.arange(6.0).reshape(3, 2)
    assert np.allclose(cells.times(matrix), dense @ matrix)


def test_six_digits_are_kept_of_large_and_small_numbers() -> None:
    assert six_digits([[123456.789, 0.000123456789]]).tolist() == [[123457.0, 0.000123457]]


def test_a_weight_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        six_digits([float("nan")])


def test_an_empty_vocabulary_gives_empty_rows() -> None:
    cells = Vectoriser(FeatureSettings(), Vocabulary({}, np.zeros(0))).transform([Passage("loggers")])
    assert cells.times(np.zeros((0, 2))).tolist() == [[0.0, 0.0]]
