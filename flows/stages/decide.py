"""Decide about every story with something new, and write the alerts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from flows.alerts.routing import plan
from flows.domain import Article, ArticleId, Problem, StageReport, StoryId, StoryView, ToldClaim
from flows.scoring.compose import compose
from flows.scoring.decide import decide
from flows.storage.records import DecidedStory
from flows.stories.novelty import novelties, repeated, told_by
from flows.stories.origins import origins
from flows.wiring import Workshop


def decide_stories(shop: Workshop) -> StageReport:
    """Decide about every story with something new; decisions, alerts and their copies are written together.

    Counts: `alerts` written, and decisions by action (`alert`, `update`, `fold`, `digest`, `drop`).
    """
    counts: Counter[str] = Counter(alerts=0)
    problems: dict[StoryId, Problem] = {}
    while pending := shop.store.undecided_stories():
        decided: list[DecidedStory] = []
        told = remembered(shop)
        for view in pending:
            try:
                decided.append(_decide(shop, view, told))
                told += decided[-1].told
            except Exception as error:  # noqa: BLE001 - one story must not keep all others from being told
                message = f"waits undecided, through a fault of this program: {error!r:.300}"
                problems[view.story] = Problem(f"story {view.story}", message)
        written = set(shop.store.save_decisions(decided, shop.run, shop.clock()))
        for story in decided:
            if story.story in written:
                counts["alerts"] += story.alert is not None
                counts.update(str(decision.action) for decision in story.decisions)
        if not written:
            break  # nothing can be done about them here: another process was faster, or they are at fault
    return StageReport(dict(counts), tuple(problems.values()))


def remembered(shop: Workshop) -> list[ToldClaim]:
    """What readers were told about any story, as long as it is remembered."""
    span = shop.settings.stories.remember
    return shop.store.told_since(None if span is None else shop.clock() - span)


def _decide(shop: Workshop, stored: StoryView, told: Sequence[ToldClaim]) -> DecidedStory:
    others = tuple(one for one in told if one.story != stored.story)
    view = replace(stored, baseline=_baseline(shop, stored), known=others)
    news = novelties(view)
    decisions = decide(view, news, shop.bench.blend)
    alert = compose(
        view,
        decisions,
        news,
        shop.bench.reference,
        origins=origins(view.members, view.assessments),
        now=shop.clock(),
        notices=shop.notices,
        listed=shop.finder,
    )
    return DecidedStory(
        story=view.story,
        members=tuple((member.id, member.revision) for member in view.members),
        waiting=tuple(member.id for member in view.members if member.id in view.undecided),
        decisions=decisions,
        alert=alert,
        copies=plan(alert, shop.settings.routes, {m.id: m for m in view.members}, shop.clock()) if alert else (),
        told=told_by(alert) if alert else (),
        repeated=repeated(view),
    )


def _baseline(shop: Workshop, view: StoryView) -> frozenset[ArticleId]:
    """Members that were older than their source's `max_age` when they were first read, or of an age nobody knows."""
    limits: dict[str, timedelta] = {s.name: s.max_age for s in shop.settings.sources if s.max_age is not None}
    return frozenset(
        member.id for member in view.members if member.source in limits and _is_old(member, limits[member.source])
    )


def _is_old(member: Article, limit: timedelta) -> bool:
    return member.baseline if member.published is None else member.fetched - member.published > limit
