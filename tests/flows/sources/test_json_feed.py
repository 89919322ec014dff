"""JSON Feed becomes the same entries as RSS and Atom."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.sources.json_feed import JsonFeedError, read_json_feed
from tests.flows.sources.feeds import collect, said

ITEM = {
    "id": "https://news.example/1",
    "url": "https://news.example/1?utm_source=feed",
    "title": "R&D in Pyongyang",
    "content_html": "<p>Talks on <b>labour</b>.</p>",
    "date_published": "2023-12-13T04:00:00+09:00",
}


def feed(*items: object, version: str = "1.1", **more: Any) -> bytes:
    found = {"version": f"https://jsonfeed.org/version/{version}", "title": "Example Wire", "items": items, **more}
    return json.dumps(found, ensure_ascii=False).encode()


def test_an_item_becomes_an_article(tmp_path: Path) -> None:
    got = collect(tmp_path, feed(ITEM))
    (article,) = got.articles
    assert (article.key, article.url) == ("https://news.example/1", "https://news.example/1")
    assert (article.title, article.text, article.outlet) == ("R&D in Pyongyang", "Talks on labour.", "Example Wire")
    assert article.published is not None
    assert article.published.isoformat() == "2023-12-12T19:00:00+00:00"
    assert (got.format, said(got)) == ("JSON Feed 1.1", [])


def test_version_1_0_is_read_too(tmp_path: Path) -> None:
    assert collect(tmp_path, feed(ITEM, version="1")).format == "JSON Feed 1"


def test_a_bare_number_is_version_enough_where_the_words_are_those_of_a_feed(tmp_path: Path) -> None:
    bare = {"version": "1.0", "items": [ITEM]}
    got = collect(tmp_path, json.dumps(bare).encode())
    assert (len(got.articles), got.format) == (1, "JSON Feed 1.0")
    other = {"version": "1.0", "items": [{"id": 1, "title": "A pump", "url": "https://shop.example/1"}]}
    assert collect(tmp_path, json.dumps(other).encode()).failed
    assert collect(tmp_path, json.dumps(bare | {"version": "7.3"}).encode()).failed


def test_plain_text_stays_as_it_is(tmp_path: Path) -> None:
    text = "if a < b & c:\nworkers <came>\n\nback"
    item = {"id": 7, "content_text": text, "date_modified": "2023-12-13"}
    (article,) = collect(tmp_path, feed(item)).articles
    assert article.text == text
    assert article.key == "wire#7"
    assert article.published is not None


def test_the_longest_text_wins_and_an_external_address_will_do(tmp_path: Path) -> None:
    item = {"id": "a", "summary": "Short.", "content_text": "Much longer text.", "external_url": "https://x.example/"}
    (article,) = collect(tmp_path, feed(item)).articles
    assert (article.text, article.url) == ("Much longer text.", "https://x.example/")


def test_an_item_may_name_its_own_language(tmp_path: Path) -> None:
    item = ITEM | {"title": "Visite", "content_html": "Pourparlers", "language": "fr-CA"}
    assert collect(tmp_path, feed(item, language="de")).articles[0].language == "fr"
    assert collect(tmp_path, feed(item | {"language": 3}, language="de")).articles[0].language == "de"


def test_relative_addresses_start_at_the_feed() -> None:
    text = feed(ITEM | {"url": "/2"}).decode()
    assert read_json_feed(text, "https://news.example/feed.json").entries[0]["link"] == "https://news.example/2"


def test_wrong_items_are_left_out_and_named(tmp_path: Path) -> None:
    got = collect(tmp_path, feed("no object", ITEM, {"id": "empty"}, None))
    assert len(got.articles) == 1
    assert said(got) == [
        "wire: 2 of its 4 items are no objects; they are left out",
        "wire: item 2: has neither title nor text; left out",
    ]


@pytest.mark.parametrize("wrong", [7, [], {}, None, True])
def test_fields_of_a_wrong_kind_count_as_missing(tmp_path: Path, wrong: object) -> None:
    item = dict.fromkeys(("id", "url", "summary", "date_published", "content_text", "language"), wrong)
    got = collect(tmp_path, feed(item | {"title": "Kept"}, title=wrong, language=wrong))
    assert [article.title for article in got.articles] == ["Kept"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": "https://jsonfeed.org/version/1"}', "without a list of 'items'"),
        ('{"items": []}', "no JSON Feed"),
        ("[1]", "no JSON Feed"),
        ('{"a": ', "does not parse"),
        ('{"a": ' * 5000, "nested too deeply"),
    ],
)
def test_what_is_no_json_feed_is_said_to_be_none(text: str, message: str) -> None:
    with pytest.raises(JsonFeedError, match=message):
        read_json_feed(text)
