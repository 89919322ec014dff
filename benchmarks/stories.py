"""Grouping into stories: quality beside three baselines on the same items, and what an item costs as archives grow.

    python -m benchmarks.stories                      quality, with what other constants give
    python -m benchmarks.stories --speed 10000 100000 [1000000]

Each baseline has the threshold that is best for it on these very items; ours has the shipped constants.
"""

import argparse
import itertools
import json
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.data import data_folder
from flows.domain import Article, ArticleId
from flows.stories import grouping
from flows.stories.fingerprint import sketch
from flows.stories.grouping import Grouper

DAYS = 5.0
"""The window that all contenders have."""
A_DAY = 500
"""Reports of a day in the generated archive; the 260 feeds of `stream/` had seven a day about the DPRK."""
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Grouped:
    """The hand-grouped items, in time order."""

    articles: Sequence[Article]
    gold: Mapping[str, str]
    doubtful: frozenset[str]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", type=int, nargs="+", metavar="ITEMS", help="measure speed instead")
    arguments = parser.parse_args()
    if arguments.speed:
        for items in arguments.speed:
            speed(items)
    else:
        quality(read())


def read() -> Grouped:
    """The items and the hand-made groups."""
    folder = data_folder() / "stories"
    rows = [json.loads(line) for line in (folder / "dev_items.jsonl").read_text(encoding="utf-8").splitlines()]
    gold = [json.loads(line) for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = sorted(map(_article, rows), key=lambda one: (one.when, one.id))
    return Grouped(
        articles, {row["id"]: row["story"] for row in gold}, frozenset(row["id"] for row in gold if row["doubtful"])
    )


def quality(items: Grouped) -> None:
    """Print ours, the baselines, ours by halves of the time, and ours with other thresholds."""
    print(f"{len(items.articles)} items, {len(set(items.gold.values()))} events; all, then the certain ones alone")
    print(f"{'':52} {'pair P / R / F1':21} {'B3 F1':7} {'pair P / R / F1':21} B3 F1")
    for name, alike, link in (
        ("Jaccard of titles", jaccard(items.articles), nearest),
        ("TF-IDF cosine", tfidf(items.articles), nearest),
        ("hashed vectors, single link", hashed(items.articles), single_link),
    ):
        alike[apart(items.articles) > DAYS] = 0
        threshold, found = max(
            ((t, link(items.articles, alike, t)) for t in np.arange(0.05, 0.95, 0.025)),
            key=lambda one: measures(items, one[1], certain=False)[2],
        )
        show(f"{name}, best threshold {threshold:.3f}", items, found)
    show("ours", items, grouping.group(items.articles))
    half = len(items.articles) // 2
    for name, part in (("ours, first half", items.articles[:half]), ("ours, second half", items.articles[half:])):
        show(name, Grouped(part, items.gold, items.doubtful), grouping.group(part))
    shipped = grouping.JOIN
    for join in (0.09, 0.10, 0.105, 0.115, 0.12, 0.13):
        grouping.JOIN = join  # type: ignore[misc]  # only here, to show the plateau
        show(f"ours, needed nearness {join} in place of {shipped}", items, grouping.group(items.articles))
    grouping.JOIN = shipped  # type: ignore[misc]  # as above


def show(name: str, items: Grouped, found: Mapping[Any, str]) -> None:
    """One line of the table."""
    columns = []
    for certain in (False, True):
        p, r, f, b = measures(items, found, certain=certain)
        columns.append(f"{p:.3f} / {r:.3f} / {f:.3f} {b:7.3f}")
    print(f"  {name:50} {'   '.join(columns)}", flush=True)


def measures(items: Grouped, found: Mapping[Any, str], *, certain: bool) -> tuple[float, float, float, float]:
    """Pairwise precision, recall and F1, and B-cubed F1."""
    ids = [str(one.id) for one in items.articles if not (certain and one.id in items.doubtful)]
    pairs = [(items.gold[a] == items.gold[b], found[a] == found[b]) for a, b in itertools.combinations(ids, 2)]
    both = sum(x and y for x, y in pairs)
    precision, recall = both / max(sum(y for _, y in pairs), 1), both / max(sum(x for x, _ in pairs), 1)
    mine, theirs = defaultdict(set), defaultdict(set)
    for one in ids:
        mine[found[one]].add(one)
        theirs[items.gold[one]].add(one)
    shared = [len(mine[found[one]] & theirs[items.gold[one]]) for one in ids]
    b_p = sum(n / len(mine[found[one]]) for n, one in zip(shared, ids, strict=True)) / len(ids)
    b_r = sum(n / len(theirs[items.gold[one]]) for n, one in zip(shared, ids, strict=True)) / len(ids)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), 2 * b_p * b_r / (b_p + b_r)


def jaccard(articles: Sequence[Article]) -> Matrix:
    """Share of title words in common."""
    words = [set(one.title.lower().split()) for one in articles]
    return np.array([[len(a & b) / max(len(a | b), 1) for b in words] for a in words])


