"""What makes two incoming articles one."""

import pytest

from flows.storage.admission import LONGEST_KEY, bounded, content_hash


def test_white_space_makes_no_other_text_and_title_and_text_do_not_run_together() -> None:
    assert content_hash("Title", "one  two") == content_hash(" Title ", "one\n two")
    assert content_hash("a b", "c") != content_hash("a", "b c")


@pytest.mark.parametrize("extra", [0, 1, 10_000])
def test_a_key_fits_an_index_and_long_ones_stay_apart(extra: int) -> None:
    key = "x" * (LONGEST_KEY + extra)
    assert len(bounded(key)) <= LONGEST_KEY
    assert bounded(key) != bounded(key + "y")
