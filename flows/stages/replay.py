"""An archive run through assess and decide in a storage in memory: what the watch would have said, and when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from flows.domain import Alert, Arrival, Article, Problem, Progress, Replay, ReplayDay, ReplayedDecision
from flows.options import spelled
from flows.settings import Settings
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.storage.store import Store
from flows.wiring import Bench, Workshop, silence

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
"""Passes of a given step are counted from here, as those of the service are."""
ALL = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass that finds something new."""

    now: datetime
    """What the clock shows."""
    articles: tuple[Article, ...]


Made = tuple[Pass, Counter[str], tuple[Problem, ...]]
"""A pass, what it counted, and what was left out of it."""


def passes(arrivals: Iterable[Arrival], every: timedelta) -> list[Pass]:
    """A pass at each step that something came in before; `arrivals` in the order of their time.

    An article counts as fetched in the pass that finds it.
    """
    found = []
    for number, group in groupby(arrivals, key=lambda one: -((EPOCH - one.when) // every)):
        now = EPOCH + number * every
        found.append(Pass(now, tuple(replace(one.article, fetched=now) for one in group)))
    return found


def past_passes(arrivals: Iterable[Arrival], starts: Sequence[datetime]) -> list[Pass]:
    """The passes that really were, by the times at which they began, the earliest first."""
    found = []
    for _, group in groupby(arrivals, key=lambda one: sum(start <= one.when for start in starts)):
        came = list(group)
        found.append(Pass(max(one.when for one in came), tuple(one.article for one in came)))
    return found


def plan(arrivals: Sequence[Arrival], starts: Sequence[datetime], every: timedelta) -> tuple[list[Pass], str]:
    """The passes that were made, where it is known when they began, else one every so often; and which in words."""
    if starts:
        return past_passes(arrivals, starts), "in the passes that were made"
    return passes(arrivals, every), f"a pass every {spelled(every)}"


@contextmanager
def replayed(
    settings: Settings, bench: Bench, planned: Sequence[Pass], progress: Progress = silence
) -> Iterator[tuple[Workshop, list[Made]]]:
    """A workshop on a storage in memory in which these passes were made, with what each gave. Nothing is sent.

    Raises:
        StorageError: the database in memory fails.
    """
    quiet = replace(settings, targets=(), routes=(), storage_url="sqlite://")
    with Store.open(quiet.storage_url) as store:
        shop = Workshop(quiet, store, bench)
        made = []
        for number, one in enumerate(planned, start=1):
            made.append((one, *_made(shop, number, one)))
            progress("replaying", number, len(planned))
        yield shop, made


def _made(shop: Workshop, number: int, one: Pass) -> tuple[Counter[str], tuple[Problem, ...]]:
    shop.clock = lambda: one.now
    shop.run = f"replay-{number:06}"
    # Two versions of one article in one pass: the live watch has seen the later one only.
    newest = {article.id: article for article in one.articles}
    shop.store.put(list(newest.values()))
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    while (report := assess_batch(shop)).counts["assessed"]:
        counts.update(report.counts)
        problems += report.problems
    report = decide_stories(shop)
    counts.update(report.counts)
    return counts, (*problems, *report.problems)


def replay(
    settings: Settings,
    bench: Bench,
    planned: Sequence[Pass],
    *,
    archive: str,
    documents: int,
    step: str,
    problems: Sequence[Problem] = (),
    progress: Progress = silence,
) -> Replay:
    """Replay some passes and count what came of them.

    Raises:
        StorageError: the database in memory fails.
    """
    with replayed(settings, bench, planned, progress) as (shop, made):
        alerts = tuple(reversed(shop.store.alerts(ALL)))
        return Replay(
            archive=archive,
            documents=documents,
            subjects=len({article.id for one in planned for article in one.articles}),
            passes=len(planned),
            step=step,
            days=_days(made, alerts),
            alerts=alerts,
            decisions=tuple(_decisions(shop.store)),
            problems=(*problems, *(problem for _, _, found in made for problem in found)),
        )


def _decisions(store: Store) -> Iterator[ReplayedDecision]:
    stories = {member.story for member in store.story_window(datetime.min.replace(tzinfo=UTC))}
    past = [one for story in sorted(stories) for one in store.decisions_of(story)]
    for one in sorted(past, key=lambda one: one.decided):
        yield ReplayedDecision(one.decided, one.decision, one.articles or ())


def _days(made: Sequence[Made], alerts: Sequence[Alert]) -> tuple[ReplayDay, ...]:
    if not made:
        return ()
    articles, flagged = Counter[date](), Counter[date]()
    for one, counts, _ in made:
        articles[one.now.date()] += len(one.articles)
        flagged[one.now.date()] += counts["flagged"]
    first = Counter(alert.created.date() for alert in alerts if alert.number == 1)
    later = Counter(alert.created.date() for alert in alerts if alert.number > 1)
    start, end = made[0][0].now.date(), made[-1][0].now.date()
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return tuple(ReplayDay(day, articles[day], flagged[day], first[day], later[day]) for day in days)
