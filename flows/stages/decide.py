"""Decide about every story with something new, and write the alerts."""

from collections import Counter
from datetime import timedelta

from flows.alerts.routing import plan
from flows.domain import ArticleId, StageReport, StoryView
from flows.scoring.compose import compose
from flows.scoring.decide import decide
from flows.storage.records import DecidedStory, PendingStory
from flows.stories.novelty import novelties, told_by
from flows.stories.origins import origins
from flows.wiring import Workshop


def decide_stories(shop: Workshop) -> StageReport:
    """Decide about every story with something new; decisions, alerts and their copies are written together.

    Counts: `alerts` written, and decisions by action (`alert`, `update`, `fold`, `digest`, `drop`).
    """
    counts: Counter[str] = Counter(alerts=0)
    while pending := shop.store.undecided_stories():
        decided = [_decide(shop, story) for story in pending]
        written = set(shop.store.save_decisions(decided, shop.run, shop.clock()))
        for story in decided:
            if story.story in written:
                counts["alerts"] += story.alert is not None
                counts.update(str(decision.action) for decision in story.decisions)
        if not written:
            break  # another process was faster with all of them
    return StageReport(dict(counts))


def _decide(shop: Workshop, story: PendingStory) -> DecidedStory:
    view = _view(shop, story)
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
    )
    return DecidedStory(
        story=view.story,
        members=tuple((member.article.id, member.article.revision) for member in story.members),
        decisions=decisions,
        alert=alert,
        targets=tuple(name for name, _ in plan(alert, shop.settings.routes)) if alert else (),
        told=told_by(alert) if alert else (),
    )


def _view(shop: Workshop, story: PendingStory) -> StoryView:
    return StoryView(
        story=story.id,
        members=tuple(member.article for member in story.members),
        assessments=tuple(one for member in story.members for one in member.assessments),
        undecided=frozenset(member.article.id for member in story.members if not member.decided),
        told=story.told,
        alerts=story.next_number - 1,
        baseline=_baseline(shop, story),
    )


def _baseline(shop: Workshop, story: PendingStory) -> frozenset[ArticleId]:
    """Members that were older than their source's `max_age` when they were first read."""
    limits: dict[str, timedelta] = {s.name: s.max_age for s in shop.settings.sources if s.max_age is not None}
    articles = [member.article for member in story.members]
    return frozenset(
        a.id for a in articles if a.published and a.source in limits and a.fetched - a.published > limits[a.source]
    )
