"""Tests of flows/alerts/layout.py."""

from flows.alerts.layout import columns, folded


def test_lines_are_broken_between_words_and_indented() -> None:
    assert folded("one two three four", 12, "- ") == "- one two\n  three four"


def test_an_address_is_never_broken() -> None:
    url = "https://news.example/" + "x" * 60
    assert url in folded(f"see {url} there", 30).split("\n")


def test_wide_characters_count_twice_and_break_anywhere() -> None:
    lines = folded("北朝鮮が労働者をロシアに派遣した", 12).split("\n")
    assert "".join(lines) == "北朝鮮が労働者をロシアに派遣した"
    assert max(columns(line) for line in lines) <= 12


def test_empty_text_leaves_the_label() -> None:
    assert folded("", 20, "Label ") == "Label"
