"""Polling and storing: live feeds, first polls, full texts, and many feeds at once."""

import gzip
import resource
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.domain import StageReport
from flows.settings import load_settings
from flows.stages.ingest import SourcesUnreachableError, ingest_batch
from flows.stages.passes import assess_all, ingest_all
from flows.wiring import Workshop, open_workshop
from tests.flows.cli.conftest import WORKERS
from tests.flows.sources.feeds import rss
from tests.flows.sources.server import Route, answer, drip, reset, serving, silence, unless_match


def an_item(ident: str, text: str = WORKERS, date: datetime | None = None, link: str = "") -> str:
    when = f"<pubDate>{date:%a, %d %b %Y %H:%M:%S} GMT</pubDate>" if date else ""
    where = f"<link>{link}</link>" if link else ""
    guid = f"<guid isPermaLink='false'>{ident}</guid>"
    return f"<item><title>{ident}</title>{guid}{when}{where}<description>{text}</description></item>"


def a_watch(folder: Path, sources: str) -> Path:
    path = folder / "watch.yaml"
    path.write_text(
        f"polling: {{host_gap: none, timeout: 2 s}}\nsources:\n{sources}\ntargets: {{terminal: 'console://'}}\n"
        "routes:\n  - {name: all, to: [terminal]}\nmodel: none\n",
        encoding="utf-8",
    )
    return path


@contextmanager
def workshop(path: Path, now: datetime) -> Iterator[Workshop]:
    with open_workshop(load_settings(path, {})) as shop:
        shop.clock = lambda: now
        yield shop


def passed(path: Path, now: datetime) -> StageReport:
    with workshop(path, now) as shop:
        return ingest_all(shop) + assess_all(shop)


NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_the_first_poll_alerts_nothing_old_and_nothing_undated(tmp_path: Path) -> None:
    old, fresh = NOW - timedelta(days=10), NOW - timedelta(hours=2)
    routes: dict[str, Route] = {"/feed": answer(rss(an_item("old", date=old), an_item("undated")))}
    with serving(routes) as (base, _):
        path = a_watch(tmp_path, f"  - {{name: wire, kind: feed, url: '{base}/feed', allow_private: true}}")
        first = passed(path, NOW)
        assert (first.counts["new"], first.counts["flagged"], first.counts["alerts"]) == (2, 2, 0)
        texts = [WORKERS.replace("1,000", "3,000").replace("Russia", where) for where in ("Laos", "Qatar")]
        routes["/feed"] = answer(rss(an_item("new undated", texts[0]), an_item("fresh", texts[1], fresh)))
        second = passed(path, NOW + timedelta(days=10))
        assert second.counts["new"] == 2
        assert second.counts["alerts"] >= 1


def test_an_undated_file_is_no_baseline(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "report.txt").write_text(WORKERS, encoding="utf-8")
    assert passed(a_watch(tmp_path, "  - {name: inbox, kind: files, path: inbox}"), NOW).counts["alerts"] == 1


def test_a_full_text_is_fetched_once_and_its_article_stays_as_it_is(tmp_path: Path) -> None:
    page = f"<html><body><article><p>{WORKERS} {'They came by train, he said. ' * 20}</p></article></body></html>"
    routes: dict[str, Route] = {"/1": answer(page.encode(), Content_Type="text/html")}
    with serving(routes) as (base, asked):

        def tell(summary: str, note: str = "") -> None:
            routes["/feed"] = answer(rss(an_item("one", summary, NOW, f"{base}/1"), f"<!-- {note} -->"))

        entry = f"  - {{name: wire, kind: feed, url: '{base}/feed', allow_private: true, full_text: true}}"
        path = a_watch(tmp_path, entry)
        tell("Talks on labour.")
        assert passed(path, NOW).counts["flagged"] == 1, "only the page says what it is about"
        tell("Talks on labour.", "another body, the same item")
        again = passed(path, NOW)
        assert (again.counts["read"], again.counts["new"], again.counts["revised"]) == (1, 0, 0)
        assert asked.count("/1") == 1
        tell("Talks on labour, updated.")
        assert passed(path, NOW).counts["revised"] == 1
        assert asked.count("/1") == 2
        with workshop(path, NOW) as shop:
            (story,) = {member.story for member in shop.store.story_window(NOW - timedelta(days=3))}
            (article,) = shop.store.members_of(story)
            assert article.summary == "Talks on labour, updated."
            assert article.text.startswith(WORKERS)


