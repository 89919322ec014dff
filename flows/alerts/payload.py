"""An alert as data for other programs. Its shape is published: docs/schemas/alert.json."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flows.domain import Alert, Claim, Finding, KnownClaim, ListedName, Quotation
from flows.domain.text import STEERING

SCHEMA = "sanctions-watch/alert/1"
"""Name and version of the shape; keys are added, never changed."""


LONGEST = 4_000
"""Characters of a text that came in; what is longer is cut without a mark."""
_UNSEEN = re.compile(f"[{STEERING}\\u2028\\u2029]")


def as_json(data: Mapping[str, Any]) -> str:
    r"""The data as JSON, texts up to `LONGEST`; what steers a terminal or hides words is written as `\u202e`."""
    text = json.dumps(_cut(data), ensure_ascii=False, indent=2).encode("utf-8", "replace").decode()
    return _UNSEEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, Mapping):
        return {key: _cut(inner) for key, inner in value.items()}
    return [_cut(inner) for inner in value] if isinstance(value, list) else value


def payload(alert: Alert, subject: str, command: str, *, repeat: bool = False) -> dict[str, Any]:
    """Everything an alert holds, in plain JSON values; times in ISO 8601, UTC; texts as they came in.

    `repeat` when it may have arrived before.
    """
    return {
        "schema": SCHEMA,
        "id": alert.id,
        "story": alert.story,
        "number": alert.number,
        "created": alert.created.isoformat(),
        "before": alert.before.isoformat() if alert.before else None,
        "subject": subject,
        "headline": alert.headline,
        "severity": alert.severity.value,
        "findings": [_finding(finding) for finding in alert.findings],
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "url": article.url,
                "outlet": article.outlet,
                "published": article.published.isoformat() if article.published else None,
            }
            for article in alert.articles
        ],
        "outlets": list(alert.outlets),
        "origins": list(alert.origins),
        "known": [_known(one) for one in alert.known],
        "listed": [_listed(one) for one in alert.listed],
        "notices": list(alert.notices),
        "possible_duplicate": repeat,
        "command": command,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "theme": finding.theme,
        "title": finding.title,
        "action": finding.action.value,
        "new": finding.reason,
        "news": finding.news.value if finding.news else None,
        "severity": finding.severity.value,
        "rating": finding.rating,
        "score": round(finding.score, 4),
        **_claim(finding.claim),
        "quotations": [_quotation(quotation) for quotation in finding.quotations],
        "measures": [
            {
                "id": measure.id,
                "label": measure.label,
                "requires": measure.requires,
                "exemptions": list(measure.exemptions),
                "paragraph_verified": measure.verified,
            }
            for measure in finding.measures
        ],
    }


def _known(one: KnownClaim) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "story": one.story,
        "alert": one.alert,
        "first_told": one.first_told.isoformat(),
        "quotation": _quotation(one.quotation),
    }


def _listed(one: ListedName) -> dict[str, Any]:
    return {
        "entry": one.entry,
        "kind": one.kind.value,
        "name": one.name,
        "spelled": one.spelled,
        "words": one.words,
        "how": one.how.value,
        "article": one.article,
        "field": one.field,
        "start": one.start,
        "end": one.end,
    }


def _claim(claim: Claim) -> dict[str, str]:
    return {
        "status": claim.status.value,
        "source": claim.source.value,
        "speaker": claim.speaker,
        "direction": claim.direction.value,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    evidence = quotation.evidence
    return {
        "text": evidence.text,
        "article": quotation.article,
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "url": quotation.url,
        "outlet": quotation.outlet,
        "published": quotation.published.isoformat() if quotation.published else None,
        "score": round(evidence.score, 4),
        "points": evidence.points,
        "probability": None if evidence.probability is None else round(evidence.probability, 4),
        "rules": list(evidence.rules),
        "terms": [[term, round(weight, 4)] for term, weight in evidence.terms],
        "gloss": [{"start": start, "end": end, "english": english} for start, end, english in evidence.gloss],
        "background": evidence.background,
        **_claim(evidence.claim),
    }
