"""Score what is new and place it in stories."""

from collections.abc import Sequence
from datetime import timedelta

from flows.domain import Article, Assessment, Problem, StageReport
from flows.storage.records import AssessedArticle, Member
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.grouping import Grouper
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
    findings, faults = _examine(shop, articles)
    if 1 < len(faults) == len(articles):
        # It is not the articles: all of them keep waiting until the program is mended.
        raise faults[0][1]
    marks = [mark for _, mark in findings if mark is not None]
    grouper = _grouper(shop, marks)
    batch = []
    for article, (themes, mark) in zip(articles, findings, strict=True):
        if mark is None:
            batch.append(AssessedArticle(article))
        else:
            told = tuple(one for one in themes if one.evidence)
            placed = grouper.place(mark)
            batch.append(AssessedArticle(article, told, placed.story, mark.to_json(), placed.reason))
    shop.store.save_assessed(batch, shop.clock())
    flagged = sum(any(one.flagged for one in themes) for themes, _ in findings)
    return StageReport({"assessed": len(batch), "flagged": flagged}, tuple(_told(*fault) for fault in faults))


Findings = list[tuple[tuple[Assessment, ...], Sketch | None]]
"""What each article says, and the sketch of one that says anything."""


def _examine(shop: Workshop, articles: Sequence[Article]) -> tuple[Findings, list[tuple[Article, Exception]]]:
    """Score and sketch. What the program trips over is found by halving, and counts as an article that says nothing.

    It would come first in every pass to come, and no other article would be scored any more.
    """
    try:
        assessed = shop.bench.assessor.assess(articles)
        return [
            (themes, sketch(article) if any(one.evidence for one in themes) else None)
            for article, themes in zip(articles, assessed, strict=True)
        ], []
    except Exception as error:  # noqa: BLE001 - whatever it is, the other articles go on
        if len(articles) <= 1:
            return [((), None) for _ in articles], [(article, error) for article in articles]
    half = len(articles) // 2
    (first, faults), (second, more) = _examine(shop, articles[:half]), _examine(shop, articles[half:])
    return first + second, faults + more


def _told(article: Article, error: Exception) -> Problem:
    where = f"article {article.id} {article.url}".rstrip()
    return Problem(where, f"is left out, through a fault of this program: {error!r:.300}")


def _grouper(shop: Workshop, marks: Sequence[Sketch]) -> Grouper:
    """A grouper that knows the stories which are still open for these articles."""
    window = shop.settings.stories.window
    grouper = Grouper(window)
    if marks:
        since = min(mark.when for mark in marks) - window - MARGIN
        for member in shop.store.story_window(since):
            grouper.know(_known(shop, member), member.story)
    return grouper


def _known(shop: Workshop, member: Member) -> Sketch:
    known = Sketch.from_json(member.sketch) if member.sketch else None
    if known is not None:
        return known
    # Written by another version of the program: the article itself still stands.
    article = shop.store.article(member.article)
    assert article is not None  # noqa: S101 - a member of a story is an article by a foreign key
    return sketch(article)
