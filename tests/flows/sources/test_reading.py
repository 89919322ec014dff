"""Feeds, good and bad."""

from pathlib import Path

import pytest

from flows.domain import FeedState, PollOutcome
from flows.options import SourceOptions
from flows.sources.feed import FeedSource
from tests.builders import NOON
from tests.flows.sources.feeds import ITEM, collect, rss, said


def test_a_good_item_becomes_an_article(tmp_path: Path) -> None:
    got = collect(tmp_path, rss(ITEM))
    (article,) = got.articles
    assert (article.source, article.key, article.title) == ("wire", "wire#n1", "Governor visits Pyongyang")
    assert (article.text, article.url, article.outlet) == ("Talks on labour.", "https://news.example/1", "Example Wire")
    assert article.published is not None
    assert article.published.isoformat() == "2023-12-13T04:00:00+00:00"
    assert (said(got), got.failed, got.unchanged) == ([], False, False)
    assert got.state is not None
    assert (got.state.last_success, got.state.failures) == (NOON, 0)


@pytest.mark.parametrize("place", ["my.netscape.com/rdf/simple", "channel.netscape.com/rdf/simple"])
def test_rss_0_90_is_read_in_both_of_its_namespaces(tmp_path: Path, place: str) -> None:
    root = f"xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://{place}/0.9/'"
    item = "<item><title>Governor visits</title><link>https://news.example/1</link></item>"
    got = collect(tmp_path, f"<rdf:RDF {root}><channel><title>Wire</title></channel>{item}</rdf:RDF>".encode())
    assert [(article.title, article.outlet) for article in got.articles] == [("Governor visits", "Wire")]
    assert got.format in ("rss090", "rdf")


def test_an_unchanged_file_is_not_read_again(tmp_path: Path) -> None:
    first = collect(tmp_path, rss(ITEM))
    again = collect(tmp_path, rss(ITEM), first.state)
    assert (again.unchanged, again.articles, again.failed) == (True, (), False)
    assert len(collect(tmp_path, rss(ITEM, ITEM.replace("n1", "n2")), first.state).articles) == 2


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "wire: is empty, not a feed"),
        (
            b"<!DOCTYPE html><html><body>Not found</body></html>",
            "wire: is a web page, not a feed; look there for a link",
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "wire: is a JSON Feed without a list of 'items'"),
        (b'{"items": []}', "wire: is JSON, but no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "wire: is JSON that does not parse"),
        (b"[" * 100_000, "wire: is JSON that is nested too deeply"),
        (b"<?xml version='1.0'?><opml version='2.0'/>", "wire: is a list of feeds (OPML), not a feed"),
        (b"hello", "wire: is no feed: neither RSS, Atom nor JSON Feed was recognised"),
        (b"/etc/passwd", "wire: is no feed"),
        (b"\x00\x01\x02\xff" * 100, "wire: is no feed"),
    ],
)
def test_what_is_no_feed_is_said_to_be_none(tmp_path: Path, body: bytes, message: str) -> None:
    got = collect(tmp_path, body, FeedState("wire", etag="kept", failures=2))
    assert (got.failed, got.articles) == (True, ())
    assert said(got)[0].startswith(message)
    assert got.outcome is PollOutcome.NOT_A_FEED
    assert got.state is not None
    assert (got.state.etag, got.state.failures, got.state.last_failure) == ("kept", 3, NOON)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    got = FeedSource(SourceOptions("wire", "feed", str(tmp_path / "none.xml"))).collect(None, NOON)
    assert got.failed
    assert "none.xml does not exist" in said(got)[0]


def test_a_feed_that_breaks_off_gives_its_whole_items(tmp_path: Path) -> None:
    second = ITEM.replace("n1", "n2")
    got = collect(tmp_path, rss(ITEM, second[:120], end=""))
    assert [a.key for a in got.articles] == ["wire#n1"]
    assert said(got) == ["wire: breaks off in the middle; its last item is left out until it is whole"]


def test_a_feed_that_breaks_off_between_items_loses_none(tmp_path: Path) -> None:
    assert len(collect(tmp_path, rss(ITEM, ITEM.replace("n1", "n2"), end="</chan")).articles) == 2


def test_a_feed_that_is_not_well_formed_is_read_with_a_remark(tmp_path: Path) -> None:
    got = collect(tmp_path, rss(ITEM.replace("Talks", "R&D talks")))
    assert [a.text for a in got.articles] == ["R&D talks on labour."]
    assert "is not well-formed" in said(got)[0]
    assert "read all the same: 1 items" in said(got)[0]


def test_a_declared_charset_is_respected(tmp_path: Path) -> None:
    got = collect(tmp_path, rss(ITEM.replace("Governor", "Губернатор"), encoding="windows-1251"))
    assert got.articles[0].title.startswith("Губернатор")
    assert said(got) == []


