"""A poll of 300 feeds, nine tenths of them in trouble, beside the `reader` library polling the same server.

    python -m benchmarks.feeds [--rounds 1]

The server (benchmarks/bad_server.py) is a process of its own, and so is each contender; the times are those of the
contender alone, from the beginning of a poll to its end, without start-up. Both have 32 threads, five seconds for
each feed, and a database in a file. `reader` is no dependency: `pip install reader sgmllib3k`.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.bad_server import KINDS, Feed, feeds
from benchmarks.data import ROOT

PATIENCE = 5.0
"""Seconds for each feed."""
AT_ONCE = 32
LONGEST = 240
"""Seconds after which a contender is given up."""
POLLS = {
    "ours": ("first poll", "second poll, at once", "third poll, two days later"),
    "reader": ("first poll", "second poll, at once"),
}


def measured(poll: Callable[[], dict[str, int]]) -> dict[str, Any]:
    """Time of a poll by the clock and by the processor, in seconds, and what it says of itself."""
    wall, processor = time.perf_counter(), time.process_time()
    said = poll()
    return {"wall": time.perf_counter() - wall, "cpu": time.process_time() - processor, "said": said}


def memory() -> float:
    """Peak of resident memory so far, MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def poll_with_ours(port: int, folder: Path) -> dict[str, Any]:
    """The stage `ingest` of a watch with all feeds, three times."""
    from flows.settings import load_settings  # noqa: PLC0415 - each contender loads its own only
    from flows.stages.ingest import ingest_batch, source_batches  # noqa: PLC0415 - ditto
    from flows.wiring import open_workshop  # noqa: PLC0415 - ditto

    lines = [f"storage: sqlite:///{folder}/watch.db", f"polling: {{at_once: {AT_ONCE}, timeout: {PATIENCE:g}s}}"]
    lines.append("sources:")
    lines += [f"  - {{name: feed{f.number}, kind: feed, url: '{_url(f, port)}', allow_private: true}}" for f in feeds()]
    config = folder / "watch.yaml"
    config.write_text("\n".join([*lines, "targets: {screen: 'console://'}", "routes: [{name: all, to: [screen]}]"]))
    with open_workshop(load_settings(config)) as shop:

        def poll() -> dict[str, int]:
            reports = [ingest_batch(shop, names) for names in source_batches(shop)]
            return dict(sum((Counter(report.counts) for report in reports), Counter()))

        before, polls = memory(), [measured(poll), measured(poll)]
        peak = memory()
        # All that failed is due again by then.
        shop.clock = lambda: datetime.now(UTC) + timedelta(days=2)
        polls.append(measured(poll))
    return {"polls": polls, "before": before, "peak": peak}


def poll_with_reader(port: int, folder: Path) -> dict[str, Any]:
    """The same feeds, twice, but for those that never end: it has no limit to what it reads."""
    import logging  # noqa: PLC0415 - ditto

    from reader import make_reader  # noqa: PLC0415 - ditto

    logging.disable()
    with make_reader(str(folder / "reader.db"), session_timeout=(PATIENCE, PATIENCE)) as reader:
        for feed in feeds():
            if not feed.is_endless:
                reader.add_feed(_url(feed, port))

        def poll() -> dict[str, int]:
            found: Counter[str] = Counter()
            for result in reader.update_feeds_iter(scheduled=False, workers=AT_ONCE):
                found["sources"] += 1
                if isinstance(result.value, Exception):
                    found["unreachable"] += 1
                elif result.value is not None:
                    found["new"] += result.value.new
            return dict(found)

        before, polls = memory(), [measured(poll), measured(poll)]
        stored = Counter(entry.link for entry in reader.get_entries())
        titles = {entry.link: entry.title for entry in reader.get_entries()}
        said = {"stored": stored.total(), "as meant": sum(titles.get(k) == v for k, v in _meant().items())}
        return {"polls": polls, "before": before, "peak": memory(), **said}


def check_ours(database: Path) -> dict[str, int]:
    """Every good item is stored exactly once, with its title, and nothing else is."""
    import sqlite3  # noqa: PLC0415 - for this alone

    meant = _meant()
    with sqlite3.connect(database) as connection:
        rows = connection.execute("select url, title, revision from articles").fetchall()
    counts = Counter(url for url, _, _ in rows)
    assert counts.keys() == meant.keys(), f"{len(meant.keys() - counts.keys())} of {len(meant)} items are missing"
    assert set(counts.values()) == {1}, "an item is stored twice"
    wrong = [(title, meant[url]) for url, title, revision in rows if title != meant[url] or revision != 1]
    assert not wrong, f"{len(wrong)} items differ from what was served, such as {wrong[0]}"
    return {"stored": len(rows), "as meant": len(rows)}


def _meant() -> dict[str, str]:
    return {link: title for feed in feeds() for link, title in feed.items.items()}


def _url(feed: Feed, port: int) -> str:
    return f"http://{feed.host}:{port}/feed"


@contextmanager
def serving() -> Iterator[int]:
    """The port of the server."""
    words = [sys.executable, "-m", "benchmarks.bad_server"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - words come from this file
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def contend(name: str, port: int) -> dict[str, Any]:
    """What a contender in a process of its own measured."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "benchmarks.feeds", "--contender", name, "--port", str(port), "--folder", folder]
        done = subprocess.run(words, cwd=ROOT, check=True, stdout=subprocess.PIPE, timeout=LONGEST)  # noqa: S603 - ditto
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return found | (check_ours(Path(folder) / "watch.db") if name == "ours" else {})


def show(name: str, found: dict[str, Any]) -> None:
    """A contender as rows of the table."""
    first = found["polls"][0]
    for label, poll in zip(POLLS[name], found["polls"], strict=True):
        said = " ".join(f"{key} {value}" for key, value in sorted(poll["said"].items()) if value)
        times = f"{first['wall'] / poll['wall']:6.1f} x {first['cpu'] / poll['cpu']:6.1f} x"
        print(f"{name:8} {label:28} {poll['wall']:7.2f} s {poll['cpu']:7.2f} s {times}   {said}")
    print(
        f"{name:8} memory {found['before']:.0f} MiB before the first poll, {found['peak']:.0f} MiB at its peak; "
        f"{found['stored']:,} items stored, {found['as meant']:,} of {len(_meant()):,} with the title they were given"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--contender", choices=POLLS, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        contender = {"ours": poll_with_ours, "reader": poll_with_reader}[arguments.contender]
        print(json.dumps(contender(arguments.port, arguments.folder)))
        return
    names = list(POLLS)
    try:
        import reader  # noqa: F401, PLC0415 - only whether they are there
        import sgmllib  # type: ignore[import-untyped] # noqa: F401, PLC0415 - reader needs it and does not ask for it
    except ImportError:
        names.remove("reader")
        print("without the peer, which is not installed: pip install reader sgmllib3k")
    print(f"{len(feeds())} feeds, {len(_meant()):,} items; a tenth each of {', '.join(KINDS)}")
    print(f"{'':37} {'wall':>9} {'cpu':>9} {'first by this: wall, cpu':>17}")
    for _ in range(arguments.rounds):
        with serving() as port:
            for name in names:
                show(name, contend(name, port))


if __name__ == "__main__":
    main()
