"""Fetching from servers that nobody trusts."""

import gzip
import time

import pytest

from flows.domain import FeedState
from flows.sources.body import FetchError
from flows.sources.fetch import Answer, Asked, Limits, Web, fetch
from flows.sources.politeness import Turns
from tests.flows.sources.server import Route, answer, bomb, drip, serving, silence, unless_match

QUICK = Limits(connect=1, read=0.5, total=1.2, size=100_000, hops=5)


def _get(route: Route, state: FeedState | None = None, limits: Limits = QUICK) -> Answer:
    with serving({"/feed": route}) as (base, _):
        return fetch(Asked(f"{base}/feed", state, allow_private=True), Web(limits))


def _refusal(route: Route) -> str:
    with pytest.raises(FetchError) as caught:
        _get(route)
    return str(caught.value)


def test_a_body_comes_with_its_type_and_its_tags() -> None:
    got = _get(answer(b"<rss/>", Content_Type="text/xml", ETag='"1"', Last_Modified="Wed"))
    assert (got.body, got.content_type, got.etag, got.last_modified) == (b"<rss/>", "text/xml", '"1"', "Wed")
    assert got.url.endswith("/feed")
    assert not got.unchanged


def test_a_tag_that_still_holds_means_unchanged() -> None:
    route = unless_match(b"<rss/>", '"1"', "Wed, 13 Dec 2023 00:00:00 GMT")
    first = _get(route)
    state = FeedState("wire", first.etag, first.last_modified, first.body_hash)
    again = _get(route, state)
    assert (again.unchanged, again.body) == (True, b"")


def test_the_same_body_from_a_server_without_tags_means_unchanged() -> None:
    first = _get(answer(b"<rss/>"))
    assert _get(answer(b"<rss/>"), FeedState("wire", body_hash=first.body_hash)).unchanged
    assert not _get(answer(b"<rss />"), FeedState("wire", body_hash=first.body_hash)).unchanged


def test_gzip_is_unpacked() -> None:
    assert _get(answer(gzip.compress(b"<rss/>"), Content_Encoding="gzip")).body == b"<rss/>"


def test_a_gzip_bomb_stops_at_the_limit() -> None:
    started = time.monotonic()
    assert _refusal(bomb(200_000_000)) == "is larger than 100,000 bytes"
    assert time.monotonic() - started < 5


def test_a_huge_body_stops_at_the_limit() -> None:
    assert _refusal(answer(b"x" * 3_000_000)) == "is larger than 100,000 bytes"


def test_a_body_of_exactly_the_limit_is_taken() -> None:
    for route in (answer(b"x" * 100_000), answer(gzip.compress(b"x" * 100_000), Content_Encoding="gzip")):
        assert len(_get(route).body) == 100_000


@pytest.mark.parametrize(
    ("route", "message"),
    [
        (answer(b"abc", Content_Encoding="br"), "packed as 'br'"),
        (answer(b"no gzip at all", Content_Encoding="gzip"), "says it is packed as gzip, and is not"),
        (answer(gzip.compress(b"abc" * 1000)[:-10], Content_Encoding="gzip"), "breaks off"),
        (answer(b"gone", 404), "answered 404 Not Found"),
        (answer(b"", 503, Retry_After="120"), "answered 503 Service Unavailable; asks to wait 120"),
        (answer(b"", 302, Location="/feed"), "redirects in a circle"),
        (answer(b"", 302, Location="file:///etc/passwd"), "no http or https address"),
        (answer(b"", 302, Location="//169.254.169.254/latest"), "169.254.169.254, which is no public address"),
        (drip(), "took longer than 1.2 seconds"),
        (silence(0.9), "no answer in time"),
    ],
)
def test_a_bad_server_is_refused_with_the_reason(route: Route, message: str) -> None:
    assert message in _refusal(route)


def test_a_drip_in_the_headers_ends_in_time_too() -> None:
    def route(handler: object) -> None:
        for _ in range(100):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-A: b\r\n"[:1])  # type: ignore[attr-defined]  # an HTTP handler
            time.sleep(0.05)

    started = time.monotonic()
    with pytest.raises(FetchError):
        _get(route)
    assert time.monotonic() - started < 4


def test_redirects_are_followed_with_their_relative_addresses() -> None:
    routes = {
        "/a/feed": answer(b"", 301, Location="../b/feed?x=1"),
        "/b/feed?x=1": answer(b"", 307, Location="/c"),
        "/c": answer(b"<rss/>"),
    }
    with serving(routes) as (base, asked):
        got = fetch(Asked(f"{base}/a/feed", allow_private=True), Web(QUICK))
        assert (got.body, got.url, asked) == (b"<rss/>", f"{base}/c", ["/a/feed", "/b/feed?x=1", "/c"])


GAP = 0.4


def seconds_for(web: Web, *questions: Asked) -> float:
    began = time.monotonic()
    for asked in questions:
        assert fetch(asked, web).body == b"<rss/>"
    return time.monotonic() - began


def test_a_redirect_on_the_same_host_is_the_same_question_and_the_next_question_waits() -> None:
    hops: dict[str, Route] = {f"/{n}": answer(b"", 302, Location=f"/{n + 1}") for n in range(4)}
    with serving({**hops, "/4": answer(b"<rss/>")}) as (base, _):
        web, moved, there = Web(QUICK, Turns(GAP)), Asked(f"{base}/0", allow_private=True), f"{base}/4"
        assert seconds_for(web, moved) < GAP
        assert seconds_for(web, Asked(there, allow_private=True)) >= GAP * 0.9


def test_a_redirect_to_another_host_waits_for_its_turn_there() -> None:
    with serving({"/feed": answer(b"<rss/>")}, host="0.0.0.0") as (there, _):
        elsewhere = there.replace("127.0.0.1", "127.0.0.2") + "/feed"
        with serving({"/old": answer(b"", 302, Location=elsewhere)}) as (base, _):
            web, old = Web(QUICK, Turns(GAP)), Asked(f"{base}/old", allow_private=True)
            seconds_for(web, Asked(elsewhere, allow_private=True))
            assert seconds_for(web, old) >= GAP * 0.9


def test_where_a_host_asks_for_a_pause_redirects_wait_as_well() -> None:
    with serving({"/old": answer(b"", 302, Location="/new"), "/new": answer(b"<rss/>")}) as (base, _):
        assert seconds_for(Web(QUICK), Asked(f"{base}/old", allow_private=True, gap=GAP)) >= GAP * 0.9


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_the_own_machine_is_refused_in_all_its_spellings(host: str) -> None:
    with serving({"/feed": answer(b"secret")}) as (base, asked):
        port = base.rsplit(":", 1)[1]
        with pytest.raises(FetchError, match="no public address; write 'allow_private: true'"):
            fetch(Asked(f"http://{host}:{port}/feed"), Web(QUICK))
        assert asked == []


def test_nothing_listening_is_said_so() -> None:
    with pytest.raises(FetchError, match="cannot be reached"):
        fetch(Asked("http://127.0.0.1:9/feed", allow_private=True), Web(QUICK))


@pytest.mark.parametrize("url", ["ftp://news.example/feed", "http:///feed", "http://[::1/feed", "http://a..b/feed"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(Asked(url), Web(QUICK))


def test_no_secret_of_an_address_is_shown() -> None:
    with serving({"/feed": answer(b"", 302, Location="gopher://me:hunter2@x/?key=k3y")}) as (base, _):
        with pytest.raises(FetchError) as caught:
            fetch(Asked(f"{base}/feed", allow_private=True), Web(QUICK))
        assert "hunter2" not in str(caught.value)
        assert "k3y" not in str(caught.value)