def test_a_wrong_charset_is_remarked_and_the_rest_goes_on(tmp_path: Path) -> None:
    body = rss(ITEM.replace("Governor", "Gouverné"), ITEM.replace("n1", "n2")).replace("é".encode(), b"\xe9")
    got = collect(tmp_path, body)
    assert [a.title for a in got.articles] == ["Gouverné visits Pyongyang", "Governor visits Pyongyang"]
    assert said(got) == ["wire: holds characters that do not fit the encoding it declares; read as cp1252"]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("<title>Governor visits Pyongyang</title>", "", "wire: item 1: has no title"),
        ("<link>https://news.example/1?utm_source=rss</link>", "", "has no link"),
        ("https://news.example/1?utm_source=rss", "javascript:alert(1)", "has a link that is no http or https address"),
        ("<pubDate>Wed, 13 Dec 2023 04:00:00 GMT</pubDate>", "", "has no date; the time of its arrival counts"),
        ("13 Dec 2023", "13 Dec 2099", "is dated 2099-12-13, which is not between 2000 and tomorrow"),
        ("Wed, 13 Dec 2023 04:00:00 GMT", "soon", "has a date that cannot be read: 'soon'"),
    ],
)
def test_an_item_with_a_flaw_is_kept_and_named(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in ITEM
    got = collect(tmp_path, rss(ITEM.replace(before, after), ITEM.replace("n1", "n2")))
    assert len(got.articles) == 2
    (words,) = said(got)
    assert message in words
    assert "item 1" in words


def test_an_item_without_words_is_left_out_and_named(tmp_path: Path) -> None:
    got = collect(tmp_path, rss("<item><link>https://news.example/0</link></item>", ITEM))
    assert [a.key for a in got.articles] == ["wire#n1"]
    assert said(got) == ["wire: item 1: has neither title nor text; left out"]


def test_a_feed_without_any_dates_does_not_complain_of_each(tmp_path: Path) -> None:
    dateless = ITEM.replace("<pubDate>Wed, 13 Dec 2023 04:00:00 GMT</pubDate>", "")
    got = collect(tmp_path, rss(*(dateless.replace("n1", f"n{i}") for i in range(50))))
    assert (len(got.articles), len(got.problems)) == (50, 4)
    assert said(got)[-1] == "wire: 47 more items: has no date; the time of its arrival counts"


def test_a_title_loses_its_markup_and_an_item_its_scripts(tmp_path: Path) -> None:
    hostile = ITEM.replace("Governor", "&lt;script&gt;x()&lt;/script&gt;&lt;b&gt;Governor&lt;/b&gt;").replace(
        "Talks on", "&lt;script&gt;y()&lt;/script&gt;Talks on"
    )
    (article,) = collect(tmp_path, rss(hostile)).articles
    assert (article.title, article.text) == ("Governor visits Pyongyang", "Talks on labour.")


def test_the_full_text_wins_over_the_summary(tmp_path: Path) -> None:
    full = ITEM.replace(
        "</item>",
        "<content:encoded>&lt;p&gt;Talks on labour.&lt;/p&gt;&lt;p&gt;More.&lt;/p&gt;</content:encoded></item>",
    )
    body = rss(full).replace(b"<rss ", b"<rss xmlns:content='http://purl.org/rss/1.0/modules/content/' ")
    assert collect(tmp_path, body).articles[0].text == "Talks on labour.\n\nMore."


def test_the_publisher_that_an_aggregator_names_is_the_outlet(tmp_path: Path) -> None:
    sourced = ITEM.replace("</item>", "<source url='https://www.other.example'>Other Daily</source></item>")
    got = collect(tmp_path, rss(sourced, ITEM.replace("n1", "n2")), outlet="My name")
    assert [a.outlet for a in got.articles] == ["Other Daily", "My name"]


@pytest.mark.parametrize(
    ("guid", "key"),
    [
        ("https://news.example/?p=7&amp;utm_source=x", "https://news.example/?p=7"),
        ("tag:news.example,2023:7", "tag:news.example,2023:7"),
        ("4711", "wire#4711"),
        ("", "https://news.example/1"),
    ],
)
def test_the_key_is_the_guid_or_the_link(tmp_path: Path, guid: str, key: str) -> None:
    assert collect(tmp_path, rss(ITEM.replace("n1", guid))).articles[0].key == key


def test_an_item_without_guid_and_link_is_known_by_its_words(tmp_path: Path) -> None:
    bare = "<item><title>Governor visits</title></item>"
    first, second = (
        collect(tmp_path, rss(bare, end=end)).articles[0] for end in ("</channel></rss>", " </channel></rss>")
    )
    assert first.key == second.key
    assert first.key.startswith("wire#sha256:")


def test_atom_is_read_too(tmp_path: Path) -> None:
    body = (
        b"<feed xmlns='http://www.w3.org/2005/Atom'><title>Example</title><entry><id>tag:x,1</id><title>T</title>"
        b"<link href='https://news.example/2'/><updated>2023-12-13T04:00:00Z</updated><summary>S</summary></entry></feed>"
    )
    (article,) = collect(tmp_path, body).articles
    assert (article.title, article.text, article.url, article.key) == ("T", "S", "https://news.example/2", "tag:x,1")
    assert article.published is not None


def test_the_language_that_the_user_names_counts_before_that_of_the_feed(tmp_path: Path) -> None:
    assert collect(tmp_path, rss("<language>fr</language>", ITEM)).articles[0].language == "fr"
    assert collect(tmp_path, rss("<language>fr</language>", ITEM), language="en").articles[0].language == "en"


def test_an_entity_bomb_does_no_harm(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    body = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "x">{entities}]>'.encode()
        + rss("<item><title>&a11;</title></item>")[38:]
    )
    got = collect(tmp_path, body)
    assert sum(len(a.title) for a in got.articles) < 1000
