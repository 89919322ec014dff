"""Which of a batch of incoming articles are new, which are revisions, and which are known already."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import ArticleId, Incoming
from flows.domain.text import safe
from flows.storage.database import upsert
from flows.storage.records import Kept, Outcome
from flows.storage.tables import article_keys, articles, revisions

ID_LENGTH = 12
"""Hexadecimal digits of an article's id; more only where two keys would share them."""

LONGEST_KEY = 500
"""Characters; PostgreSQL indexes about 2,700 bytes."""


def bounded(key: str) -> str:
    """The key, or its hash where it is too long for an index."""
    return key if len(key) <= LONGEST_KEY else "sha256:" + hashlib.sha256(key.encode()).hexdigest()


def content_hash(title: str, text: str) -> str:
    """A hash over title and text that white space does not change."""
    return hashlib.sha256("\n".join(" ".join(part.split()) for part in (title, text)).encode()).hexdigest()


class Admission:
    """One batch inside one transaction. What is known of it is read first, in few statements; then all is decided."""

    def __init__(self, connection: Connection, batch: Sequence[Incoming], now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._given = [incoming.key for incoming in batch]
        self._batch = [_cleaned(incoming) for incoming in batch]
        self._by_key = self._known_keys()
        self._by_url = self._known_urls()
        self._held = self._known_articles()
        self._hashes = self._known_hashes()
        self._taken = self._taken_ids()
        self._new: dict[str, dict[str, Any]] = {}
        self._new_keys: list[dict[str, Any]] = []
        self._new_revisions: list[dict[str, Any]] = []
        self._revised: dict[str, dict[str, Any]] = {}

    def admit(self) -> list[Kept]:
        """Store what is new and say what became of each."""
        kept = [self._admit(incoming) for incoming in self._batch]
        upsert(self._connection, articles, list(self._new.values()))
        upsert(self._connection, article_keys, self._new_keys)
        upsert(self._connection, revisions, self._new_revisions)
        if self._revised:
            statement = sa.update(articles).where(articles.c.id == sa.bindparam("article"))
            names = ("title", "text", "summary", "content_hash", "revision")
            self._connection.execute(
                statement.values({name: sa.bindparam(f"new_{name}") for name in names}),
                [{"article": i, **{f"new_{n}": row[n] for n in names}} for i, row in self._revised.items()],
            )
        return kept

    def unchanged(self) -> set[str]:
        """Keys, as they were given, of what is stored already just as it comes; nothing is written."""
        return {key for key, incoming in zip(self._given, self._batch, strict=True) if self._is_stored(incoming)}

    def _is_stored(self, incoming: Incoming) -> bool:
        article = self._by_key.get(incoming.key) or self._same_address(incoming)
        if article is None:
            return False
        return self._held[article][0] != incoming.source or _digest(incoming) in self._hashes[article]

    def _admit(self, incoming: Incoming) -> Kept:
        digest = _digest(incoming)
        article = self._by_key.get(incoming.key) or self._same_address(incoming)
        if article is None:
            return self._add(incoming, digest)
        if incoming.key not in self._by_key:
            self._by_key[incoming.key] = article
            self._new_keys.append({"key": incoming.key, "article": article})
        source, revision = self._held[article]
        if source != incoming.source or digest in self._hashes[article]:
            return Kept(ArticleId(article), Outcome.KNOWN, revision)
        return self._revise(incoming, article, revision + 1, digest)

    def _same_address(self, incoming: Incoming) -> str | None:
        found = self._by_url.get(incoming.url)
        # Within one feed the key decides: there are feeds in which all items link to one page.
        return found if found and self._held[found][0] != incoming.source else None

    def _add(self, incoming: Incoming, digest: str) -> Kept:
        article = self._free_id(incoming.key)
        self._taken.add(article)
        self._new[article] = {
            "id": article,
            "source": incoming.source,
            "url": incoming.url,
            "title": incoming.title,
            "text": incoming.text,
            "language": incoming.language,
            "outlet": incoming.outlet,
            "published": incoming.published,
            "summary": incoming.summary,
            "baseline": incoming.baseline,
            "fetched": self._now,
            "ordered": incoming.published or self._now,
            "content_hash": digest,
            "revision": 1,
            "assessed": 0,
        }
        self._new_keys.append({"key": incoming.key, "article": article})
        self._by_key[incoming.key] = article
        if _names_one_page(incoming.url):
            self._by_url.setdefault(incoming.url, article)
        self._held[article] = (incoming.source, 1)
        self._remember(incoming, article, 1, digest)
        return Kept(ArticleId(article), Outcome.NEW, 1)

    def _revise(self, incoming: Incoming, article: str, revision: int, digest: str) -> Kept:
        row: dict[str, Any] = {"title": incoming.title, "text": incoming.text, "summary": incoming.summary}
        row |= {"content_hash": digest, "revision": revision}
        if article in self._new:
            self._new[article] |= row
        else:
            self._revised[article] = row
        self._held[article] = (incoming.source, revision)
        self._remember(incoming, article, revision, digest)
        return Kept(ArticleId(article), Outcome.REVISED, revision)

    def _remember(self, incoming: Incoming, article: str, revision: int, digest: str) -> None:
        self._hashes.setdefault(article, set()).add(digest)
        self._new_revisions.append(
            {
                "article": article,
                "revision": revision,
                "title": incoming.title,
                "text": incoming.text,
                "fetched": self._now,
                "content_hash": digest,
            }
        )

    def _free_id(self, key: str) -> str:
        return next(found for found in _candidates(key) if found not in self._taken)

    def _known_keys(self) -> dict[str, str]:
        keys = {incoming.key for incoming in self._batch}
        query = sa.select(article_keys.c.key, article_keys.c.article).where(article_keys.c.key.in_(keys))
        return {key: article for key, article in self._connection.execute(query)}  # noqa: C416  # rows are no pairs to mypy

    def _known_urls(self) -> dict[str, str]:
        urls = {incoming.url for incoming in self._batch if _names_one_page(incoming.url)}
        query = sa.select(articles.c.url, articles.c.id).where(articles.c.url.in_(urls))
        found: dict[str, str] = {}
        for url, article in self._connection.execute(query.order_by(articles.c.fetched, articles.c.id)):
            found.setdefault(url, article)
        return found

    def _known_articles(self) -> dict[str, tuple[str, int]]:
        known = {*self._by_key.values(), *self._by_url.values()}
        query = sa.select(articles.c.id, articles.c.source, articles.c.revision).where(articles.c.id.in_(known))
        return {article: (source, revision) for article, source, revision in self._connection.execute(query)}

    def _known_hashes(self) -> dict[str, set[str]]:
        query = sa.select(revisions.c.article, revisions.c.content_hash).where(revisions.c.article.in_(self._held))
        found: dict[str, set[str]] = {article: set() for article in self._held}
        for article, digest in self._connection.execute(query):
            found[article].add(digest)
        return found

    def _taken_ids(self) -> set[str]:
        wanted = {next(iter(_candidates(incoming.key))) for incoming in self._batch}
        return set(self._connection.scalars(sa.select(articles.c.id).where(articles.c.id.in_(wanted))))


def _cleaned(incoming: Incoming) -> Incoming:
    return Incoming(
        source=incoming.source,
        key=bounded(safe(incoming.key)),
        title=safe(incoming.title),
        text=safe(incoming.text),
        url=safe(incoming.url),
        language=safe(incoming.language),
        outlet=safe(incoming.outlet),
        published=incoming.published,
        summary=safe(incoming.summary),
        baseline=incoming.baseline,
    )


def _digest(incoming: Incoming) -> str:
    """What tells whether the source says something else than before: its own words, not those of the page."""
    return content_hash(incoming.title, incoming.summary or incoming.text)


def _candidates(key: str) -> Iterable[str]:
    digest = hashlib.sha256(key.encode()).hexdigest()
    return (digest[:length] for length in (ID_LENGTH, 2 * ID_LENGTH, len(digest)))


def _names_one_page(url: str) -> bool:
    """False for an empty address and for a bare host, which many articles share."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
