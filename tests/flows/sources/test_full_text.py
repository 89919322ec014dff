"""Full texts of feeds that give summaries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from flows.domain import Incoming
from flows.options import SourceOptions
from flows.sources.fetch import Limits, Web
from flows.sources.full_text import FullText, extract, objection
from flows.sources.robots import Robots
from tests.builders import NOON
from tests.flows.sources.server import Route, answer, serving

SUMMARY = "Talks on labour were held."
SENTENCES = "The governor said that workers would come to the farms of the region in spring. " * 8
PAGE = f"<html><head><title>T</title></head><body><article><h1>Talks</h1><p>{SENTENCES}</p></article></body></html>"


@dataclass
class Site:
    """A site whose pages a test changes."""

    base: str
    asked: list[str]
    routes: dict[str, Route]

    def item(self, path: str = "/1", **more: object) -> Incoming:
        found = Incoming("wire", path, "Talks", SUMMARY, f"{self.base}{path}", published=NOON)
        return replace(found, **more)  # type: ignore[arg-type]  # fields of an item

    def complete(
        self, *items: Incoming, known: frozenset[str] = frozenset(), most: int = 50
    ) -> tuple[list[Incoming], tuple[str, ...]]:
        options = SourceOptions("wire", "feed", f"{self.base}/feed", allow_private=True, full_text=True)
        found, notes = FullText(options, Web(Limits(total=2)), Robots(), most).complete(items, known, NOON)
        return list(found), notes


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with one page."""
    routes: dict[str, Route] = {"/1": answer(PAGE.encode(), Content_Type="text/html; charset=utf-8")}
    with serving(routes) as (base, asked):
        yield Site(base, asked, routes)


def test_the_text_of_the_page_is_taken_and_the_feeds_own_is_kept(site: Site) -> None:
    (got,), notes = site.complete(site.item())
    assert got.text == SENTENCES.strip()
    assert (got.title, got.summary, notes) == ("Talks", SUMMARY, ())


def test_what_is_known_or_old_or_nowhere_is_not_fetched(site: Site) -> None:
    known, old = site.item("/known"), site.item("/old", published=NOON - timedelta(days=4))
    undated, nowhere = site.item("/undated", published=None, baseline=True), site.item("/nowhere", url="")
    items = [known, old, undated, nowhere]
    got, notes = site.complete(*items, known=frozenset({"/known"}))
    assert (got, notes, site.asked) == (items, (), [])


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (answer(b"", 404), "the page answered 404 Not Found"),
        (answer(b"%PDF-1.7", Content_Type="application/pdf"), "the page is no web page but application/pdf"),
        (answer(b"<html><body></body></html>", Content_Type="text/html"), "no article was found in the page"),
        (answer(b"x" * 6_000_000), "the page is larger than 5,000,000 bytes"),
        (answer(b"", 302, Location="http://169.254.169.254/"), "which is no public address"),
    ],
)
def test_where_there_is_no_text_the_feeds_own_stays_and_the_reason_is_told_once(
    site: Site, route: Route, reason: str
) -> None:
    site.routes |= {"/2": route, "/3": route}
    items = [site.item("/2"), site.item("/3")]
    got, notes = site.complete(*items)
    assert got == items
    assert len(notes) == 1
    assert notes[0].startswith("wire: 2 of 2 new items keep the feed's own text: ")
    assert reason in notes[0]


def test_a_page_that_robots_txt_forbids_is_not_fetched(site: Site) -> None:
    site.routes["/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    got, notes = site.complete(site.item())
    assert (got[0].text, site.asked) == (SUMMARY, ["/robots.txt"])
    assert "robots.txt does not allow it" in notes[0]


def test_a_feed_of_the_own_network_leads_nowhere_else_in_it(site: Site) -> None:
    with serving({"/1": answer(PAGE.encode(), Content_Type="text/html")}) as (other, asked):
        got, notes = site.complete(site.item(url=f"{other}/1"))
        assert (got[0].text, asked) == (SUMMARY, [])
        assert "no public address" in notes[0] or "not one of the web" in notes[0]


def test_one_poll_fetches_a_limited_number_of_pages(site: Site) -> None:
    got, notes = site.complete(site.item("/1"), site.item("/2", url=f"{site.base}/1"), most=1)
    assert [bool(one.summary) for one in got] == [True, False]
    assert "1 of 2 new items keep" in notes[0]


@pytest.mark.parametrize(
    ("text", "objected"),
    [
        ("", "no article"),
        ("Subscribe now to read this article. " + "Words " * 30, "pay-wall"),
        ("이 기사는 유료 회원만 볼 수 있습니다. 로그인하세요.", "pay-wall"),
        ("Чтобы читать дальше, оформите подписку.", "pay-wall"),
        ("続きを読むには会員登録が必要です。購読はこちら。", "pay-wall"),
        ("We and our partners use cookies. Do you consent to this? Yes or no.", "consent page"),
        ("Please enable JavaScript to continue reading this page in your browser.", "check for robots"),
        ("Access denied. Checking your browser before the page is shown to you.", "check for robots"),
        ("Talks on labour were held. Yes, talks.", "little more than the feed"),
        ("The workers came by train, and the farms received them. " * 5, ""),
        ("They asked readers to subscribe. " + "The workers came by train, it was said. " * 30, ""),
    ],
)
def test_a_page_that_is_no_article_is_recognised(text: str, objected: str) -> None:
    found = objection(text, SUMMARY)
    assert objected in found
    assert bool(found) is bool(objected)


def test_a_page_that_takes_too_long_is_given_up() -> None:
    text, reason = extract(PAGE.encode(), "https://news.example/1", seconds=0.001)
    assert (text, reason) == ("", "the page took longer than 0.001 seconds to read")


@pytest.mark.parametrize(
    "page", [b"", b"\x00\xff" * 1000, b"<div>" * 60_000, b"<a " * 60_000, b"<!DOCTYPE html><p>" + b"&amp;" * 100_000]
)
def test_hostile_pages_do_no_harm(page: bytes) -> None:
    text, reason = extract(page, "https://news.example/1")
    assert isinstance(text, str)
    assert len(text) + len(reason) < 1_000_000
