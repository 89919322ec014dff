"""Who would hear an alert, and why: stored alerts, stored articles and files, taken through the present routes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.alerts.routing import RouteAnswer, explain, plan
from flows.alerts.silences import hiding
from flows.domain import Alert, Article, ArticleId, Decision, PlannedCopy, Silence, StoryId, StoryView
from flows.errors import UsageError
from flows.inspection.records import find_alert
from flows.options import RouteOptions
from flows.scoring.compose import compose
from flows.scoring.decide import decide
from flows.settings import Settings
from flows.sources.documents import as_article, documents
from flows.storage.store import Store
from flows.stories.novelty import novelties
from flows.stories.origins import origins
from flows.wiring import Bench, open_bench


@dataclass(frozen=True, slots=True)
class Routing:
    """What the routes make of one alert."""

    subject: str
    """The alert, article or file that was asked about."""
    at: datetime
    """When it would be planned."""
    alert: Alert | None
    """None where the article is worth none: the decisions say why."""
    decisions: tuple[Decision, ...] = ()
    answers: tuple[RouteAnswer, ...] = ()
    copies: tuple[PlannedCopy, ...] = ()
    """Who hears it in the end, each once."""
    silence: Silence | None = None
    """The silence that would keep it back."""


def routings(settings: Settings, store: Store, ident: str, at: datetime | None, now: datetime) -> Iterator[Routing]:
    """The routing of a stored alert, of a stored article, or of every document of a file.

    An article is looked at as if it began a story; nothing is stored and nothing is sent.

    Args:
        settings: the watch with its routes.
        store: where alerts and articles stand.
        ident: id of an alert (or its beginning), id of an article, or a path.
        at: when the alert would be planned; for a stored alert the time it was made, else `now`, when left out.
        now: the clock.

    Raises:
        UsageError: nothing is called so, or the file holds no document.
    """
    silences = store.silences(active=at or now)
    if Path(ident).exists():
        yield from _of_articles(settings, _read(ident, now), at or now, silences)
        return
    article = store.article(ArticleId(ident))
    if article is not None:
        yield from _of_articles(settings, [(f"article {article.id}", article)], at or now, silences)
        return
    try:
        alert = find_alert(store, ident)
    except UsageError as error:
        raise UsageError(f"'{ident}' is no file and no article; {error}") from None
    members = {member.id: member for member in store.members_of(alert.story)}
    yield _routed(f"alert {alert.id}", alert, settings.routes, members.values(), at or alert.created, silences)


def _read(path: str, now: datetime) -> Iterator[tuple[str, Article]]:
    found = False
    for document in documents([path]):
        article = as_article(document, now)
        if article is None:
            reasons = "; ".join(f"{problem.where}: {problem.message}" for problem in document.problems)
            raise UsageError(f"{path} cannot be read: {reasons}")
        found = True
        yield f"document {article.id}", article
    if not found:
        raise UsageError(f"{path} holds no document")


def _of_articles(
    settings: Settings, named: Iterable[tuple[str, Article]], at: datetime, silences: Sequence[Silence]
) -> Iterator[Routing]:
    bench = open_bench(settings.scoring)
    settings.check_themes(bench.themes)
    for name, article in named:
        alert, decisions = _alert(bench, article, at)
        if alert is None:
            yield Routing(name, at, None, decisions)
        else:
            yield _routed(name, alert, settings.routes, [article], at, silences, decisions)


def _alert(bench: Bench, article: Article, at: datetime) -> tuple[Alert | None, tuple[Decision, ...]]:
    """What would be said of an article that stands alone, whatever its age."""
    assessments = tuple(one for one in bench.assessor.assess([article])[0] if one.evidence)
    view = StoryView(StoryId(article.id), (article,), assessments, frozenset({article.id}))
    news = novelties(view)
    decisions = decide(view, news, bench.blend)
    told = origins(view.members, view.assessments)
    return compose(view, decisions, news, bench.reference, origins=told, now=at), decisions


def _routed(
    subject: str,
    alert: Alert,
    routes: Sequence[RouteOptions],
    articles: Iterable[Article],
    at: datetime,
    silences: Sequence[Silence],
    decisions: tuple[Decision, ...] = (),
) -> Routing:
    known = {article.id: article for article in articles}
    return Routing(
        subject=subject,
        at=at,
        alert=alert,
        decisions=decisions,
        answers=explain(alert, routes, known, at),
        copies=plan(alert, routes, known, at),
        silence=hiding(alert, silences),
    )
