"""Poll sources and store what they give. Bad items are reported by name; good ones are never lost for them."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from flows.domain import Collected, Problem, StageReport
from flows.sources.base import Source
from flows.storage.records import Outcome
from flows.wiring import Workshop

BATCH = 25
"""Sources in one batch: one task of the flow, one commit each."""

AT_ONCE = 8
"""Sources of a batch that are polled at the same time."""


class SourcesUnreachableError(Exception):
    """Some sources of a batch did not answer; worth another attempt."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))


def source_batches(shop: Workshop) -> list[tuple[str, ...]]:
    """Names of the sources to poll, in batches."""
    names = [source.name for source in shop.sources]
    return [tuple(names[start : start + BATCH]) for start in range(0, len(names), BATCH)]


def ingest_batch(shop: Workshop, names: Sequence[str]) -> StageReport:
    """Poll these sources and store what is new or changed.

    Counts: `read` items seen, `new`, `revised`, `sources`, and `unreachable` sources that failed as a whole.
    """
    chosen = [source for source in shop.sources if source.name in set(names)]
    counts: Counter[str] = Counter(sources=len(chosen), read=0, new=0, revised=0, unreachable=0)
    problems: list[Problem] = []
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        # Sources answer at their own pace, but there is one writer: results are stored here, in order.
        for collected in pool.map(lambda source: _poll(shop, source), chosen):
            kept = shop.store.add_articles(collected.articles, shop.clock())
            counts["read"] += len(collected.articles)
            counts["new"] += sum(item.outcome is Outcome.NEW for item in kept)
            counts["revised"] += sum(item.outcome is Outcome.REVISED for item in kept)
            counts["unreachable"] += collected.failed
            problems += collected.problems
            if collected.state is not None:
                # After the articles: a crash in between polls again instead of losing what was fetched.
                shop.store.save_feed_state(collected.state)
    return StageReport(dict(counts), tuple(problems))


def _poll(shop: Workshop, source: Source) -> Collected:
    return source.collect(shop.store.feed_state(source.name), shop.clock())
