"""How long an alert takes in the served mode: from the request that fetched its item to the mail server's `250 OK`.

    python -m benchmarks.latency [--items 200] [--every '20 s'] [--pause 3] [--no-prefect]

A service process reads a feed on loopback to which an item that is worth an alert is added every `--pause` seconds,
each of an event of its own, and tells a mail server and a webhook. Times are those of the feed and of the mail server.
E-mails go at most at one every three seconds in the long run (flows/alerts/plugins/pace.py); faster news would queue.
"""

import argparse
import math
import tempfile
import time
from pathlib import Path

from benchmarks.newsroom import worthy
from benchmarks.press import Feed, press
from tests.flows.serve.soaking import Station, station

PATIENCE = 120.0
"""Seconds in which the last alert must have come."""


def quantile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of all are not above (nearest rank)."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def shown(values: list[float]) -> str:
    """p50, p95 and the most, in seconds."""
    return f"p50 {quantile(values, 0.5):5.1f} s   p95 {quantile(values, 0.95):5.1f} s   max {max(values):5.1f} s"


def measure(feed: Feed, watch: Station, items: int, pause: float) -> tuple[list[float], list[float]]:
    """Publish, wait, and compare: seconds from the fetch, and from publication, of every item.

    Raises:
        SystemExit: an alert did not come, or came twice.
    """
    watch.service.wait_for("INFO pass: ")
    began = time.monotonic()
    for number in range(items):
        time.sleep(max(0.0, began + number * pause - time.monotonic()))
        feed.add(f"w{number}", *worthy(number))
    end = time.monotonic() + PATIENCE
    while len(watch.post.got) < items and time.monotonic() < end:
        time.sleep(0.2)
    watch.service.stop()
    url_of = dict(watch.rows("SELECT alerts.id, articles.url FROM alerts JOIN articles ON articles.id = alerts.story"))
    guid_of = {item.link: guid for guid, item in feed.items.items()}
    arrived = {guid_of[url_of[alert]]: moment for alert, moment in watch.post.got}
    if len(arrived) != items or len(watch.post.got) != items:
        raise SystemExit(f"{items} items, {len(watch.post.got)} e-mails about {len(arrived)} of them")
    return (
        [moment - feed.served[guid] for guid, moment in arrived.items()],
        [moment - feed.published[guid] for guid, moment in arrived.items()],
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=200)
    parser.add_argument("--every", default="20 s", help="schedule of the service")
    parser.add_argument("--pause", type=float, default=3.0, help="seconds between two items")
    parser.add_argument("--no-prefect", action="store_true")
    arguments = parser.parse_args()
    options = ["--no-prefect"] if arguments.no_prefect else []
    with (
        tempfile.TemporaryDirectory() as folder,
        press("wire") as (feeds, sources),
        station("served", Path(folder) / "watch", sources, arguments.every, *options) as watch,
    ):
        fetched, published = measure(feeds["wire"], watch, arguments.items, arguments.pause)
    how = "without Prefect" if arguments.no_prefect else "with a Prefect server of its own"
    print(f"{arguments.items} items, one every {arguments.pause:g} s; a pass every {arguments.every}, {how}")
    print(f"  from the fetch to the mail server    {shown(fetched)}")
    print(f"  from publication to the mail server  {shown(published)}")


if __name__ == "__main__":
    main()
