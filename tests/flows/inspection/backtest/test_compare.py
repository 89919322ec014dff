"""Two verdicts held against each other."""

from dataclasses import replace

from flows.inspection.backtest.compare import compare, marks
from flows.inspection.backtest.values import NOTHING, Kind, Verdict

ALERT = replace(
    NOTHING, theme="labour", score=0.9, flagged=True, severity="high", status="occurred", source="un",
    direction="from_dprk", field="text", end=10, rules=("a",),
)  # fmt: skip
QUIET = replace(NOTHING, theme="labour", score=0.2)


def kind(old: Verdict, new: Verdict) -> list[Kind]:
    return [one for one, *_ in compare([old], [new])]


def test_a_flag_that_comes_or_goes_is_gained_or_lost() -> None:
    assert kind(QUIET, ALERT) == [Kind.GAINED]
    assert kind(ALERT, QUIET) == [Kind.LOST]


def test_what_an_alert_says_otherwise_stands_in_words() -> None:
    new = replace(ALERT, severity="medium", status="planned", start=20, end=30, rules=("b",))
    ((one, _, _, moved),) = compare([ALERT], [new])
    assert one is Kind.CHANGED
    assert moved == (
        "severity high → medium", "status occurred → planned", "another sentence is quoted first",
        "rules more: b", "rules less: a",
    )  # fmt: skip


def test_a_score_that_moves_a_little_is_no_change() -> None:
    assert kind(ALERT, replace(ALERT, score=0.85)) == []
    assert kind(ALERT, replace(ALERT, score=0.75)) == [Kind.CHANGED]


def test_near_misses_and_rules_on_trial_stand_apart() -> None:
    near = replace(QUIET, near=True, score=0.4)
    assert kind(QUIET, near) == [Kind.DIGEST_GAINED]
    assert kind(near, QUIET) == [Kind.DIGEST_LOST]
    assert kind(QUIET, replace(QUIET, shadow=("x",))) == [Kind.SHADOW]


def test_a_theme_that_one_side_says_nothing_of_counts_as_nothing() -> None:
    assert [one for one, *_ in compare([], [ALERT])] == [Kind.GAINED]
    assert [one for one, *_ in compare([ALERT], [])] == [Kind.LOST]
    assert list(compare([QUIET], [])) == []


def test_precision_and_recall_are_unknown_where_there_is_nothing_to_count() -> None:
    found = marks([(True, True), (True, False), (False, True), (False, False)])
    assert (found.precision, found.recall) == (0.5, 0.5)
    assert (marks([]).precision, marks([]).recall) == (None, None)


def test_a_verdict_comes_back_from_its_row() -> None:
    assert Verdict.of_row(ALERT.row()) == ALERT
