"""What no text may hold."""

import re

import pytest

from flows.domain.text import STEERING, safe


def test_what_cannot_be_stored_is_replaced_and_lengths_stay() -> None:
    assert safe("a\x00b\ud800c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("letter", ["\x1b", "\x9b", "\u202e", "\u2067", "\u061c", "\ufeff", "\U000e0041"])
def test_what_steers_a_terminal_or_turns_the_writing_is_known(letter: str) -> None:
    assert re.fullmatch(f"[{STEERING}]", letter)


@pytest.mark.parametrize("letter", ["\n", "\t", "\u200d", "é", "김", "ж", "-", "^", "]"])
def test_letters_line_breaks_and_joiners_are_left_alone(letter: str) -> None:
    assert not re.fullmatch(f"[{STEERING}]", letter)
