"""The life of a feed over HTTP: what each answer does to it, on a server that answers as a test asks."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from flows.domain import Collected, FeedState, PollOutcome
from flows.options import SourceOptions
from flows.sources.feed import FeedSource
from flows.sources.fetch import Limits, Web
from tests.builders import NOON
from tests.flows.sources.feeds import ITEM, rss, said
from tests.flows.sources.server import Route, answer, bomb, drip, reset, serving, silence, unless_match

QUICK = Limits(connect=1, read=0.4, total=0.8, size=200_000)
HOUR = timedelta(hours=1)


@dataclass
class Site:
    """A server whose routes a test changes, and the polls of a feed that stands there."""

    base: str
    asked: list[str]
    routes: dict[str, Route]
    state: FeedState | None = None
    path: str = "/feed"

    def poll(self, now: datetime = NOON) -> Collected:
        """One poll; the state is kept for the next."""
        entry = SourceOptions("wire", "feed", f"{self.base}{self.path}", allow_private=True)
        got = FeedSource(entry, Web(QUICK)).collect(self.state, now)
        self.state = got.state or self.state
        return got

    def answers(self, route: Route, path: str = "/feed") -> None:
        self.routes[path] = route


@pytest.fixture
def site() -> Iterator[Site]:
    """A site with a good feed at /feed."""
    routes = {"/feed": answer(rss(ITEM))}
    with serving(routes) as (base, asked):
        yield Site(base, asked, routes)


def known(site: Site) -> FeedState:
    assert site.state is not None
    return site.state


def test_a_feed_remembers_its_tags_and_asks_with_them(site: Site) -> None:
    site.answers(unless_match(rss(ITEM), '"7"', "Wed, 13 Dec 2023 00:00:00 GMT"))
    first = site.poll()
    assert (len(first.articles), first.outcome, first.format) == (1, PollOutcome.OK, "rss20")
    assert (known(site).etag, known(site).last_modified) == ('"7"', "Wed, 13 Dec 2023 00:00:00 GMT")
    again = site.poll()
    assert (again.unchanged, again.outcome, again.articles, again.problems) == (True, PollOutcome.UNCHANGED, (), ())
    assert known(site).etag == '"7"'


def test_relative_links_take_the_address_of_the_feed(site: Site) -> None:
    site.answers(answer(rss(ITEM.replace("https://news.example", ""))))
    (article,) = site.poll().articles
    assert article.url == f"{site.base}/1"


def test_the_charset_of_the_answer_is_respected(site: Site) -> None:
    body = rss(ITEM.replace("Governor", "Губернатор")).decode().split("?>", 1)[1].encode("cp1251")
    site.answers(answer(body, Content_Type="application/xml; charset=windows-1251"))
    got = site.poll()
    assert got.articles[0].title.startswith("Губернатор")
    assert said(got) == []


def test_a_charset_that_the_server_wrongly_claims_does_not_count(site: Site) -> None:
    site.answers(answer(rss(ITEM.replace("Governor", "Губернатор")), Content_Type="text/xml; charset=iso-8859-1"))
    got = site.poll()
    assert got.articles[0].title.startswith("Губернатор")
    assert said(got) == ["wire: holds characters that do not fit the encoding it declares; read as utf-8"]


def test_a_feed_in_the_own_network_is_refused_unless_it_is_allowed(site: Site) -> None:
    got = FeedSource(SourceOptions("wire", "feed", f"{site.base}/feed")).collect(None, NOON)
    assert (got.failed, got.outcome, site.asked) == (True, PollOutcome.REFUSED, [])
    assert "allow_private" in said(got)[0]


# What goes wrong


@pytest.mark.parametrize(
    ("route", "outcome", "minutes"),
    [
        (answer(b"", 500), PollOutcome.TEMPORARY, 5),
        (answer(b"", 503, Retry_After="1800"), PollOutcome.TEMPORARY, 30),
        (answer(b"", 429, Retry_After="Wed, 13 Dec 2023 13:00:00 GMT"), PollOutcome.TEMPORARY, 60),
        (answer(b"", 429, Retry_After="9999999"), PollOutcome.TEMPORARY, 24 * 60),
        (answer(b"", 429, Retry_After="soon"), PollOutcome.TEMPORARY, 5),
        (answer(b"", 503, Retry_After="1"), PollOutcome.TEMPORARY, 5),
        (silence(1.5), PollOutcome.TEMPORARY, 5),
        (drip(), PollOutcome.TEMPORARY, 5),
        (reset(), PollOutcome.TEMPORARY, 5),
        (answer(gzip.compress(b"abc" * 999)[:-9], Content_Encoding="gzip"), PollOutcome.TEMPORARY, 5),
        (answer(b"", 404), PollOutcome.PERMANENT, 60),
        (answer(b"", 403), PollOutcome.PERMANENT, 60),
        (answer(b"", 410), PollOutcome.GONE, 7 * 24 * 60),
        (answer(b"x" * 300_000), PollOutcome.REFUSED, 60),
        (bomb(100_000_000), PollOutcome.REFUSED, 60),
        (answer(b"", 301, Location="/feed"), PollOutcome.REFUSED, 60),
        (answer(b"", 302, Location="http://169.254.169.254/"), PollOutcome.REFUSED, 60),
        (answer(b"<html><body>Sign in</body></html>"), PollOutcome.NOT_A_FEED, 30),
    ],
)
def test_each_failure_has_its_kind_and_its_time(site: Site, route: Route, outcome: PollOutcome, minutes: int) -> None:
    site.answers(route)
    got = site.poll()
    assert (got.failed, got.outcome, got.articles) == (True, outcome, ())
    state = known(site)
    assert (state.trouble, state.failures, state.errors) == (outcome, 1, {str(outcome): 1})
    assert state.next_poll == NOON + timedelta(minutes=minutes)
    assert state.last_error == got.problems[0].message


def test_before_its_time_a_feed_is_not_asked_and_not_blamed(site: Site) -> None:
    site.answers(answer(b"", 503, Retry_After="1800"))
    site.poll()
    before, asked = known(site), len(site.asked)
    got = site.poll(NOON + timedelta(minutes=29))
    assert (got.outcome, got.failed, got.problems, got.state) == (PollOutcome.NOT_DUE, False, (), None)
    assert len(site.asked) == asked
    assert known(site) == before
    (note,) = got.notes
    assert note.startswith("wire is not due before 2023-12-13 12:30 UTC (in 1 min), after 1 failure in a row: feed ")
    assert note.endswith("answered 503 Service Unavailable; asks to wait 1800")


def test_failures_in_a_row_double_the_wait_and_a_success_ends_it(site: Site) -> None:
    site.answers(answer(b"", 500))
    now, waits = NOON, []
    for _ in range(6):
        site.poll(now)
        due = known(site).next_poll
        assert due is not None
        waits.append(int((due - now).total_seconds() // 60))
        now = due
    assert waits == [5, 10, 20, 40, 60, 60]
    site.answers(answer(rss(ITEM)))
    assert site.poll(now).outcome is PollOutcome.OK
    state = known(site)
    assert (state.failures, state.next_poll, state.errors) == (0, None, {"temporary": 6})
    assert state.trouble is PollOutcome.TEMPORARY, "the last failure is still told"


def test_a_page_that_was_not_there_may_come_back(site: Site) -> None:
    site.answers(answer(b"", 404))
    site.poll()
    site.answers(answer(rss(ITEM)))
    assert site.poll(NOON + HOUR).outcome is PollOutcome.OK


def test_a_feed_that_is_gone_is_retired_for_a_week_and_then_asked_once_more(site: Site) -> None:
    site.answers(answer(b"", 410))
    got = site.poll()
    assert "gone for good" in said(got)[0]
    assert known(site).is_retired
    later = site.poll(NOON + timedelta(days=6))
    assert later.outcome is PollOutcome.NOT_DUE
    assert "retired" in later.notes[0]
    site.answers(answer(rss(ITEM)))
    assert site.poll(NOON + timedelta(days=7)).outcome is PollOutcome.OK
    assert not known(site).is_retired


def test_a_retired_feed_is_asked_at_once_when_its_entry_names_another_address(site: Site) -> None:
    site.answers(answer(b"", 410))
    site.poll()
    site.path = "/new"
    site.answers(answer(rss(ITEM)), "/new")
    assert site.poll(NOON + HOUR).outcome is PollOutcome.OK


def test_an_entry_with_another_address_is_another_feed(site: Site) -> None:
    site.answers(unless_match(rss(ITEM), '"7"', "Wed"))
    site.poll()
    site.path = "/new"
    site.answers(unless_match(rss(ITEM), '"7"', "Wed"), "/new")
    assert site.poll().outcome is PollOutcome.OK, "the tags of the old address must not be sent to the new one"


# Moving


@pytest.mark.parametrize("status", [301, 308])
def test_a_feed_that_moved_for_good_is_asked_there_from_then_on(site: Site, status: int) -> None:
    site.answers(answer(b"", status, Location="/new"))
    site.answers(answer(rss(ITEM)), "/new")
    got = site.poll()
    assert known(site).address == f"{site.base}/new"
    assert "has moved for good" in got.notes[0]
    site.asked.clear()
    site.poll()
    assert site.asked == ["/new"]


def test_a_move_is_learnt_from_an_answer_that_nothing_is_new(site: Site) -> None:
    site.answers(unless_match(rss(ITEM), '"7"', "Wed"))
    site.poll()
    site.answers(answer(b"", 301, Location="/new"))
    site.answers(unless_match(rss(ITEM), '"7"', "Wed"), "/new")
    assert site.poll().outcome is PollOutcome.UNCHANGED
    assert known(site).address == f"{site.base}/new"


def test_only_the_permanent_beginning_of_a_chain_is_kept(site: Site) -> None:
    site.answers(answer(b"", 301, Location="/a"))
    site.answers(answer(b"", 308, Location="/b"), "/a")
    site.answers(answer(b"", 302, Location="/c"), "/b")
    site.answers(answer(b"", 301, Location="/d"), "/c")
    site.answers(answer(rss(ITEM)), "/d")
    site.poll()
    assert known(site).address == f"{site.base}/b"


def test_a_move_for_now_is_not_kept(site: Site) -> None:
    site.answers(answer(b"", 302, Location="/a"))
    site.answers(answer(rss(ITEM)), "/a")
    assert site.poll().notes == ()
    assert known(site).address == ""


def test_a_move_to_something_that_is_no_feed_is_not_kept(site: Site) -> None:
    site.answers(answer(b"", 301, Location="/login"))
    site.answers(answer(b"<html>Sign in</html>"), "/login")
    assert site.poll().outcome is PollOutcome.NOT_A_FEED
    assert known(site).address == ""


def test_where_it_had_moved_it_ends_so_the_address_in_the_file_is_asked_again(site: Site) -> None:
    site.answers(answer(b"", 301, Location="/new"))
    site.answers(answer(rss(ITEM)), "/new")
    site.poll()
    site.answers(answer(b"", 410), "/new")
    got = site.poll()
    assert "back to the address in watch.yaml" in said(got)[0]
    assert (known(site).address, known(site).is_retired) == ("", False)
    site.answers(answer(rss(ITEM.replace("n1", "n2"))))
    assert site.poll(NOON + HOUR).outcome is PollOutcome.OK


def test_an_entry_that_takes_over_the_new_address_keeps_what_is_known(site: Site) -> None:
    site.answers(answer(b"", 301, Location="/new"))
    site.answers(unless_match(rss(ITEM), '"7"', "Wed"), "/new")
    site.poll()
    site.path = "/new"
    assert site.poll().outcome is PollOutcome.UNCHANGED
    assert known(site).address == ""


# The first poll

UNDATED = ITEM.replace("<pubDate>Wed, 13 Dec 2023 04:00:00 GMT</pubDate>", "")


def test_an_undated_item_of_the_first_poll_is_baseline_and_one_of_the_second_is_not(site: Site) -> None:
    site.answers(answer(rss(UNDATED, ITEM.replace("n1", "n2"))))
    assert [a.baseline for a in site.poll().articles] == [True, False]
    site.answers(answer(rss(UNDATED.replace("n1", "n3"))))
    assert [a.baseline for a in site.poll().articles] == [False]


def test_a_first_poll_that_failed_is_none(site: Site) -> None:
    site.answers(answer(b"", 500))
    site.poll()
    site.answers(answer(rss(UNDATED)))
    assert [a.baseline for a in site.poll(NOON + HOUR).articles] == [True]
