"""Troubles keep their identity."""

from dataclasses import replace

from flows.domain import NoticeKind, Trouble
from tests.builders import NOON


def test_a_trouble_is_the_same_whatever_is_said_of_it() -> None:
    trouble = Trouble(NoticeKind.SOURCE_FAILING, "wire", "no answer", NOON)
    assert replace(trouble, reason="404", mark="gone", told=NOON).key == trouble.key
    assert replace(trouble, kind=NoticeKind.SOURCE_SILENT).key != trouble.key