def test_a_fault_that_a_moment_may_mend_is_not_held_against_a_source_that_is_tried_again(tmp_path: Path) -> None:
    with serving({"/feed": reset()}) as (base, asked):
        path = a_watch(tmp_path, f"  - {{name: wire, kind: feed, url: '{base}/feed', allow_private: true}}")
        with workshop(path, NOW) as shop:
            for last in (False, False, True):
                try:
                    report = ingest_batch(shop, ["wire"], last=last)
                except SourcesUnreachableError as error:
                    assert "cannot be reached" in str(error)  # noqa: PT017  # all attempts but the last end like that
            assert len(asked) == 3
            assert report.counts["unreachable"] == 1
            state = shop.store.feed_state("wire")
            assert state is not None
            assert state.failures == 1


FEEDS = 500
EVERY = 50
"""One of so many feeds is bad in each of these ways: a tenth in all."""
BAD: dict[int, Route] = {
    1: silence(30),
    2: drip(every=0.2),
    3: reset(),
    4: answer(b"", 503),
    5: answer(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip"),
}
FULL_BUDGET, UNCHANGED_BUDGET = 60.0, 20.0
"""Seconds for a poll of all, on two cores; with 15 bad feeds that each take the two seconds of the limit."""
MEMORY = 400_000
"""Kilobytes that a poll may add."""


@pytest.mark.drill
@pytest.mark.timeout(300)
def test_five_hundred_feeds_a_tenth_of_them_bad_are_read_in_time(tmp_path: Path) -> None:
    fresh = datetime.now(UTC) - timedelta(hours=1)
    routes: dict[str, Route] = {}
    for number in range(FEEDS):
        body = rss(*(an_item(f"{number}-{item}", "It rained in Busan. " * 40, fresh) for item in range(20)))
        routes[f"/{number}"] = BAD.get(number % EVERY) or unless_match(
            body, f'"{number}"', "Sun, 22 Nov 2026 10:00:00 GMT"
        )
    bad = sum(number % EVERY in BAD for number in range(FEEDS))
    with serving(routes, host="0.0.0.0") as (base, asked):
        port = base.rpartition(":")[2]
        hosts = [f"127.0.{number // 200 + 1}.{number % 200 + 1}" for number in range(FEEDS)]
        entries = "\n".join(
            f"  - {{name: f{number}, kind: feed, url: 'http://{host}:{port}/{number}', allow_private: true}}"
            for number, host in enumerate(hosts)
        )
        path = a_watch(tmp_path, entries)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with open_workshop(load_settings(path, {})) as shop:
            began, cpu = time.monotonic(), time.process_time()
            first = ingest_all(shop)
            full, full_cpu = time.monotonic() - began, time.process_time() - cpu
            began, cpu = time.monotonic(), time.process_time()
            second = ingest_all(shop)
            unchanged, unchanged_cpu = time.monotonic() - began, time.process_time() - cpu
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert first.counts["unreachable"] == bad == FEEDS // 10
    assert first.counts["read"] == first.counts["new"] == (FEEDS - bad) * 20
    assert second.counts["new"] == second.counts["read"] == second.counts["unreachable"] == 0
    assert second.counts["not_due"] == bad
    assert Counter(asked)["/0"] == 2
    assert full < FULL_BUDGET
    assert unchanged < UNCHANGED_BUDGET
    # The server is part of this process, and its share is the same in both.
    assert unchanged_cpu * 3 < full_cpu
    assert grown < MEMORY