def tfidf(articles: Sequence[Article]) -> Matrix:
    """Cosine of TF-IDF over title and text, English stop words out, sublinear counts."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - only where it is used

    made = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(
        f"{a.title}\n{a.text}" for a in articles
    )
    return np.asarray((made @ made.T).todense(), dtype=np.float64)


def hashed(articles: Sequence[Article]) -> Matrix:
    """Cosine of hashed word counts over title and text."""
    from sklearn.feature_extraction.text import HashingVectorizer  # noqa: PLC0415 - only where it is used

    made = HashingVectorizer(n_features=2**14, stop_words="english").transform(f"{a.title}\n{a.text}" for a in articles)
    return np.asarray((made @ made.T).todense(), dtype=np.float64)


def apart(articles: Sequence[Article]) -> Matrix:
    """Days between any two."""
    days: Matrix = np.array([one.when.timestamp() / 86_400 for one in articles])
    gaps: Matrix = np.abs(days[:, None] - days[None])
    return gaps


def nearest(articles: Sequence[Article], alike: Matrix, threshold: float) -> dict[str, str]:
    """Each joins the story of the most alike earlier item."""
    found: dict[str, str] = {}
    for n, one in enumerate(articles):
        best = int(alike[n, :n].argmax()) if n else 0
        joins = n and alike[n, best] >= threshold
        found[one.id] = found[articles[best].id] if joins else str(one.id)
    return found


def single_link(articles: Sequence[Article], alike: Matrix, threshold: float) -> dict[str, str]:
    """Any two that are alike enough are of one story."""
    story = list(range(len(articles)))
    for n, m in zip(*np.nonzero(np.tril(alike, -1) >= threshold), strict=True):
        old, new = max(story[n], story[m]), min(story[n], story[m])
        story = [new if s == old else s for s in story]
    return {str(one.id): str(s) for one, s in zip(articles, story, strict=True)}


def speed(items: int) -> None:
    """Sketch and place a generated archive; print what an item costs, and the peak of memory."""
    grouper = Grouper()
    remembered, stories = 0, set()
    sketching, placing = [0.0] * 10, [0.0] * 10
    for number, article in enumerate(archive(items)):
        before = time.process_time()
        made = sketch(article)
        between = time.process_time()
        stories.add(hash(grouper.place(made).story))
        tenth = 10 * number // items
        sketching[tenth] += between - before
        placing[tenth] += time.process_time() - between
        remembered = max(remembered, len(grouper))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    per_item = [1000 * cost / (items / 10) for cost in placing]
    print(
        f"{items:,} items, {len(stories):,} stories: sketches {sum(sketching):.0f} s, placing {sum(placing):.0f} s;"
        f" an item {per_item[1]:.2f} ms in the second tenth, {per_item[-1]:.2f} ms in the last;"
        f" at most {remembered:,} remembered, peak {peak:.0f} MiB",
        flush=True,
    )


def archive(items: int) -> Iterator[Article]:
    """Invented reports in time order, `A_DAY` a day: events of one to thirty reports, told in other words."""
    drawn = random.Random(1718)  # noqa: S311 - no secret is made
    words = _vocabulary(drawn)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    live: list[tuple[int, list[str]]] = []
    for number in range(items):
        while len(live) < A_DAY // 8:
            live.append((drawn.randint(1, 30), [words() for _ in range(25)]))
        at = drawn.randrange(len(live))
        left, event = live[at]
        live[at] = (left - 1, event)
        if left <= 1:
            live[at] = live[-1]
            live.pop()
        title = " ".join(["North Korea", *drawn.sample(event, 6), words()])
        text = ". ".join(" ".join([*drawn.sample(event, 6), *(words() for _ in range(6))]) for _ in range(3))
        when = start + timedelta(days=number / A_DAY)
        yield _made(f"g{number:07}", title, text, f"outlet{drawn.randrange(260)}.example", when)


def _vocabulary(drawn: random.Random) -> Callable[[], str]:
    """Words with the frequencies that words have (Zipf), thirty thousand of them."""
    syllables = ["ka", "ro", "mi", "ten", "sul", "dor", "pa", "vek", "lin", "gor", "shu", "ban", "tel", "us"]
    known = ["".join(drawn.choice(syllables) for _ in range(drawn.randint(2, 4))) for _ in range(30_000)]
    totals = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(known))))
    return lambda: drawn.choices(known, cum_weights=totals)[0]


def _article(row: Mapping[str, Any]) -> Article:
    when = datetime.fromisoformat(row["published"])
    return _made(row["id"], row["title"], row["text"], row["outlet"], when, row["url"] or "")


def _made(ident: str, title: str, text: str, outlet: str, when: datetime, url: str = "") -> Article:
    return Article(
        id=ArticleId(ident), source="files", url=url, title=title, text=text, language="en", outlet=outlet,
        published=when, fetched=when, content_hash=ident,
    )  # fmt: skip


if __name__ == "__main__":
    main()
