"""The feed reader over the test-suites of other parsers: nothing crashes or hangs, and it reads what they read.

    python -m benchmarks.parsers [--show KIND] [--slowest 5]

`feeds.tar.gz` of the data folder holds 5,744 files of seven test-suites. All of them are read; those for which gofeed
or feed-rs record what they expect are compared item by item: title, link, id and date. An item that has neither
title nor text is no article and is left out by design; so that its link, id and date are compared all the same, an
item without a title is given one first.
"""

import argparse
import contextlib
import re
import signal
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.data import data_folder
from benchmarks.expected import Expected, expectations
from flows.domain import Incoming
from flows.options import SourceOptions
from flows.sources.dates import EARLIEST
from flows.sources.fetch import Answer
from flows.sources.links import clean_link
from flows.sources.reading import FeedError, read_feed
from flows.sources.text import plain_line

OPTIONS = SourceOptions("corpus", "feed", "corpus.xml")
SLOW, GIVEN_UP = 2.0, 20
"""Seconds: nothing may take longer; when it is interrupted."""
_ITEM = re.compile(
    rb"<(?P<prefix>(?:\w+:)?)(?P<name>item|entry)(?P<rest>\s[^>]*[^/>]|)>(?P<inside>.*?)</(?P=prefix)(?P=name)\s*>",
    re.DOTALL,
)
_ORIGIN = re.compile(rb"<source\b.*?</source>", re.DOTALL)
"""Where an entry was taken from: the title in it is not that of the entry."""
_NO_TITLE = "untitled"
BY_DESIGN = {
    "title: markup stripped": "titles are plain text",
    "link: no web address": "only http and https links are kept; a relative one of a file has no base",
    "link: canonical": "canonical form: lower-case host, no tracking parameters, a path",
    "link: taken from the id": "the item has no link, but its id (guid, rdf:about) is a web address",
    "id: canonical": "an id that is an address is kept in canonical form, any other with its feed's name",
    "date: before 2000": "taken for a mistake of the feed",
    "date: whole seconds": "fractions of a second are dropped",
    "date: read here alone": "the other parser records none",
    "item: empty": "an item without title and text is no article",
}
"""Kinds of differences that are meant, and why."""


def read(body: bytes, url: str = "") -> tuple[Incoming, ...] | None:
    """The articles, or None where it is no feed."""
    try:
        return read_feed(Answer(body=body, url=url), OPTIONS, datetime.now(UTC)).articles
    except FeedError:
        return None


@contextlib.contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Interrupt what hangs."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"longer than {seconds} seconds")

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def read_all(files: Sequence[Path]) -> tuple[Counter[str], list[tuple[float, Path]], list[str]]:
    """What became of all files, how long each took, and the crashes."""
    what: Counter[str] = Counter()
    times, crashes = [], []
    for path in files:
        body = path.read_bytes()
        began = time.perf_counter()
        try:
            with limited(GIVEN_UP):
                articles = read(body)
            what["no feed" if articles is None else "feed with articles" if articles else "feed without articles"] += 1
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            crashes.append(f"{path.name}: {error!r}")
        times.append((time.perf_counter() - began, path))
    return what, sorted(times, reverse=True), crashes


def titled(body: bytes) -> bytes:
    """The feed with a title for each item that has none."""

    def add(match: re.Match[bytes]) -> bytes:
        prefix, inside = match["prefix"], match["inside"]
        if b"<" + prefix + b"title" in _ORIGIN.sub(b"", inside):
            return match[0]
        title = b"<%stitle>%s</%stitle>" % (prefix, _NO_TITLE.encode(), prefix)
        return match[0].replace(inside, inside + title) if inside else match[0].replace(b"></", b">" + title + b"</")

    return body if body.lstrip()[:1] == b"{" else _ITEM.sub(add, body)


def differences(ours: Sequence[Incoming], theirs: Sequence[Expected]) -> Iterator[tuple[str, str]]:
    """Kind and details of everything in which two readings of a feed differ."""
    if len(ours) != len(theirs):
        empty = sum(item == Expected() for item in theirs)
        kind = "item: empty" if len(ours) + empty == len(theirs) else "item: their number"
        yield kind, f"{len(ours)} for {len(theirs)}"
        return
    for mine, other in zip(ours, theirs, strict=True):
        for kind, got, wanted in (_title(mine, other), _link(mine, other), _id(mine, other), _date(mine, other)):
            if kind:
                yield kind, f"{got!r:.90} for {wanted!r:.90}"


