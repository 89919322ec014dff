"""Addresses that sources give."""

import pytest

from flows.sources.links import clean_link, host_of, shown


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://News.Example/a?id=1", "https://news.example/a?id=1"),
        (" https://news.example/a?utm_source=rss&id=1&utm_medium=x#utm_term ", "https://news.example/a?id=1"),
        ("http://news.example:80/a", "http://news.example/a"),
        ("http://news.example:8080/a#part", "http://news.example:8080/a#part"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/a?q=%20b&x=", "https://news.example/a?q=%20b&x="),
        ("https://[2606:4700::1111]/a", "https://[2606:4700::1111]/a"),
        ("https://뉴스.example/기사", "https://뉴스.example/기사"),
    ],
)
def test_a_link_has_one_form_and_no_tracking(link: str, expected: str) -> None:
    assert clean_link(link) == expected
    assert clean_link(expected) == expected


@pytest.mark.parametrize(
    "link",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,hi",
        "ftp://news.example/a",
        "/relative",
        "news.example/a",
        "http://",
        "http://news.example:port/",
        "http://[::1/",
        "https://news.example@evil.example/",
        "https://news.example/a b",
        "https://news.example/\x1b[31m",
        "https://news.example/" + "a" * 2000,
    ],
)
def test_a_link_that_a_reader_should_not_follow_is_dropped(link: str) -> None:
    assert clean_link(link) == ""


def test_a_relative_link_takes_its_base() -> None:
    assert clean_link("/a", "https://news.example/feed") == "https://news.example/a"


def test_a_host_goes_without_www() -> None:
    assert (host_of("https://www.news.example/a"), host_of("file.xml"), host_of("http://[")) == ("news.example", "", "")


def test_a_link_is_shown_without_its_secrets() -> None:
    assert shown("https://me:pw@news.example:81/a?key=1#x") == "https://news.example:81/a"
    assert shown("http://[") == "an address that does not parse"
