"""Tests of flows/alerts/cleaning.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alerts.cleaning import brief, cut, excerpt, link, one_line


def shown(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(piece for piece, _ in pieces)


def test_line_breaks_and_marks_that_turn_the_writing_vanish() -> None:
    assert one_line("a\r\nBcc: x\u202e evil\x00\u2028b") == "a Bcc: x evil b"


def test_neither_terminal_escapes_nor_invisible_letters_come_through() -> None:
    assert one_line("a\x1b[2J\x9b31m\U000e0041b\u061cc\ud800") == "a [2J 31m b c\ufffd"


def test_a_text_is_cut_at_a_word() -> None:
    assert cut("North Korea was planning to send labourers", 30) == "North Korea was planning to…"


def test_a_text_without_blanks_is_cut_where_it_must_be() -> None:
    assert cut("북" * 50, 10) == "북" * 9 + "…"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_a_cut_text_is_never_longer_than_asked(text: str, width: int) -> None:
    assert len(cut(text, width)) <= width


def test_a_long_sentence_is_shown_around_its_hits() -> None:
    text = (
        "According to a source "
        + "who spoke at length " * 20
        + "North Korea sent workers to Russia "
        + "in autumn " * 20
    )
    start = text.index("North Korea")
    pieces = excerpt(text, [(start, start + 11), (start + 17, start + 24)], 80)
    assert shown(pieces).startswith("…")
    assert shown(pieces).endswith("…")
    assert [piece for piece, hit in pieces if hit] == ["North Korea", "workers"]


def test_a_long_sentence_with_its_hits_in_front_keeps_its_beginning() -> None:
    text = "North Korea sent workers to Russia " + "and so on " * 50
    assert shown(excerpt(text, [(0, 11)], 60)).startswith("North Korea sent workers")


@given(
    st.text(max_size=200),
    st.lists(st.tuples(st.integers(-5, 210), st.integers(-5, 210)), max_size=6),
    st.integers(min_value=20, max_value=100),
)
def test_an_excerpt_bears_any_spans_and_stays_in_its_width(text: str, spans: list[tuple[int, int]], width: int) -> None:
    pieces = excerpt(text, spans, width)
    assert len(shown(pieces)) <= width + 2
    if len(text) <= width:
        assert one_line(shown(pieces)) == one_line(text)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://bank.example@evil.example/",
        "https://evil.example/a b",
        "https:///nowhere",
        "//evil.example",
        "ftp://files.example/x",
        "https://a.example/\r\nBcc: x",
        "https://[::1",
        "https://host.example:99999/",
        "https://a.example\\@evil.example",
        "https://a.example/" + "x" * 600,
        "/home/someone/file.txt",
        "",
    ],
)
def test_what_is_no_plain_web_address_is_no_link(url: str) -> None:
    assert link(url) == ""


def test_a_link_cannot_leave_its_quotes_or_brackets() -> None:
    assert link('https://a.example/x"onload="y<b>|z`') == "https://a.example/x%22onload=%22y%3Cb%3E%7Cz%60"


def test_a_look_alike_host_is_shown_for_what_it_is() -> None:
    assert link("https://раypal.example/x?q=ж") == "https://xn--ypal-43d9g.example/x?q=%D0%B6"


def test_an_ordinary_link_stays_as_it_is() -> None:
    url = "https://news.example/efe/north-korea?id=7&lang=en#top"
    assert link(url) == url


def test_a_cut_keeps_whole_sentences_where_they_fill_half_of_the_room() -> None:
    assert cut("One is done. Two is under way and long.", 20) == "One is done. …"
    assert cut("Capable of striking the U.S. mainland at once", 32) == "Capable of striking the U.S…"
    assert cut("一二三四五六。七八九十一二三", 10) == "一二三四五六。 …"


def test_a_brief_text_is_cut_without_reading_all_of_it() -> None:
    assert brief("word " * 10, 100) == "word " * 9 + "word"
    assert brief("a" * 2_000_000, 10) == "a" * 9 + "…"
    assert brief(" " * 5_000 + "a", 10) == "…"
