"""Grouping alone: which documents tell of the same event."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from flows.domain import ArticleId
from flows.sources.documents import as_article, documents
from flows.stages.score import failure
from flows.stories.grouping import group


def stories(inputs: Sequence[str]) -> list[dict[str, Any]]:
    """One value a document, in input order: `id` and `story` (the id of its earliest member), or `id` and `error`."""
    now = datetime.now(UTC)
    read = list(documents(inputs))
    articles = [as_article(document, now) for document in read]
    placed = group(article for article in articles if article is not None)
    return [
        failure(document) if article is None else {"id": document.id, "story": placed[ArticleId(document.id)]}
        for document, article in zip(read, articles, strict=True)
    ]
