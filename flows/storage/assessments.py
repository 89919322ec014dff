"""What articles say about themes, and which story each belongs to: the work of the assess stage, in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import ArticleId, Assessment, Claim, Evidence, Severity, StoryId, ThemeId
from flows.storage.codec import decode, encode
from flows.storage.database import chunks, upsert
from flows.storage.noun import Noun
from flows.storage.records import AssessedArticle
from flows.storage.tables import articles, assessments, stories, story_members


class Assessments(Noun):
    """Scores with their evidence."""

    def save_assessed(self, batch: Sequence[AssessedArticle], now: datetime) -> None:
        """Store a batch of assessed articles as a whole and mark their revisions as assessed.

        Members of stories are undecided from then on. An article that has a story keeps it; a revision that came in
        meanwhile still waits for its own assessment.
        """
        with self._database.write() as connection:
            rows = [_row(item, assessment, now) for item in batch for assessment in item.assessments]
            upsert(connection, assessments, rows, [c.name for c in assessments.columns if not c.primary_key])
            _join_stories(connection, batch, now)
            if batch:
                connection.execute(
                    sa.update(articles)
                    .where(articles.c.id == sa.bindparam("article"), articles.c.assessed < sa.bindparam("done"))
                    .values(assessed=sa.bindparam("done")),
                    [{"article": item.article.id, "done": item.article.revision} for item in batch],
                )

    def assessments_of(self, article: ArticleId) -> tuple[Assessment, ...]:
        """What the newest assessed revision of an article says, by theme; empty when nothing was stored for it."""
        with self._database.read() as connection:
            return load_assessments(connection, [article]).get(article, ())

    def is_assessed(self, article: ArticleId) -> bool:
        """True when the newest revision of an article was assessed."""
        query = sa.select(articles.c.assessed >= articles.c.revision).where(articles.c.id == article)
        with self._database.read() as connection:
            return bool(connection.scalar(query))


def load_assessments(connection: Connection, ids: Iterable[ArticleId]) -> dict[ArticleId, tuple[Assessment, ...]]:
    """The assessments of the revision that was assessed last, of each article that has any."""
    found: dict[ArticleId, list[Assessment]] = {}
    for part in chunks(sorted(set(ids))):
        query = (
            sa.select(assessments)
            .join(articles, articles.c.id == assessments.c.article)
            .where(assessments.c.article.in_(part), assessments.c.revision == articles.c.assessed)
            .order_by(assessments.c.theme)
        )
        for row in connection.execute(query).mappings():
            found.setdefault(ArticleId(row["article"]), []).append(_assessment(row))
    return {article: tuple(items) for article, items in found.items()}


def _row(item: AssessedArticle, assessment: Assessment, now: datetime) -> dict[str, Any]:
    return {
        "article": item.article.id,
        "revision": item.article.revision,
        "theme": assessment.theme,
        "score": assessment.score,
        "flagged": assessment.flagged,
        "severity": assessment.severity.value,
        "status": assessment.claim.status.value if assessment.claim else None,
        "rules_digest": assessment.rules_digest,
        "model_digest": assessment.model_digest,
        "content": {"claim": encode(assessment.claim), "evidence": encode(assessment.evidence)},
        "created": now,
    }


def _assessment(row: sa.RowMapping) -> Assessment:
    content = row["content"]
    return Assessment(
        article=ArticleId(row["article"]),
        theme=ThemeId(row["theme"]),
        score=row["score"],
        flagged=row["flagged"],
        severity=Severity(row["severity"]),
        claim=None if content["claim"] is None else decode(Claim, content["claim"]),
        evidence=tuple(decode(Evidence, item) for item in content["evidence"]),
        rules_digest=row["rules_digest"],
        model_digest=row["model_digest"],
    )


def _join_stories(connection: Connection, batch: Sequence[AssessedArticle], now: datetime) -> None:
    ids = [item.article.id for item in batch]
    has: dict[str, str] = {}
    for part in chunks(ids):
        query = sa.select(story_members.c.article, story_members.c.story).where(story_members.c.article.in_(part))
        has |= {article: story for article, story in connection.execute(query)}  # noqa: C416  # rows are no pairs to mypy
    newest: dict[str, datetime] = {}
    members: list[dict[str, Any]] = []
    for item in batch:
        story = has.get(item.article.id, item.story)
        if story is None:
            continue
        newest[story] = max(item.article.when, newest.get(story, item.article.when))
        members.append(
            {
                "article": item.article.id,
                "story": story,
                "joined": now,
                "sketch": item.sketch,
                "decided": 0,
                "awaits": item.article.revision,
                "reason": item.reason,
            }
        )
    _touch_stories(connection, newest, now)
    # An article that has lost its interest keeps its place in the story, and the sketch by which others find it.
    upsert(connection, story_members, [m for m in members if m["sketch"] is not None], ["sketch", "awaits"])
    upsert(connection, story_members, [m for m in members if m["sketch"] is None], ["awaits"])


def _touch_stories(connection: Connection, newest: dict[str, datetime], now: datetime) -> None:
    upsert(connection, stories, [{"id": story, "newest": when, "created": now} for story, when in newest.items()])
    if newest:
        connection.execute(
            sa.update(stories)
            .where(stories.c.id == sa.bindparam("story"), stories.c.newest < sa.bindparam("latest"))
            .values(newest=sa.bindparam("latest")),
            [{"story": StoryId(story), "latest": when} for story, when in newest.items()],
        )
