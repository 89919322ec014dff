"""Score what is new and place it in stories."""

from collections.abc import Sequence
from datetime import timedelta

from flows.domain import Assessment, StageReport
from flows.storage.records import AssessedArticle, Member
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.grouping import Frequencies, Grouper
from flows.wiring import Workshop

BATCH = 500
"""Articles in one batch: one task of the flow, one commit."""

MARGIN = timedelta(days=1)
"""Stories are looked for this much beyond the window, for articles without a date."""


def assess_batch(shop: Workshop, limit: int = BATCH) -> StageReport:
    """Score the articles that wait, the earliest first, and place those of interest in stories; one commit.

    Counts: `assessed` articles, and `flagged` ones that reach a theme's threshold. Nothing assessed: nothing waits.
    """
    articles = shop.store.unassessed(limit)
    assessed = shop.bench.assessor.assess(articles)
    told = [tuple(one for one in themes if one.evidence) for themes in assessed]
    marks = {article.id: sketch(article) for article, kept in zip(articles, told, strict=True) if kept}
    grouper = _grouper(shop, list(marks.values()))
    batch = []
    for article, kept in zip(articles, told, strict=True):
        mark = marks.get(article.id)
        if mark is None:
            batch.append(AssessedArticle(article))
        else:
            batch.append(AssessedArticle(article, kept, grouper.place(mark).story, mark.to_json()))
    shop.store.save_assessed(batch, shop.clock())
    return StageReport({"assessed": len(batch), "flagged": sum(map(_flagged, assessed))})


def _flagged(themes: Sequence[Assessment]) -> bool:
    return any(one.flagged for one in themes)


def _grouper(shop: Workshop, marks: Sequence[Sketch]) -> Grouper:
    """A grouper that knows the stories which are still open for these articles, and how rare their words are."""
    window = shop.settings.stories.window
    if not marks:
        return Grouper(window)
    since = min(mark.when for mark in marks) - window - MARGIN
    known = [(_known(shop, member), member.story) for member in shop.store.story_window(since)]
    grouper = Grouper(window, Frequencies([*(mark for mark, _ in known), *marks]))
    for mark, story in known:
        grouper.know(mark, story)
    return grouper


def _known(shop: Workshop, member: Member) -> Sketch:
    known = Sketch.from_json(member.sketch) if member.sketch else None
    if known is not None:
        return known
    # Written by another version of the program: the article itself still stands.
    article = shop.store.article(member.article)
    assert article is not None  # noqa: S101 - a member of a story is an article by a foreign key
    return sketch(article)
