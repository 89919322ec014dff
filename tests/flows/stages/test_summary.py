"""A pass in one line."""

import pytest

from flows.domain import Problem, StageReport
from flows.stages.summary import line, table

PROBLEM = Problem("wire", "is empty, not a feed")


@pytest.mark.parametrize(
    ("counts", "problems", "expected"),
    [
        ({"read": 31, "new": 31, "flagged": 5, "alerts": 2}, (), "read 31, new 31, flagged 5, 2 alerts"),
        ({"read": 1, "revised": 1, "flagged": 1, "alerts": 1}, (), "read 1, new 0, revised 1, flagged 1, 1 alert"),
        ({"read": 9}, (), "read 9, new 0, flagged 0, 0 alerts, nothing new: nobody was alerted again"),
        ({"read": 9, "sent": 1}, (), "read 9, new 0, flagged 0, 0 alerts, 1 delivered of what was decided before"),
        ({"read": 9, "digests": 2}, (), "read 9, new 0, flagged 0, 0 alerts, 2 delivered of what was decided before"),
        (
            {"unchanged": 1},
            (),
            "read 0 (1 source unchanged), new 0, flagged 0, 0 alerts, nothing new: nobody was alerted again",
        ),
        ({"read": 9, "unchanged": 2, "new": 1}, (), "read 9 (2 sources unchanged), new 1, flagged 0, 0 alerts"),
        ({"new": 1, "failed": 1}, (), "read 0, new 1, flagged 0, 0 alerts, 1 delivery failed"),
        (
            {"new": 1, "failed": 1, "dead": 1},
            (PROBLEM,),
            "read 0, new 1, flagged 0, 0 alerts, 2 deliveries failed, 1 problem",
        ),
    ],
)
def test_the_line_says_what_happened(counts: dict[str, int], problems: tuple[Problem, ...], expected: str) -> None:
    assert line(StageReport(counts, problems)) == expected


def test_the_table_ends_with_every_problem_by_name() -> None:
    rows = table(StageReport({"read": 3}, (PROBLEM,)))
    assert {"what": "items read", "count": "3"} in rows
    assert rows[-1] == {"what": "problem: wire", "count": "is empty, not a feed"}
