"""The article that a person means: a file, one of several in a file, or one that is stored."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.domain import Article, ArticleId
from flows.errors import UsageError
from flows.settings import Settings
from flows.sources.documents import as_article, documents
from flows.sources.jsonl import Document
from flows.storage.store import Store

NAMED = 5
"""Ids that a message names."""


def article_in_file(location: str, ident: str = "") -> Article:
    """The article of a file; of several, the one with this id.

    Raises:
        UsageError: there is none, or there are several and none was named.
    """
    found: list[Document] = []
    for document in documents([location]):
        if ident in ("", document.id):
            found.append(document)
            if len(found) > NAMED or ident:
                break
    if not found:
        raise UsageError(
            f"{location} holds no article with the id '{ident}'" if ident else f"{location} holds no article"
        )
    if len(found) > 1:
        ids = ", ".join(document.id for document in found[:NAMED])
        raise UsageError(f"{location} holds several articles; name one with --id: {ids}, ...")
    article = as_article(found[0], datetime.now(UTC))
    if article is None:
        raise UsageError("; ".join(f"{one.where}: {one.message}" for one in found[0].problems))
    return article


def stored_article(settings: Settings, word: str) -> Article:
    """The stored article of an id, of the beginning of one, or of an address.

    Raises:
        UsageError: there is none, or more than one.
        StorageError: the storage cannot be used.
    """
    with Store.open(settings.storage_url) as store:
        exact = store.article(ArticleId(word))
        if exact is not None:
            return exact
        found = store.articles_like(word, NAMED + 1)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(f"'{word}' is no file, and no id or address of a stored article; 'alerts show' names ids")
    raise UsageError(f"several articles fit '{word}': {_ids(found)}; write more of the id")


def is_file(word: str) -> bool:
    """True for what is read as a file, or as JSON lines on standard input."""
    return word == "-" or (word != "" and Path(word).exists())


def _ids(found: Sequence[Article]) -> str:
    return ", ".join(article.id for article in found[:NAMED]) + (", ..." if len(found) > NAMED else "")
