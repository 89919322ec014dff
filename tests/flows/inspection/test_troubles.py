"""Troubles as people see them."""

from flows.domain import NoticeKind, Trouble
from flows.inspection.troubles import trouble_line
from tests.builders import NOON


def test_a_trouble_is_a_line_with_its_beginning_and_reason() -> None:
    trouble = Trouble(NoticeKind.TARGET_FAILING, "desk", "refused", NOON, "failing", NOON)
    assert trouble_line(trouble) == "target 'desk' failing since 13 Dec 2023 12:00 UTC: refused"
