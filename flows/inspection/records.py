"""Alerts and their evidence as rows for people and machines."""

from dataclasses import dataclass

from flows.domain import Acknowledgement, Alert, AlertId, Article, Assessment, Delivery
from flows.errors import UsageError
from flows.storage.records import PastDecision
from flows.storage.store import Store

NAMED = 5
"""Alerts that are named where the beginning of an id fits several."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that is known about one alert."""

    alert: Alert
    articles: tuple[tuple[Article, tuple[Assessment, ...]], ...]
    """Members of its story with what each says, the earliest first."""
    decisions: tuple[PastDecision, ...]
    """All that was decided about the story, this alert and others."""
    deliveries: tuple[Delivery, ...]


def alert_rows(store: Store, limit: int) -> list[dict[str, object]]:
    """The latest alerts, the newest first."""
    latest = store.alerts(limit)
    seen = store.acknowledgements(alert.id for alert in latest)
    return [
        {
            "id": alert.id,
            "created": alert.created.isoformat(timespec="seconds"),
            "severity": str(alert.severity),
            "themes": [finding.title for finding in alert.findings],
            "articles": len(alert.articles),
            "headline": alert.headline,
            "deliveries": [f"{copy.target}: {copy.state}" for copy in store.deliveries(alert.id)],
            "seen_by": _seen_by(seen.get(alert.id)),
        }
        for alert in latest
    ]


def _seen_by(acknowledgement: Acknowledgement | None) -> str:
    """Who looks after an alert, and what he said; empty where nobody does."""
    if acknowledgement is None:
        return ""
    return ": ".join(part for part in (acknowledgement.author or "yes", acknowledgement.note) if part)


def find_alert(store: Store, ident: str) -> Alert:
    """The alert of an id, or of the beginning of one.

    Raises:
        UsageError: there is none, or more than one begins like that.
    """
    exact = store.alert(AlertId(ident))
    if exact is not None:
        return exact
    found = store.alerts_that_begin(ident, NAMED + 1)
    alert = store.alert(found[0]) if len(found) == 1 else None
    if alert is not None:
        return alert
    if found:
        more = ", ..." if len(found) > NAMED else ""
        raise UsageError(f"several alerts begin with '{ident}': {', '.join(found[:NAMED])}{more}; write more of the id")
    raise UsageError(f"there is no alert '{ident}'; 'sanctions-watch alerts list' shows them")


def dossier(store: Store, ident: str) -> Dossier:
    """Collect the evidence of an alert.

    Raises:
        UsageError: there is no such alert.
    """
    alert = find_alert(store, ident)
    members = [(article, store.assessments_of(article.id)) for article in store.members_of(alert.story)]
    return Dossier(
        alert=alert,
        articles=tuple(members),
        decisions=tuple(store.decisions_of(alert.story)),
        deliveries=tuple(store.deliveries(alert.id)),
    )
