"""Reports of stages add up."""

from flows.domain import Problem, StageReport


def test_numbers_are_added_by_name_and_all_else_is_kept_in_order() -> None:
    first = StageReport({"read": 2, "new": 1}, (Problem("a", "x"),), ("one",))
    second = StageReport({"new": 3, "sent": 1}, (Problem("b", "y"),), ("two",))
    both = first + second
    assert both.counts == {"read": 2, "new": 4, "sent": 1}
    assert [problem.where for problem in both.problems] == ["a", "b"]
    assert both.notes == ("one", "two")
