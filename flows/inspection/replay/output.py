"""The figures of a replay for people and machines."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from flows.domain import Replay
from flows.storage.codec import encode


def summary(report: Replay) -> Iterator[str]:
    """What it all came to, in a few lines."""
    sent, days = len(report.alerts), len(report.days)
    yield (
        f"{report.archive}: {report.documents:,} documents, {report.subjects:,} name the subject, "
        f"{days:,} {'day' if days == 1 else 'days'}, {report.step}"
    )
    yield (
        f"{sent:,} alerts ({sent - report.updates:,} first, {report.updates:,} updates)"
        + (f", {sent / days:.1f} a day" if days else "")
        + (f", {report.flagged / sent:.1f} articles an alert" if sent else "")
    )
    yield f"one alert an article would have been {report.flagged:,}"
    done = actions(report)
    yield f"decisions by story and theme: {', '.join(f'{count:,} {name}' for name, count in done.items()) or 'none'}"


def actions(report: Replay) -> dict[str, int]:
    """How often each thing was decided, for a story and a theme, the commonest first."""
    return dict(Counter(str(one.decision.action) for one in report.decisions).most_common())


def as_json(report: Replay) -> dict[str, Any]:
    """The whole report as a JSON value."""
    sent = len(report.alerts)
    return {
        "archive": report.archive,
        "documents": report.documents,
        "subjects": report.subjects,
        "step": report.step,
        "passes": report.passes,
        "alerts": {
            "all": sent,
            "first": sent - report.updates,
            "updates": report.updates,
            "a_day": round(sent / len(report.days), 3) if report.days else None,
            "articles_an_alert": round(report.flagged / sent, 3) if sent else None,
            "one_an_article": report.flagged,
        },
        "decisions": actions(report),
        "days": [
            {
                "day": one.day.isoformat(),
                "articles": one.articles,
                "flagged": one.flagged,
                "alerts": one.alerts,
                "updates": one.updates,
            }
            for one in report.days
        ],
        "sent": [encode(alert) for alert in report.alerts],
        "decided": [encode(one) for one in report.decisions],
        "problems": [encode(one) for one in report.problems],
    }