def _title(mine: Incoming, other: Expected) -> tuple[str, object, object]:
    squashed = " ".join(other.title.split()) or (_NO_TITLE if mine.title == _NO_TITLE else "")
    if mine.title == squashed:
        return "", "", ""
    kind = "title: markup stripped" if mine.title == plain_line(other.title) else "title: another"
    return kind, mine.title, other.title


def _link(mine: Incoming, other: Expected) -> tuple[str, object, object]:
    first = other.links[0] if other.links else ""
    if mine.url == first:
        return "", "", ""
    if mine.url and mine.url in [clean_link(link) for link in other.links]:
        return "link: canonical", mine.url, first
    if mine.url and mine.url == (clean_link(other.id) if other.id or other.links else mine.key):
        return "link: taken from the id", mine.url, first
    kind = "link: no web address" if not mine.url and not clean_link(first) else "link: another"
    return kind, mine.url, other.links


def _id(mine: Incoming, other: Expected) -> tuple[str, object, object]:
    # The key is also made where there is no id; then there is nothing to compare.
    wanted = " ".join(other.id.split())
    if not wanted or mine.key in (wanted, f"{OPTIONS.name}#{wanted}"):
        return "", "", ""
    canonical = mine.key == clean_link(wanted) or mine.key.endswith(f"#{wanted}")
    return "id: canonical" if canonical else "id: another", mine.key, other.id


def _date(mine: Incoming, other: Expected) -> tuple[str, object, object]:
    if mine.published in other.dates or (mine.published is None and not other.dates):
        return "", "", ""
    if not other.dates:
        return "date: read here alone", mine.published, None
    if mine.published in [date.replace(microsecond=0) for date in other.dates]:
        return "date: whole seconds", mine.published, other.dates
    kind = "date: before 2000" if mine.published is None and max(other.dates) < EARLIEST else "date: another"
    return kind, mine.published, other.dates


def compare(folder: Path, shown: str) -> None:
    """Print how many files agree, and the differences by kind."""
    files: Counter[str] = Counter()
    kinds: dict[str, set[Path]] = defaultdict(set)
    for path, whose, theirs in expectations(folder):
        ours = read(titled(path.read_bytes()))
        found = [("file: no feed to us", path.name)] if ours is None else list(differences(ours, theirs))
        files[f"{whose} all"] += 1
        files[f"{whose} all with items"] += bool(theirs)
        for kind, detail in found:
            kinds[kind].add(path)
            if shown and shown in kind:
                print(f"    {kind}  {path.relative_to(folder)}: {detail}")
        outcome = "same" if not found else "by design" if all(kind in BY_DESIGN for kind, _ in found) else "other"
        files[f"{whose} {outcome}"] += 1
        files[f"{whose} {outcome} with items"] += bool(theirs)
    for which in ("", " with items"):
        print(f"files{which}: all, the same, differing by design only, differing otherwise; agreement")
        for whose in ("gofeed", "feed-rs"):
            total, same, meant, other = (files[f"{whose} {w}{which}"] for w in ("all", "same", "by design", "other"))
            share = (same + meant) / total
            print(f"  {whose:8} {total:5} {same:5} {meant:5} {other:5}   {share:.1%}, to the letter {same / total:.1%}")
    print("files by kind of difference")
    for kind, where in sorted(kinds.items(), key=lambda pair: (pair[0] not in BY_DESIGN, pair[0])):
        print(f"  {len(where):4} {kind:28} {BY_DESIGN.get(kind, '')}")


def main() -> None:
    """Read everything, compare what can be compared, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", default="", metavar="KIND", help="every difference whose kind holds this word")
    parser.add_argument("--slowest", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        with tarfile.open(data_folder() / "feeds.tar.gz") as archive:
            archive.extractall(name, filter="data")
        folder = Path(name) / "feeds"
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "MANIFEST.jsonl")
        what, times, crashes = read_all(files)
        print(f"{len(files):,} files in {sum(t for t, _ in times):.1f} s: {dict(what)}")
        slow = sum(seconds > SLOW for seconds, _ in times)
        print(f"crashes: {len(crashes)}; longer than {SLOW:g} s: {slow}; slowest:")
        for seconds, path in times[: arguments.slowest]:
            print(f"  {seconds:6.3f} s  {path.relative_to(folder)}")
        compare(folder, arguments.show)
        assert not crashes, crashes
        assert not slow


if __name__ == "__main__":
    main()
