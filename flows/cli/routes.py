"""`sanctions-watch alerts route`: who would hear an alert, and why."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.alerts import words
from flows.alerts.cleaning import one_line
from flows.alerts.routing import RouteAnswer
from flows.cli.moments import a_moment
from flows.cli.shared import config_option, json_option
from flows.domain import ArticleId, PlannedCopy
from flows.inspection.routes import Routing, routings
from flows.settings import Settings, load_settings
from flows.storage.store import Store


@click.command("route")
@config_option
@json_option
@click.option("--at", callback=a_moment, help="As if it were planned then; now, or when a stored alert was made.")
@click.argument("subject", metavar="ALERT|ARTICLE|FILE")
def command(config: Path, as_json: bool, at: datetime | None, subject: str) -> None:
    """Show who would hear an alert, route by route, and why; nothing is sent.

    ALERT is the id of a stored alert, ARTICLE that of a stored article, FILE anything that `score` reads. An article is
    scored anew and looked at as if it began a story.
    """
    show(load_settings(config), subject, at, as_json=as_json)


def show(settings: Settings, subject: str, at: datetime | None = None, *, as_json: bool = False) -> None:
    """Print who would hear an alert, an article or the documents of a file.

    Raises:
        UsageError: nothing is called so, or the file holds no document.
    """
    with Store.open(settings.storage_url) as store:
        found = list(routings(settings, store, subject, at, datetime.now(UTC)))
    if as_json:
        click.echo(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join("\n".join(_lines(one)) for one in found))


def can_show(settings: Settings, subject: str) -> bool:
    """Whether a file, a stored article or a stored alert is called so."""
    if Path(subject).exists():
        return True
    with Store.open(settings.storage_url) as store:
        return store.article(ArticleId(subject)) is not None or bool(store.alerts_that_begin(subject, 1))


def _lines(one: Routing) -> Iterator[str]:
    if one.alert is None:
        yield f"{one.subject}: no alert, so nobody hears of it"
        yield from (f"  {decision.theme}: {decision.action}: {decision.reason}" for decision in one.decisions)
        if not one.decisions:
            yield "  no sentence of it is evidence for any theme"
        return
    themes = ", ".join(f"{finding.theme} {finding.severity}" for finding in one.alert.findings)
    yield f"{one.subject}: {one_line(one.alert.headline)}"
    yield f"  {themes}; planned {words.minute(one.at)}"
    for answer in one.answers:
        yield from _answer(answer)
    yield "who hears it:" if one.copies else "nobody hears it: no route matches"
    for copy in one.copies:
        yield f"  {copy.target}: {_when(copy)} ({copy.reason})"
    if one.silence is not None:
        who, until = one_line(one.silence.author), words.minute(one.silence.expires)
        yield f"but it is silenced by {who} until {until}: {one_line(one.silence.reason)}"


def _answer(answer: RouteAnswer) -> Iterator[str]:
    indent = "  " * (answer.depth + 1)
    heard = ", ".join(finding.theme for finding in answer.heard)
    passed = ", ".join(finding.theme for finding in answer.passed_on)
    verdict = f"matches {heard}" if heard else "" if passed else "does not match"
    below = f"leaves {passed} to routes below" if passed else ""
    verdict = "; ".join(filter(None, (verdict, below)))
    yield f"{indent}{answer.route.name} (line {answer.route.line}): {verdict}"
    yield from (f"{indent}  - {why}" for why in answer.misses)
    yield from (f"{indent}  → {copy.target}, {_when(copy)}" for copy in answer.copies)


def _when(copy: PlannedCopy) -> str:
    if copy.not_before is None:
        return "at once"
    when = words.minute(copy.not_before)
    return f"in the digest of {when}" if copy.digest else f"held until {when}"


def _row(one: Routing) -> dict[str, object]:
    alert = one.alert
    return {
        "subject": one.subject,
        "at": one.at.isoformat(),
        "headline": alert.headline if alert else None,
        "severity": alert.severity if alert else None,
        "decisions": [{"theme": d.theme, "action": d.action, "reason": d.reason} for d in one.decisions],
        "routes": [
            {
                "name": answer.route.name,
                "line": answer.route.line,
                "depth": answer.depth,
                "matches": bool(answer.heard or answer.passed_on),
                "heard": [finding.theme for finding in answer.heard],
                "left_to_routes_below": [finding.theme for finding in answer.passed_on],
                "misses": list(answer.misses),
                "copies": [_copy(copy) for copy in answer.copies],
            }
            for answer in one.answers
        ],
        "hears": [_copy(copy) | {"reason": copy.reason} for copy in one.copies],
        "silenced_by": one.silence.id if one.silence else None,
    }


def _copy(copy: PlannedCopy) -> dict[str, object]:
    until = copy.not_before.isoformat() if copy.not_before else None
    return {"target": copy.target, "not_before": until, "digest": copy.digest}
