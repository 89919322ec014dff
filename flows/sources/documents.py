"""What is named on a command line, as documents and as articles: nothing is stored of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.domain import Article, ArticleId, Problem
from flows.sources.files import NoFilesError, read_documents
from flows.sources.jsonl import Document


def documents(inputs: Sequence[str]) -> Iterator[Document]:
    """The documents of files, folders, patterns and `-`, in order; an input that is not there is one with a problem."""
    for location in inputs:
        try:
            yield from read_documents(location)
        except NoFilesError as error:
            yield Document(location, None, (Problem(location, str(error).removeprefix(f"{location} ")),))


def as_article(document: Document, now: datetime) -> Article | None:
    """The document as an article that bears the id it was given; None for one that cannot be read."""
    incoming = document.article
    if incoming is None:
        return None
    return Article(
        id=ArticleId(document.id),
        source=incoming.source,
        url=incoming.url,
        title=incoming.title,
        text=incoming.text,
        language=incoming.language,
        outlet=incoming.outlet,
        published=incoming.published,
        fetched=now,
        content_hash="",
    )
