"""A report for machines, and the words that table and page share."""

from collections.abc import Iterator
from typing import Any

from flows.inspection.backtest.values import Change, Kind, Marks, Report, Side, Verdict

FORMAT = 1
"""Version of the JSON; it grows when a key changes its meaning."""


def as_json(report: Report) -> dict[str, Any]:
    """The report as one JSON object."""
    effort = report.effort
    return {
        "format": FORMAT,
        "old": _side(report.old, report.digests[0]),
        "new": _side(report.new, report.digests[1]),
        "differences": list(report.differences),
        "archives": [
            {"name": one.name, "documents": one.documents, "subjects": one.subjects, "reused": one.reused}
            for one in report.archives
        ],
        "articles": {str(kind): len(report.of(kind)) for kind in Kind},
        "alerts": {
            "old": report.alerts.old,
            "new": report.alerts.new,
            "gained": report.alerts.gained,
            "lost": report.alerts.lost,
        }
        if report.alerts
        else None,
        "changes": [_change(one) for one in report.changes],
        "labels": _labels(report),
        "effort": {
            "seconds": round(effort.seconds, 2),
            "scored": effort.scored,
            "known": effort.known,
            "spared": effort.spared,
            "sentences_asked": effort.asked,
            "sentences_remembered": effort.remembered,
            "processes": effort.processes,
        },
        "problems": [{"where": one.where, "message": one.message} for one in problems(report)],
    }


def _side(side: Side, digest: str) -> dict[str, Any]:
    return {"label": side.label, "digest": digest}


def _change(one: Change) -> dict[str, Any]:
    article = one.article
    return {
        "kind": str(one.kind),
        "theme": one.theme,
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "story": one.story or None,
        "old": _verdict(one.old),
        "new": _verdict(one.new),
        "moved": list(one.moved),
        "sentence": one.quotation.text,
        "spans": [list(span) for span in one.quotation.spans],
        "reasons": list(one.reasons),
    }


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "score": one.score,
        "flagged": one.flagged,
        "near": one.near,
        "severity": one.severity or None,
        "status": one.status or None,
        "source": one.source or None,
        "direction": one.direction or None,
        "rules": list(one.rules),
        "shadow": list(one.shadow),
    }


def _labels(report: Report) -> dict[str, Any] | None:
    judged = report.judged
    if judged is None:
        return None
    return {
        "name": judged.name,
        "articles": judged.articles,
        "absent": list(judged.absent),
        "lost": [{"id": one.article.id, "theme": one.theme} for one in judged.lost],
        "themes": {
            theme: {side: _marks(marks) for side, marks in zip(("old", "new"), pair, strict=True)}
            for theme, pair in judged.marks.items()
        },
    }


def _marks(one: Marks) -> dict[str, Any]:
    return {
        "precision": one.precision, "recall": one.recall, "right": one.right, "wrong": one.wrong, "missed": one.missed,
    }  # fmt: skip


def problems(report: Report) -> list[Any]:
    """All that could not be read or scored."""
    return [*(one for archive in report.archives for one in archive.problems), *report.problems]


def summary(report: Report) -> Iterator[str]:
    """The report in a few lines."""
    yield f"old: {report.old.label}"
    yield f"new: {report.new.label}"
    for one in report.archives:
        yield f"over {one.name}: {one.documents:,} documents, of which {one.subjects:,} name the subject"
    lost, gained, changed = (len(report.of(kind)) for kind in (Kind.LOST, Kind.GAINED, Kind.CHANGED))
    yield f"articles: {lost:,} lost, {gained:,} gained, {changed:,} changed{_others(report)}"
    if report.alerts is not None:
        alerts = report.alerts
        yield f"alerts: {alerts.old:,} → {alerts.new:,}, {alerts.lost:,} lost, {alerts.gained:,} gained (one a story)"
    else:
        yield "alerts: not counted, as too many articles are flagged to group them into stories"


def _others(report: Report) -> str:
    digest = len(report.of(Kind.DIGEST_LOST)), len(report.of(Kind.DIGEST_GAINED))
    words = [
        f"{digest[0]:,} out of the digest" if digest[0] else "",
        f"{digest[1]:,} new in the digest" if digest[1] else "",
        f"{len(report.of(Kind.SHADOW)):,} by rules on trial" if report.of(Kind.SHADOW) else "",
    ]
    return "".join(f", {one}" for one in words if one)


def effort(report: Report) -> str:
    """What was done, and what was known from earlier backtests."""
    done = report.effort
    reused = [f"which documents of {one.name} name the subject" for one in report.archives if one.reused]
    reused += [f"{done.known:,} verdicts"] if done.known else []
    reused += [f"{done.remembered:,} sentences of the classifier"] if done.remembered else []
    words = [f"{done.seconds:.1f} s, {done.processes} process{'es' if done.processes > 1 else ''}"]
    words.append(
        f"{done.scored:,} articles scored" + (f", {done.spared:,} out of reach of the change" * bool(done.spared))
    )
    words.append(f"cached: {', '.join(reused)}" if reused else "nothing was cached yet")
    return "; ".join(words)


def percent(share: float | None) -> str:
    """A share for people."""
    return "–" if share is None else f"{share:.3f}"
