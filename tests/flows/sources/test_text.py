"""Markup to plain text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.sources.text import plain, plain_line, quoted, tidy


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("One.<br>Two.<br/>Three.", "One.\nTwo.\nThree."),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("<b>Kim</b> &amp; Putin&nbsp;met &#8212; again", "Kim & Putin met — again"),
        ("wrapped\nover lines <i>in</i>\nthe source", "wrapped over lines in the source"),
        ("before<script>alert('x')</script>after", "beforeafter"),
        ("before<style>p {color: red}</style>after", "beforeafter"),
        ("<iframe><p>ad</p></iframe>text", "text"),
        ("<svg><title>logo</title></svg>text", "text"),
        ("text<!-- a comment -->", "text"),
        ("<![CDATA[inner]]> text", "inner text"),
        ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("plain\n\n\n\ntext  stays", "plain\n\ntext stays"),
        ("broken <p unclosed", "broken"),
        ("", ""),
    ],
)
def test_words_stay_and_markup_goes(markup: str, expected: str) -> None:
    assert plain(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b>Kim</b> visits\n Moscow", "Kim visits Moscow"),
        ("Q&amp;amp;A on &lt;i&gt;sanctions&lt;/i&gt;", "Q&A on sanctions"),
        ("<script>alert(1)</script>Kim", "Kim"),
        ("\u202eevil\u202c \x1b[31mtitle", "evil [31mtitle"),
    ],
)
def test_a_title_is_one_line_without_markup(markup: str, expected: str) -> None:
    assert plain_line(markup) == expected


def test_deep_nesting_takes_no_stack() -> None:
    assert plain("<div>" * 50_000 + "word" + "</div>" * 50_000) == "word"
    assert plain("<object>" * 5000 + "gone" + "</object>" * 5000 + "<p>word</p>") == "word"


@pytest.mark.parametrize("unit", ["<a ", "<!--", "<p <", "<![CDATA[", "<a href='", "</", "&#", "<script>"])
def test_hostile_markup_is_read_in_no_time(unit: str) -> None:
    started = time.process_time()
    plain(unit * 50_000)
    assert time.process_time() - started < 2


def test_a_quoted_text_is_cut_and_harmless() -> None:
    assert quoted("a\nb\x1b" + "c" * 100, 6) == "'a?b?cc'"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("<>/&;!-[]abp script#1=\"'\n\x00\ud800"), max_size=60))
def test_whatever_comes_the_result_is_tidy_and_storable(markup: str) -> None:
    found = plain(markup)
    assert tidy(found) == found
    found.encode()
    assert "\x00" not in found
