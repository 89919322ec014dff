"""An archive as the texts that name the subject, in the order in which they came in."""

import tempfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from flows.domain import Arrival, ArticleId, Problem, Progress
from flows.inspection.backtest.archives import open_file
from flows.inspection.backtest.gate import Gate
from flows.inspection.backtest.pool import Pool
from flows.inspection.backtest.sift import UNDATED, article_of
from flows.storage.store import Store


@dataclass(frozen=True, slots=True)
class Stream:
    """What came in."""

    name: str
    documents: int
    arrivals: tuple[Arrival, ...]
    """In the order of their time; equal times in the order of their ids."""
    problems: tuple[Problem, ...] = ()
    starts: tuple[datetime, ...] = ()
    """When passes began, for the storage of a watch; empty for a file."""


def read_archive(path: Path, gate: Gate, processes: int, progress: Progress, until: datetime | None = None) -> Stream:
    """A file of JSON lines (also gzipped), another file that can be read, or a folder of such.

    What has no date counts as come in with the line before it, and the first of an id is the article of that id.

    Raises:
        UsageError: nothing is there.
    """
    with tempfile.TemporaryDirectory(prefix="sanctions-watch-") as folder, Pool(processes) as pool:
        archive = open_file(path, Path(folder), gate, pool, progress)
        articles = [article_of(row) for shard in archive.shards for row in shard.rows()]
    dated = [article.published for article in articles if article.published is not None]
    last, seen = min(dated, default=UNDATED), set[ArticleId]()
    found, problems = [], list(archive.contents.problems)
    for article in articles:
        last = article.published or last
        if article.id in seen:
            problems.append(Problem(f"{path.name}: {article.id}", "has the id of an earlier article; it is left out"))
        elif until is None or last <= until:
            found.append(Arrival(last, replace(article, fetched=last)))
        seen.add(article.id)
    found.sort(key=lambda one: (one.when, one.article.id))
    return Stream(archive.contents.name, archive.contents.documents, tuple(found), tuple(problems))


def read_storage(url: str, gate: Gate, until: datetime | None = None) -> Stream:
    """All texts that a watch has stored, each as it was when it came in.

    Raises:
        StorageError: the storage cannot be read.
    """
    with Store.open(url) as store:
        documents, found = 0, []
        for one in store.arrivals(until):
            documents += 1
            if gate.passes(one.article.title, one.article.text):
                found.append(one)
        starts = [run.started for run in store.runs(ALL) if until is None or run.started <= until]
        return Stream(f"the storage {store.name}", documents, tuple(found), starts=tuple(reversed(starts)))


ALL = 1_000_000_000
