"""Stories: the window that grouping works in, and those that wait for a decision."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import Article, ArticleId, StoryId, StoryPlacement, StoryView, ToldClaim
from flows.storage.articles import ARTICLE_COLUMNS
from flows.storage.assessments import load_assessments
from flows.storage.database import chunks
from flows.storage.decisions import told_claim
from flows.storage.noun import Noun
from flows.storage.records import Member
from flows.storage.tables import alerts, articles, revisions, stories, story_members, told_claims

_ASSESSED_COLUMNS = tuple(
    revisions.c[column.name] if column.name in ("title", "text", "content_hash", "revision") else column
    for column in ARTICLE_COLUMNS
)


class Stories(Noun):
    """Articles that report the same event."""

    def story_window(self, since: datetime) -> list[Member]:
        """All members of the stories whose newest member is at or after `since`; by story, the earliest first."""
        query = (
            sa.select(story_members.c.article, story_members.c.story, story_members.c.sketch)
            .join(stories, stories.c.id == story_members.c.story)
            .join(articles, articles.c.id == story_members.c.article)
            .where(stories.c.newest >= since)
            .order_by(story_members.c.story, articles.c.ordered, articles.c.id)
        )
        with self._database.read() as connection:
            return [Member(ArticleId(a), StoryId(story), sketch) for a, story, sketch in connection.execute(query)]

    def undecided_stories(self, limit: int = 200) -> list[StoryView]:
        """Stories with new or revised members, and all that is stored of them; the one that waits longest comes first.

        Of those that wait equally long, the one whose waiting report is the oldest.

        Articles stand there as they were when they were assessed, so that the offsets of their evidence hold. Which of
        them are `baseline` depends on the configuration: the caller says.
        """
        waiting = (
            sa.select(story_members.c.story)
            .join(articles, articles.c.id == story_members.c.article)
            .where(story_members.c.decided < story_members.c.awaits)
            .group_by(story_members.c.story)
            .order_by(sa.func.min(story_members.c.joined), sa.func.min(articles.c.ordered), story_members.c.story)
            .limit(limit)
        )
        with self._database.read() as connection:
            ids = [StoryId(story) for story in connection.scalars(waiting)]
            views: list[StoryView] = []
            for part in chunks(ids):
                views += _views(connection, part)
        return views

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story that an article belongs to; None when it belongs to none."""
        query = sa.select(story_members.c.story).where(story_members.c.article == article)
        with self._database.read() as connection:
            found = connection.scalar(query)
        return None if found is None else StoryId(found)

    def placements_of(self, story: StoryId) -> list[StoryPlacement]:
        """Why each article of a story belongs to it, the earliest first; no words where an older version placed it."""
        query = (
            sa.select(story_members.c.article, story_members.c.reason)
            .join(articles, articles.c.id == story_members.c.article)
            .where(story_members.c.story == story)
            .order_by(articles.c.ordered, articles.c.id)
        )
        with self._database.read() as connection:
            return [StoryPlacement(ArticleId(a), story, reason or "") for a, reason in connection.execute(query)]

    def members_of(self, story: StoryId) -> list[Article]:
        """The articles of a story, the earliest first."""
        with self._database.read() as connection:
            return [article for article, _ in _members(connection, [story]).get(story, ())]


def _views(connection: Connection, ids: Sequence[StoryId]) -> list[StoryView]:
    members, told, numbers = _members(connection, ids), _told(connection, ids), _last_numbers(connection, ids)
    assessed = load_assessments(connection, [article.id for story in ids for article, _ in members[story]])
    return [
        StoryView(
            story=story,
            members=tuple(article for article, _ in members[story]),
            assessments=tuple(one for article, _ in members[story] for one in assessed.get(article.id, ())),
            undecided=frozenset(article.id for article, decided in members[story] if not decided),
            told=tuple(told.get(story, ())),
            alerts=numbers.get(story, 0),
        )
        for story in ids
    ]


def _members(connection: Connection, ids: Sequence[StoryId]) -> dict[StoryId, list[tuple[Article, bool]]]:
    """Each article with whether a decision covers it as it is."""
    query = (
        sa.select(
            *_ASSESSED_COLUMNS,
            story_members.c.story,
            (story_members.c.decided >= story_members.c.awaits).label("is_decided"),
        )
        .join(story_members, story_members.c.article == articles.c.id)
        .join(revisions, (revisions.c.article == articles.c.id) & (revisions.c.revision == articles.c.assessed))
        .where(story_members.c.story.in_(ids))
        .order_by(articles.c.ordered, articles.c.id)
    )
    found: dict[StoryId, list[tuple[Article, bool]]] = {}
    for row in connection.execute(query).mappings():
        article = Article(**{column.name: row[column.name] for column in _ASSESSED_COLUMNS})
        found.setdefault(StoryId(row["story"]), []).append((article, bool(row["is_decided"])))
    return found


def _told(connection: Connection, ids: Sequence[StoryId]) -> dict[StoryId, list[ToldClaim]]:
    found: dict[StoryId, list[ToldClaim]] = {}
    query = sa.select(told_claims).where(told_claims.c.story.in_(ids)).order_by(told_claims.c.id)
    for row in connection.execute(query).mappings():
        told = told_claim(row)
        found.setdefault(told.story, []).append(told)
    return found


def _last_numbers(connection: Connection, ids: Sequence[StoryId]) -> dict[StoryId, int]:
    query = sa.select(alerts.c.story, sa.func.max(alerts.c.number)).where(alerts.c.story.in_(ids))
    return {StoryId(story): number for story, number in connection.execute(query.group_by(alerts.c.story))}
