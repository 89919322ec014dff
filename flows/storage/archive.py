"""Everything that ever came in, text by text, and a way to put it into another storage as it was."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import sqlalchemy as sa

from flows.domain import Arrival, Article
from flows.storage.admission import content_hash
from flows.storage.articles import ARTICLE_COLUMNS
from flows.storage.database import chunks
from flows.storage.noun import Noun
from flows.storage.tables import articles, revisions

_CHANGING = ("title", "text", "content_hash", "revision")


class Texts(Noun):
    """Articles with all their revisions, for replays."""

    def arrivals(self, until: datetime | None = None) -> Iterator[Arrival]:
        """Every text in the order in which it came in; with `until`, those that were there at that time.

        Summaries are left out: only the newest text has one.
        """
        columns = [revisions.c[c.name] if c.name in _CHANGING else c for c in ARTICLE_COLUMNS if c.name != "summary"]
        query = (
            sa.select(*columns, revisions.c.fetched.label("arrived"))
            .join(revisions, revisions.c.article == articles.c.id)
            .order_by(revisions.c.fetched, articles.c.ordered, articles.c.id, revisions.c.revision)
        )
        if until is not None:
            query = query.where(revisions.c.fetched <= until)
        with self._database.read() as connection:
            for row in connection.execute(query.execution_options(yield_per=500)).mappings():
                fields = dict(row)
                yield Arrival(fields.pop("arrived"), Article(**fields))

    def put(self, batch: Sequence[Article]) -> None:
        """Store articles under their own ids, each in the revision that it has; one that is there is revised.

        For a storage of one's own that starts empty: keys and addresses are not looked at. Each waits to be assessed.
        """
        for part in chunks(batch):
            with self._database.write() as connection:
                for article in part:
                    self._put(connection, article)

    @staticmethod
    def _put(connection: sa.Connection, article: Article) -> None:
        digest = article.content_hash or content_hash(article.title, article.text)
        changing = {"title": article.title, "text": article.text, "revision": article.revision, "content_hash": digest}
        changed = connection.execute(sa.update(articles).where(articles.c.id == article.id).values(changing))
        if not changed.rowcount:
            fixed = {c.name: getattr(article, c.name) for c in ARTICLE_COLUMNS if c.name not in _CHANGING}
            connection.execute(articles.insert().values(**fixed, **changing, ordered=article.when, assessed=0))
        connection.execute(
            revisions.insert().values(
                article=article.id,
                revision=article.revision,
                title=article.title,
                text=article.text,
                fetched=article.fetched,
                content_hash=digest,
            )
        )
