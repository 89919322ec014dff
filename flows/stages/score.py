"""Scoring alone: documents in, one JSON value a document out, in input order; no storage, no alerts."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from flows.domain import Assessment, Evidence
from flows.sources.documents import as_article, documents
from flows.sources.jsonl import Document
from flows.wiring import Bench

BATCH = 500
"""Documents whose sentences go through the classifier at once."""

DIGITS = 6
"""Decimal places of a score: enough to keep the order, few enough to read."""


def score(bench: Bench, inputs: Sequence[str]) -> Iterator[dict[str, Any]]:
    """One value a document: `id`, `lang` and every theme, or `id` and `error`."""
    now = datetime.now(UTC)
    stream = documents(inputs)
    while batch := list(islice(stream, BATCH)):
        articles = [as_article(document, now) for document in batch]
        assessed = iter(bench.assessor.assess([article for article in articles if article is not None]))
        for document, article in zip(batch, articles, strict=True):
            if article is None:
                yield failure(document)
            else:
                yield {
                    "id": article.id,
                    "lang": article.language,
                    "themes": {one.theme: _theme(one) for one in next(assessed)},
                }


def failure(document: Document) -> dict[str, Any]:
    """What stands in the place of a document that cannot be read."""
    return {"id": document.id, "error": "; ".join(f"{p.where}: {p.message}" for p in document.problems)}


def _theme(one: Assessment) -> dict[str, Any]:
    claim = one.claim
    return {
        "score": round(one.score, DIGITS),
        "flagged": one.flagged,
        "severity": str(one.severity) if claim else None,
        "status": str(claim.status) if claim else None,
        "source": str(claim.source) if claim else None,
        "direction": str(claim.direction) if claim else None,
        "evidence": [_evidence(evidence) for evidence in one.evidence],
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    shadow = {"shadow": True} if one.background else {}
    return {
        "start": one.start,
        "end": one.end,
        "field": one.field,
        "text": one.text,
        "score": round(one.score, DIGITS),
        "rules": list(one.rules),
        "status": str(one.claim.status),
        "source": str(one.claim.source),
        "speaker": one.claim.speaker,
        "direction": str(one.claim.direction),
        **shadow,
    }
