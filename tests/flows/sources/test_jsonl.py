"""JSON lines."""

import json

import pytest

from flows.options import SourceOptions
from flows.sources.jsonl import Document, read_lines
from tests.builders import NOON

OPTIONS = SourceOptions("files", "files", "in.jsonl", outlet="Desk", language="en")


def read(*lines: object) -> list[Document]:
    """Read these lines: bytes as they are, anything else as its JSON."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(read_lines(raw, "in.jsonl", OPTIONS, NOON))


def test_all_fields_are_read_and_words_stay_as_they_are() -> None:
    line = {
        "id": "x-1",
        "title": " A  title ",
        "text": "Two\n\n  lines\t",
        "lang": "ko-KR",
        "published": "2023-12-13T04:00:00Z",
        "url": "https://news.example/1?utm_source=x",
        "outlet": "Example",
        "labels": {"other": "keys are nobody's business"},
    }
    (document,) = read(line)
    article = document.article
    assert article is not None
    assert (document.id, article.title, article.text) == ("x-1", " A  title ", "Two\n\n  lines\t")
    assert (article.language, article.url, article.outlet) == ("ko", "https://news.example/1", "Example")
    assert article.published is not None
    assert (article.published.hour, article.key, article.source) == (4, "in.jsonl#x-1", "files")


def test_what_a_line_does_not_say_comes_from_the_source() -> None:
    (document,) = read({"title": "T"})
    assert document.id == "in.jsonl:1"
    assert document.article is not None
    assert (document.article.outlet, document.article.language, document.article.text) == ("Desk", "en", "")


def test_a_broken_line_7_is_named_and_the_rest_goes_on() -> None:
    lines: list[object] = [{"id": i, "text": f"t{i}"} for i in range(1, 10)]
    lines[6] = b'{"id": "seven", "text": "t7"'
    found = read(*lines)
    assert [d.id for d in found] == ["1", "2", "3", "4", "5", "6", "seven", "8", "9"]
    assert [d.article is None for d in found].index(True) == 6
    assert found[6].problems[0].where == "in.jsonl:7"
    assert found[6].problems[0].message.startswith("is no JSON: ")


@pytest.mark.parametrize(
    ("line", "ident", "message"),
    [
        (b"nonsense", "in.jsonl:1", "is no JSON"),
        (b'{"id": "a", "text": "\xff"}', "in.jsonl:1", "is not UTF-8 text (byte 22 of the line)"),
        ([1, 2], "in.jsonl:1", "must be an object with id, title and text"),
        ({"id": "a"}, "a", "has neither title nor text"),
        ({"id": "a", "title": "", "text": " \n"}, "a", "has neither title nor text"),
        ({"id": "a", "text": 7}, "a", "'text' must be text, not int"),
        ({"id": "a", "text": "t", "published": 20231213}, "a", "'published' must be text, not int"),
        ({"id": ["a"], "text": "t"}, "in.jsonl:1", "'id' must be text or a whole number"),
        ({"id": True, "text": "t"}, "in.jsonl:1", "'id' must be text or a whole number"),
        (b"[" * 100_000, "in.jsonl:1", "is nested too deeply"),
        (b'{"id": 5, "text": "' + b"x" * 5_000_001 + b'"}', "in.jsonl:1", "is longer than 5,000,000 bytes"),
    ],
)
def test_a_line_that_cannot_be_read_says_why_and_keeps_its_id(line: object, ident: str, message: str) -> None:
    first, second = read(line, {"id": "good", "text": "t"})
    assert (first.id, first.article) == (ident, None)
    assert message in first.problems[0].message
    assert second.article is not None


def test_empty_lines_and_a_byte_order_mark_do_no_harm() -> None:
    found = read(
        b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": "t"}).encode(), b"", b"  \r\n", {"id": "b", "text": "t"}
    )
    assert [(d.id, d.problems) for d in found] == [("a", ()), ("b", ())]


def test_an_unbelievable_date_is_remarked_and_the_article_kept() -> None:
    (document,) = read({"id": "a", "text": "t", "published": "2099-01-01"})
    assert document.article is not None
    assert document.article.published is None
    assert document.problems[0].message.startswith("is dated 2099-01-01")


def test_two_lines_with_one_id_are_both_kept() -> None:
    first, second = read({"id": "a", "text": "one"}, {"id": "a", "text": "two"})
    assert first.article is not None
    assert second.article is not None
    assert first.article.key != second.article.key
    assert second.problems[0].message == "has the id 'a' of an earlier line"


def test_letters_that_cannot_be_printed_are_replaced_at_their_place() -> None:
    (document,) = read(b'{"id": "a\\ud800", "text": "x\\ud800\\u0000y"}')
    assert document.article is not None
    assert (document.id, document.article.text) == ("a\ufffd", "x\ufffd\ufffdy")
