"""Who hears an alert, and when. Pure: an alert, the routes and a clock in; the copies with their reasons out.

Each finding goes down the tree by itself: from a route it fits to every refinement it fits, and it is heard where it
fits none further. So a refinement takes only what it asks for, and nothing falls between two routes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.alerts.quiet_hours import digest_after, held_until
from flows.domain import Alert, Article, ArticleId, Finding, PlannedCopy
from flows.options import RouteOptions

Articles = Mapping[ArticleId, Article]
"""Articles of the alert's story by id: they know what language and source they are of."""


@dataclass(frozen=True, slots=True)
class RouteAnswer:
    """What one route makes of an alert."""

    route: RouteOptions
    depth: int
    """0 for a route that stands under no other."""
    heard: tuple[Finding, ...] = ()
    """Findings that are told here."""
    passed_on: tuple[Finding, ...] = ()
    """Findings that fit here, and are told by a route below."""
    misses: tuple[str, ...] = ()
    """Why each of the others does not fit, in words."""
    copies: tuple[PlannedCopy, ...] = ()
    """What the route alone would have sent, one a target."""


def plan(alert: Alert, routes: Iterable[RouteOptions], articles: Articles, now: datetime) -> tuple[PlannedCopy, ...]:
    """The copies of an alert, one a target, in the order of the routes.

    A target that several routes name hears the alert once, for the route that lets it hear soonest.
    """
    chosen: dict[str, PlannedCopy] = {}
    for answer in explain(alert, routes, articles, now):
        for copy in answer.copies:
            present = chosen.get(copy.target)
            if present is None or _when(copy, now) < _when(present, now):
                chosen[copy.target] = copy
    return tuple(chosen.values())


def explain(alert: Alert, routes: Iterable[RouteOptions], articles: Articles, now: datetime) -> tuple[RouteAnswer, ...]:
    """What every route makes of an alert, refinements after the route they refine."""
    return tuple(one for route in routes for one in _ask(route, 0, alert, alert.findings, articles, now))


def _ask(
    route: RouteOptions,
    depth: int,
    alert: Alert,
    findings: tuple[Finding, ...],
    articles: Articles,
    now: datetime,
) -> Iterator[RouteAnswer]:
    missing = [(finding, route.interest.misses(finding, alert, articles)) for finding in findings]
    fitting = tuple(finding for finding, why in missing if not why)
    below = [answer for inner in route.routes for answer in _ask(inner, depth + 1, alert, fitting, articles, now)]
    taken = {finding.theme for answer in below if answer.depth == depth + 1 for finding in _all(answer)}
    heard = tuple(finding for finding in fitting if finding.theme not in taken)
    yield RouteAnswer(
        route=route,
        depth=depth,
        heard=heard,
        passed_on=tuple(finding for finding in fitting if finding.theme in taken),
        misses=tuple(why for _, why in missing if why),
        copies=_copies(route, heard, now),
    )
    yield from below


def _all(answer: RouteAnswer) -> tuple[Finding, ...]:
    return (*answer.heard, *answer.passed_on)


def _copies(route: RouteOptions, heard: tuple[Finding, ...], now: datetime) -> tuple[PlannedCopy, ...]:
    if not heard:
        return ()
    finding = max(heard, key=lambda one: one.severity.rank)
    not_before, why = _held(route, finding, now)
    reason = f"route '{route.name}' asks for {route.interest}: {finding.theme} is {finding.severity}{why}"
    return tuple(
        PlannedCopy(target.name, not_before, digest=route.digest is not None, reason=reason)
        for target in dict.fromkeys(route.targets)
    )


def _held(route: RouteOptions, finding: Finding, now: datetime) -> tuple[datetime | None, str]:
    """Until when the loudest finding of a route is held, with the reason; None for not at all."""
    if route.digest is not None:
        return digest_after(now, route.digest), "; in its next digest"
    waited, why = now + route.group_wait, "; waits for further news of its story" if route.group_wait else ""
    quiet = route.quiet
    if quiet is not None and not (quiet.unless is not None and finding.severity.rank >= quiet.unless.rank):
        end = held_until(now, quiet)
        if end is not None:
            return max(end, waited), "; held over the quiet hours"
        if held_until(waited, quiet) is not None:
            # A short wait that ends in the quiet hours would become a long one.
            return None, ""
    return (waited, why) if waited > now else (None, "")


def _when(copy: PlannedCopy, now: datetime) -> tuple[datetime, bool]:
    """Sorts by time, a message of its own before a digest."""
    return copy.not_before or now, copy.digest
