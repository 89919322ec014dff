"""Words are counted as gaps count them."""

import pytest

from rules.text.words import Words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("one two three", 3),
        ("the U.S. sent 1,000 of Korea's", 6),
        ("북한은 러시아에 파견했다", 3),
        ("KOMID는 회사", 2),
        ("朝鲜向俄罗斯", 3),
        ("", 0),
        ("...", 0),
    ],
)
def test_words_of_every_script(text: str, count: int) -> None:
    assert Words(text).between(0, len(text)) == count


def test_the_rest_of_a_word_is_not_counted() -> None:
    assert Words("북한은 러시아").between(2, 4) == 0
    assert Words("workers go").between(4, 10) == 1


def test_a_single_han_character_is_half_a_word() -> None:
    words = Words("朝鲜向俄罗斯")
    assert words.halves(2, 3) == 1
    assert words.between(2, 3) == 0
