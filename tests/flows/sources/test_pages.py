"""Single files: text, web pages, e-mails."""

import pytest

from flows.sources.pages import PageError, read_email, read_html, read_text


@pytest.mark.parametrize(
    ("data", "title", "text"),
    [
        ("A title\n\nThe text.\nMore.\n", "A title", "The text.\nMore.\n"),
        ("A title\r\n\r\nThe text.\r\n", "A title", "The text.\n"),
        ("First line\nsecond line\n", "", "First line\nsecond line\n"),
        ("x" * 201 + "\n\nThe text.", "", "x" * 201 + "\n\nThe text."),
        ("Only a line", "", "Only a line"),
        ("Only a line\n\n", "", "Only a line\n\n"),
        ("  indented\n\n text", "indented", " text"),
    ],
)
def test_a_short_first_line_with_an_empty_one_after_it_is_a_title(data: str, title: str, text: str) -> None:
    page = read_text(data.encode())
    assert (page.title, page.text) == (title, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_encodings_are_understood(encoding: str) -> None:
    assert read_text("북한".encode(encoding)).text == "북한"


PAGE = """<html lang="en"><head><title>Governor visits | Example</title>
<meta property="og:site_name" content="Example Wire"><meta property="article:published_time" content="2023-12-13">
<link rel="canonical" href="https://news.example/1"></head><body><nav><a href="/">Home</a> <a href="/x">Sports</a></nav>
<article><h1>Governor visits</h1>{}</article><script>track()</script><footer>Imprint</footer></body></html>"""
PARAGRAPH = "<p>The governor of the {} arrived in the capital on Tuesday for talks about trade, officials said.</p>"


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    page = read_html(
        PAGE.format("".join(PARAGRAPH.format(place) for place in ("region", "province", "city", "state"))).encode()
    )
    assert page.text.count("arrived in the capital") == 4
    assert page.text.startswith("The governor of the region")
    assert "track" not in page.text
    assert "Imprint" not in page.text
    assert page.title.startswith("Governor visits")
    assert (page.url, page.outlet, page.published) == ("https://news.example/1", "Example Wire", "2023-12-13")
    assert page.remark == ""


def test_a_page_without_an_article_gives_all_its_words() -> None:
    page = read_html(b"<html><head><title>Short &amp; sweet</title></head><body><p>One.</p></body></html>")
    assert "One." in page.text


@pytest.mark.parametrize(
    "data", [b"<", b"<html>" * 20_000, b"<title>" * 20_000, b"no markup at all", b"<p>" + b"\xff" * 50]
)
def test_a_strange_page_does_no_harm(data: bytes) -> None:
    assert isinstance(read_html(data).text, str)


MAIL = (
    b"From: Example Wire <desk@wire.example>\r\nSubject: =?utf-8?b?7YyF?= news\r\n"
    b"Date: Wed, 13 Dec 2023 04:00:00 +0000\r\n"
)


def test_a_mail_gives_its_subject_its_sender_and_its_text() -> None:
    page = read_email(MAIL + b"\r\nThe governor arrived.\r\nHe left.\r\n")
    assert (page.title, page.outlet, page.text) == ("팅 news", "Example Wire", "The governor arrived.\nHe left.\n")
    assert page.published.startswith("Wed, 13 Dec 2023")


def test_a_mail_in_html_gives_its_words() -> None:
    page = read_email(MAIL + b"Content-Type: text/html\r\n\r\n<p>One.</p><script>x()</script><p>Two.</p>")
    assert page.text == "One.\n\nTwo."


def test_a_mail_of_two_forms_gives_the_plain_one() -> None:
    parts = (
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>H</p>\r\n'
        b"--b\r\nContent-Type: text/plain\r\n\r\nP\r\n--b--\r\n"
    )
    assert read_email(MAIL + parts).text.strip() == "P"


@pytest.mark.parametrize(
    "data",
    [b"", b"just words", b"\x00\xff\x00", b"Subject: x\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\xff"],
)
def test_a_mail_that_is_none_is_refused_or_read_but_never_a_crash(data: bytes) -> None:
    try:
        assert read_email(data).title == "x"
    except PageError as error:
        assert "e-mail" in str(error)  # noqa: PT017  # either outcome is right
