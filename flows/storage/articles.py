"""Articles: stored once, revised when their source changes them, handed out until they are assessed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

import sqlalchemy as sa

from flows.domain import Article, ArticleId, Incoming
from flows.storage.admission import Admission, content_hash
from flows.storage.database import chunks
from flows.storage.noun import Noun
from flows.storage.records import Kept
from flows.storage.tables import articles

ARTICLE_COLUMNS = tuple(
    articles.c[name]
    for name in (
        "id", "source", "url", "title", "text", "language", "outlet", "published", "fetched", "content_hash",
        "revision", "summary", "baseline",
    )
)  # fmt: skip
"""The columns of a domain Article, by its names."""


class Articles(Noun):
    """Published texts."""

    def add_articles(self, batch: Sequence[Incoming], now: datetime) -> list[Kept]:
        """Store a batch, in its order; doing it twice changes nothing.

        An article is known by its key or, from another source, by its address. Only the source that brought it first
        revises it, and only with a text that it did not have before.
        """
        kept: list[Kept] = []
        for part in chunks(batch):
            with self._database.write() as connection:
                kept += Admission(connection, part, now).admit()
        return kept

    def unchanged_keys(self, batch: Sequence[Incoming]) -> set[str]:
        """Keys of those that `add_articles` would leave as they are: stored already, with just these words.

        Where a full text was stored, the feed's own words are what counts.
        """
        found: set[str] = set()
        for part in chunks(batch):
            with self._database.read() as connection:
                found |= Admission(connection, part, datetime.max.replace(tzinfo=UTC)).unchanged()
        return found

    def unassessed(self, limit: int = 500) -> list[Article]:
        """Articles whose newest revision was not assessed yet, in order of time."""
        query = (
            sa.select(*ARTICLE_COLUMNS)
            .where(articles.c.assessed < articles.c.revision)
            .order_by(articles.c.ordered, articles.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [Article(**row) for row in connection.execute(query).mappings()]

    def count_unassessed(self) -> int:
        """How many articles wait to be assessed."""
        query = sa.select(sa.func.count()).select_from(articles).where(articles.c.assessed < articles.c.revision)
        with self._database.read() as connection:
            return connection.scalar(query) or 0

    def archive_state(self) -> str:
        """Names what is stored: it changes with every article that comes in or is revised."""
        last = sa.func.max(articles.c.fetched)
        query = sa.select(sa.func.count(), sa.func.sum(articles.c.revision), last, sa.func.max(articles.c.id))
        with self._database.read() as connection:
            return " ".join(map(str, connection.execute(query).one()))

    def count_articles(self) -> int:
        """How many articles are stored."""
        with self._database.read() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(articles)) or 0

    def archive(self, batch: int = 1000) -> Iterator[Article]:
        """Every article in order of its id. Memory holds one batch."""
        last = ""
        while True:
            query = sa.select(*ARTICLE_COLUMNS).where(articles.c.id > last).order_by(articles.c.id).limit(batch)
            with self._database.read() as connection:
                found = [Article(**row) for row in connection.execute(query).mappings()]
            yield from found
            if len(found) < batch:
                return
            last = found[-1].id

    def article(self, article: ArticleId) -> Article | None:
        """One article; None when there is no such id."""
        return self.articles([article]).get(article)

    def articles_like(self, word: str, limit: int) -> list[Article]:
        """Articles whose id begins with this word, or whose address it is."""
        begins = articles.c.id.startswith(word, autoescape=True)
        query = (
            sa.select(*ARTICLE_COLUMNS).where(begins | (articles.c.url == word)).order_by(articles.c.id).limit(limit)
        )
        with self._database.read() as connection:
            return [Article(**row) for row in connection.execute(query).mappings()]

    def articles_of_text(self, title: str, text: str, limit: int) -> list[Article]:
        """Articles that say just this in their newest revision, however their spaces fall."""
        query = sa.select(*ARTICLE_COLUMNS).where(articles.c.content_hash == content_hash(title, text))
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(articles.c.id).limit(limit)).mappings()
            return [Article(**row) for row in rows]

    def articles(self, ids: Iterable[ArticleId]) -> dict[ArticleId, Article]:
        """The articles of these ids; ids that do not exist are left out."""
        found: dict[ArticleId, Article] = {}
        with self._database.read() as connection:
            for part in chunks(sorted(set(ids))):
                rows = connection.execute(sa.select(*ARTICLE_COLUMNS).where(articles.c.id.in_(part))).mappings()
                found |= {ArticleId(row["id"]): Article(**row) for row in rows}
        return found
