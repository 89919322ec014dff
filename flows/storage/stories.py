"""Stories: the window that grouping works in, and those that wait for a decision."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import Alert, Article, ArticleId, Claim, StoryId, ThemeId, ToldClaim
from flows.storage.articles import ARTICLE_COLUMNS
from flows.storage.assessments import load_assessments
from flows.storage.codec import decode
from flows.storage.database import chunks
from flows.storage.noun import Noun
from flows.storage.records import Member, PendingMember, PendingStory, WindowStory
from flows.storage.tables import alerts, articles, revisions, stories, story_members, told_claims

_ASSESSED_COLUMNS = tuple(
    revisions.c[column.name] if column.name in ("title", "text", "content_hash", "revision") else column
    for column in ARTICLE_COLUMNS
)


class Stories(Noun):
    """Articles that report the same event."""

    def story_window(self, since: datetime) -> list[WindowStory]:
        """The stories whose newest member is at or after `since`, each with all of its members; by id."""
        query = (
            sa.select(story_members.c.story, story_members.c.article, articles.c.ordered, story_members.c.sketch)
            .join(stories, stories.c.id == story_members.c.story)
            .join(articles, articles.c.id == story_members.c.article)
            .where(stories.c.newest >= since)
            .order_by(story_members.c.story, articles.c.ordered, articles.c.id)
        )
        found: dict[StoryId, list[Member]] = {}
        with self._database.read() as connection:
            for story, article, when, sketch in connection.execute(query):
                found.setdefault(StoryId(story), []).append(Member(ArticleId(article), when, sketch))
        return [WindowStory(story, tuple(members)) for story, members in found.items()]

    def undecided_stories(self, limit: int = 200) -> list[PendingStory]:
        """Stories with new or revised members, and all that a decision needs; the one that waits longest comes first.

        Articles stand there as they were when they were assessed, so that the offsets of their evidence hold.
        """
        waiting = (
            sa.select(story_members.c.story)
            .where(story_members.c.decided < story_members.c.awaits)
            .group_by(story_members.c.story)
            .order_by(sa.func.min(story_members.c.joined), story_members.c.story)
            .limit(limit)
        )
        with self._database.read() as connection:
            ids = [StoryId(story) for story in connection.scalars(waiting)]
            members = _members(connection, ids)
            told = _told(connection, ids)
            last = _last_alerts(connection, ids)
        return [PendingStory(s, tuple(members.get(s, ())), tuple(told.get(s, ())), last.get(s)) for s in ids]

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story an article belongs to; None when it belongs to none."""
        with self._database.read() as connection:
            found = connection.scalar(sa.select(story_members.c.story).where(story_members.c.article == article))
        return None if found is None else StoryId(found)

    def members_of(self, story: StoryId) -> list[Article]:
        """The articles of a story, the earliest first."""
        with self._database.read() as connection:
            return [member.article for member in _members(connection, [story]).get(story, ())]


def _members(connection: Connection, ids: Sequence[StoryId]) -> dict[StoryId, list[PendingMember]]:
    found: dict[StoryId, list[PendingMember]] = {}
    extra = (
        story_members.c.story,
        story_members.c.sketch,
        (story_members.c.decided >= story_members.c.awaits).label("is_decided"),
    )
    for part in chunks(ids):
        query = (
            sa.select(*_ASSESSED_COLUMNS, *extra)
            .join(story_members, story_members.c.article == articles.c.id)
            .join(revisions, (revisions.c.article == articles.c.id) & (revisions.c.revision == articles.c.assessed))
            .where(story_members.c.story.in_(part))
            .order_by(articles.c.ordered, articles.c.id)
        )
        rows = connection.execute(query).mappings().all()
        assessed = load_assessments(connection, [ArticleId(row["id"]) for row in rows])
        for row in rows:
            article = Article(**{column.name: row[column.name] for column in _ASSESSED_COLUMNS})
            member = PendingMember(article, assessed.get(article.id, ()), bool(row["is_decided"]), row["sketch"])
            found.setdefault(StoryId(row["story"]), []).append(member)
    return found


def _told(connection: Connection, ids: Iterable[StoryId]) -> dict[StoryId, list[ToldClaim]]:
    found: dict[StoryId, list[ToldClaim]] = {}
    for part in chunks(list(ids)):
        query = sa.select(told_claims).where(told_claims.c.story.in_(part)).order_by(told_claims.c.id)
        for row in connection.execute(query).mappings():
            told = ToldClaim(
                story=StoryId(row["story"]),
                theme=ThemeId(row["theme"]),
                claim=decode(Claim, row["claim"]),
                text=row["text"],
                first_seen=row["first_seen"],
            )
            found.setdefault(told.story, []).append(told)
    return found


def _last_alerts(connection: Connection, ids: Iterable[StoryId]) -> dict[StoryId, Alert]:
    found: dict[StoryId, Alert] = {}
    for part in chunks(list(ids)):
        query = sa.select(alerts.c.content).where(alerts.c.story.in_(part)).order_by(alerts.c.number)
        for content in connection.scalars(query):
            alert = decode(Alert, content)
            found[alert.story] = alert
    return found
