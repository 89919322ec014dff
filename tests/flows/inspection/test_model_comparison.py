"""One model against another."""

import numpy as np

from flows.inspection.detection import Table
from flows.inspection.model_comparison import Comparison, compare

TRUTH = np.array([[n % 3 == 0] for n in range(90)])


def a_table(scores: list[float]) -> Table:
    values = np.array(scores)[:, None]
    return Table(("arms_transfer",), TRUTH, values >= 0.5, values)


PERFECT = [0.9 if n % 3 == 0 else 0.1 for n in range(90)]
POOR = [0.9 if n % 2 == 0 else 0.1 for n in range(90)]
LOUD = [0.9 if n % 3 == 0 or n % 10 == 1 else 0.1 for n in range(90)]


def figure(found: Comparison, what: str) -> tuple[float, float]:
    (one,) = (change for change in found.changes if change.what == what)
    return one.before, one.after


def test_a_candidate_that_finds_more_is_better_and_certainly_so() -> None:
    found = compare(a_table(POOR), a_table(PERFECT))
    assert found.better
    assert found.reason.startswith("better: macro F1: ")
    assert figure(found, "macro F1")[1] == 1.0
    assert all(change.certain for change in found.changes)


def test_the_same_model_is_not_better() -> None:
    found = compare(a_table(PERFECT), a_table(PERFECT))
    assert not found.better
    assert "neither macro F1 nor mean average precision rises" in found.reason


def test_a_candidate_that_cries_wolf_is_not_better() -> None:
    found = compare(a_table(PERFECT), a_table(LOUD))
    assert not found.better
    assert figure(found, "false alarms") == (0.0, 6 / 60)


def test_a_better_ranking_does_not_outweigh_a_worse_f1() -> None:
    ranked = [score * 0.5 for score in PERFECT]
    found = compare(a_table(POOR), a_table(ranked))
    assert figure(found, "arms_transfer: average precision")[1] == 1.0
    assert not found.better
    assert found.reason.startswith("not better: macro F1")
