"""Hours of service at one item a second: nothing lost, nothing twice, memory flat.

Two services read the same feeds, as a user starts it and with `--no-prefect`. `SOAK_MINUTES` shortens it, and
`SOAK_REPORT` names a file that is written every minute.
"""

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.newsroom import ordinary, worthy
from benchmarks.press import Feed, press
from flows.options import ScoringOptions
from flows.wiring import open_bench
from tests.builders import an_article
from tests.flows.serve.soaking import Station, station

MINUTES = float(os.environ.get("SOAK_MINUTES") or 120)
LENGTH = MINUTES * 60
EVERY = "20 s"
LAST = 180.0
"""Seconds in which what was published last must have arrived."""
WARM, WINDOW = 20 * 60, 10 * 60
"""Seconds until caches are full and allocators have found their size, and the length of the two windows compared."""
GROWTH = 1.10
"""Memory in the last window against that after warming up. Each pass reads the stories of five days anew, and they come
to more with each hour: a tenth leaves room for that and for the allocator, and none for a leak that matters."""
SILENT_PASSES = 2
"""Passes that must be made after the last item."""


class Newsroom:
    """Publishes one item a second; which, follows from the second alone."""

    def __init__(self, feeds: dict[str, Feed]) -> None:
        self.feeds = feeds
        self.ordinary: list[str] = []
        self.worthy: list[str] = []
        self.copies = self.shared = self.revised = 0

    def publish(self, second: int) -> None:
        """The item of a second."""
        wire, quiet = self.feeds["wire"], self.feeds["quiet"]
        if second % 10 == 3:
            self.worthy.append(f"w{second}")
            wire.add(self.worthy[-1], *worthy(second // 10))
        elif second % 60 == 38 and len(self.worthy) > 6:
            # Somebody else prints the words of an earlier item at an address of his own.
            item = wire.items[self.worthy[-6]]
            quiet.add(f"c{second}", item.title, item.text)
            self.copies += 1
        elif second % 60 == 54 and len(self.worthy) > 12:
            # Another feed points to the page of an earlier item.
            item = wire.items[self.worthy[-12]]
            quiet.add(f"s{second}", item.title, item.text, item.page)
            self.shared += 1
        elif second % 15 == 7 and len(self.ordinary) > 80:
            feed, guid = (wire, self.worthy[-6]) if self.revised % 2 else (self.feeds["desk"], self.ordinary[-60])
            feed.add(guid, feed.items[guid].title, f"{feed.items[guid].text} The weather was fair.")
            self.revised += 1
        elif second % 2:
            wire.add(f"p{second}", *ordinary(second))
        else:
            self.ordinary.append(f"o{second}")
            self.feeds["desk"].add(self.ordinary[-1], *ordinary(second))

    @property
    def pages(self) -> Counter[str]:
        """Addresses of all items, each with the number of items that point to it."""
        return Counter(item.link for feed in self.feeds.values() for item in feed.items.values())


def wait_for_the_last(news: Newsroom, one: Station) -> None:
    """Return when the last passes were made and all alerts have arrived, or when their time is over."""
    end, made = time.monotonic() + LAST, one.passes()
    while time.monotonic() < end and (
        one.passes() < made + SILENT_PASSES or min(len(one.mailed), len(one.hooked)) < len(news.worthy)
    ):
        time.sleep(1)


def report(news: Newsroom, stations: list[Station], seconds: float) -> dict[str, Any]:
    """What happened so far."""
    answers = {feed.name: dict(feed.answers) for feed in news.feeds.values()}
    kinds = {"worthy": len(news.worthy), "copies": news.copies, "shared": news.shared, "revisions": news.revised}
    published = {"items": sum(news.pages.values()), "pages": len(news.pages), **kinds}
    return {"seconds": round(seconds), **published, "answers": answers, "services": [one.report() for one in stations]}


def tell(news: Newsroom, stations: list[Station], seconds: float) -> None:
    """Write the report where the environment says."""
    if path := os.environ.get("SOAK_REPORT"):
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(report(news, stations, seconds), indent=1) + "\n", encoding="utf-8")


def check(news: Newsroom, one: Station) -> None:
    """Every item stored once in its last words, every alert delivered once to each target."""
    stored = Counter(url for (url,) in one.rows("SELECT url FROM articles"))
    assert stored == Counter(dict.fromkeys(news.pages, 1))
    assert one.rows("SELECT count(*) FROM article_keys") == [(sum(news.pages.values()),)]
    words = {url: (title, text) for url, title, text in one.rows("SELECT url, title, text FROM articles")}
    alone = [item for feed in news.feeds.values() for item in feed.items.values() if news.pages[item.link] == 1]
    assert [item.guid for item in alone if words[item.link] != (item.title, item.text)] == []
    assert one.rows("SELECT count(*) FROM articles WHERE assessed < revision") == [(0,)]

    told = Counter(url for (url,) in one.rows("SELECT a.url FROM alerts JOIN articles a ON a.id = alerts.story"))
    assert told == Counter(news.feeds["wire"].items[guid].link for guid in news.worthy)
    alerts = Counter(alert for (alert,) in one.rows("SELECT id FROM alerts"))
    assert one.mailed == alerts
    assert one.hooked == alerts
    states = one.rows("SELECT target, state, attempts, count(*) FROM deliveries GROUP BY 1, 2, 3 ORDER BY 1")
    assert states == [("hook", "sent", 1, len(alerts)), ("mail", "sent", 1, len(alerts))]
    assert one.rows("SELECT count(*) FROM runs WHERE finished IS NULL OR problems <> '[]'") == [(0,)]


def check_memory(one: Station) -> None:
    """The last window against that after warming up; a run under an hour only reports, it is still warming up."""
    for place in (1, 2) if LENGTH >= 6 * WINDOW else ():
        before, after = one.mean(WARM, WARM + WINDOW, place), one.mean(LENGTH - WINDOW, LENGTH, place)
        assert after <= before * GROWTH, f"{one.name}: from {before:.0f} to {after:.0f} MiB"


def test_of_the_news_of_the_soak_what_is_called_worthy_is_flagged_and_nothing_else() -> None:
    assessor = open_bench(ScoringOptions()).assessor
    flags = [
        [
            any(one.flagged for one in found)
            for found in assessor.assess([an_article(str(n), *kind(n)) for n in range(150)])
        ]
        for kind in (worthy, ordinary)
    ]
    assert flags == [[True] * 150, [False] * 150]


@pytest.mark.drill
@pytest.mark.timeout(LENGTH + 900)
def test_nothing_is_lost_nothing_comes_twice_and_memory_stays_flat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (
        press("wire", "desk", "quiet") as (feeds, sources),
        station("default", tmp_path / "default", sources, EVERY) as first,
        station("no-prefect", tmp_path / "plain", sources, EVERY, "--no-prefect") as second,
    ):
        news, stations = Newsroom(feeds), [first, second]
        for one in stations:
            one.service.wait_for("INFO pass: ")
        began = first.began = second.began = time.monotonic()
        for number in range(int(LENGTH)):
            time.sleep(max(0.0, began + number - time.monotonic()))
            news.publish(number)
            if number % 10 == 0:
                for one in stations:
                    assert one.service.process.poll() is None, one.service.said()[-3000:]
                    one.sample()
            if number % 60 == 0:
                tell(news, stations, number)
        for one in stations:
            wait_for_the_last(news, one)
        ends = [one.service.stop() for one in stations]
        tell(news, stations, time.monotonic() - began)
    with capsys.disabled():
        sys.stdout.write("\n" + json.dumps(report(news, stations, time.monotonic() - began), indent=1) + "\n")
    assert [code for code, _ in ends] == [0, 0]
    for one in stations:
        check(news, one)
    for one in stations:
        check_memory(one)
