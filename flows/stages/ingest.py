"""Poll sources and store what they give. Bad items are reported by name; good ones are never lost for them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from flows.domain import Collected, FeedState, PollOutcome, Problem, StageReport
from flows.errors import WatchError
from flows.sources.base import Source, failed
from flows.sources.crowd import poll_many
from flows.sources.politeness import host_and_port
from flows.storage.records import Kept, Outcome
from flows.wiring import Workshop

BATCH = 1000
"""Sources in one batch, which is one task of the flow: a batch waits for its slowest source, so few are best."""


class SourcesUnreachableError(Exception):
    """Some sources of a batch did not answer; worth another attempt."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{problem.where}: {problem.message}" for problem in problems))


def source_batches(shop: Workshop) -> list[tuple[str, ...]]:
    """Names of the sources to poll, in batches."""
    names = [source.name for source in shop.sources]
    return [tuple(names[start : start + BATCH]) for start in range(0, len(names), BATCH)]


def ingest_batch(shop: Workshop, names: Sequence[str], *, last: bool = True) -> StageReport:
    """Poll these sources and store what is new or changed.

    Counts: `read` items seen, `new`, `revised`, `sources`, those `unchanged` as a whole, `unreachable` ones that failed
    as a whole, and those `not_due`: they failed before, and their time has not come.

    Raises:
        SourcesUnreachableError: it is not the `last` attempt, and another may reach sources that this one did not. All
            else is stored; the next attempt polls those sources alone and reports on the whole batch.
    """
    wanted = set(names) - shop.polled.keys()
    chosen = [source for source in shop.sources if source.name in wanted]
    missing: list[Problem] = []
    hosts = {source.name: host_and_port(source.location) for source in shop.settings.sources}
    states = {state.source: state for state in shop.store.feed_states()}

    def poll(source: Source) -> Collected:
        return _polled(shop, source, states)

    # Sources answer at their own pace, but there is one writer: results are stored here.
    for arrived in poll_many(chosen, hosts, poll, shop.settings.polling.at_once):
        missing += [problem for one in arrived if one.temporary and not last for problem in one.problems]
        shop.polled |= _stored(shop, [one for one in arrived if last or not one.temporary])
    if missing:
        raise SourcesUnreachableError(missing)
    nothing = StageReport({"sources": 0, "read": 0, "new": 0, "revised": 0, "unreachable": 0, "not_due": 0})
    return sum((shop.polled.pop(name) for name in names if name in shop.polled), nothing)


def _polled(shop: Workshop, source: Source, states: Mapping[str, FeedState]) -> Collected:
    state, now = states.get(source.name), shop.clock()
    try:
        return source.collect(state, now, shop.store.unchanged_keys)
    except WatchError:
        raise
    except Exception as error:  # noqa: BLE001 - what one source trips over must not cost the others their articles
        return failed(source.name, state, now, f"cannot be read, through a fault of this program: {error!r:.300}")


def _stored(shop: Workshop, arrived: Sequence[Collected]) -> dict[str, StageReport]:
    """Store what these sources gave; what became of it, by the name of the source."""
    articles = [article for collected in arrived for article in collected.articles]
    kept = iter(shop.store.add_articles(articles, shop.clock()))
    # After the articles: a crash in between polls again instead of losing what was fetched.
    shop.store.save_feed_state(*(collected.state for collected in arrived if collected.state is not None))
    return {one.source: _report(one, list(islice(kept, len(one.articles)))) for one in arrived}


def _report(collected: Collected, kept: Sequence[Kept]) -> StageReport:
    counts = Counter(item.outcome for item in kept)
    return StageReport(
        {
            "sources": 1,
            "read": len(collected.articles),
            "new": counts[Outcome.NEW],
            "revised": counts[Outcome.REVISED],
            "unreachable": int(collected.failed),
            "not_due": int(collected.outcome is PollOutcome.NOT_DUE),
        }
        | ({"unchanged": 1} if collected.unchanged else {}),
        collected.problems,
        collected.notes,
    )
