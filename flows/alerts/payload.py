"""An alert as data for other programs."""

from typing import Any

from flows.domain import Alert, Claim, Finding, Quotation

SCHEMA = "sanctions-watch/alert/1"
"""Name and version of the shape; keys are added, never changed."""


def payload(alert: Alert, subject: str) -> dict[str, Any]:
    """Everything an alert holds, in plain JSON values; times in ISO 8601, UTC; texts as they came in."""
    return {
        "schema": SCHEMA,
        "id": alert.id,
        "story": alert.story,
        "number": alert.number,
        "created": alert.created.isoformat(),
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
        "notices": list(alert.notices),
        "command": f"sanctions-watch alerts show {alert.id}",
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "theme": finding.theme,
        "title": finding.title,
        "action": finding.action.value,
        "new": finding.reason,
        "severity": finding.severity.value,
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
        "background": evidence.background,
        **_claim(evidence.claim),
    }
