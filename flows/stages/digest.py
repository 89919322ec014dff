"""Make the digests that are due: alerts their targets collected, and near misses since the last one."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from flows.alerts.digest import digest
from flows.alerts.quiet_hours import digest_before
from flows.domain import NearMiss, Problem, StageReport, ThemeId
from flows.options import RouteOptions, all_routes
from flows.wiring import Workshop

logger = logging.getLogger(__name__)


def make_digests(shop: Workshop) -> StageReport:
    """Write every digest that is due, once; they are sent with the notices. Never raises: the alerts are out already.

    Counts: `digests` made. One with nothing to tell is not made.
    """
    try:
        return _make(shop)
    except Exception as error:
        logger.exception("a digest cannot be made")
        message = f"waits, through a fault of this program: {error!r:.300}"
        return StageReport(problems=(Problem("digest", message),))


def _make(shop: Workshop) -> StageReport:
    now, made = shop.clock(), 0
    collected = shop.store.collected(now)
    routes = _by_target(shop.settings.routes)
    # What was collected is told also where its route has left watch.yaml since.
    for target in dict.fromkeys((*routes, *collected)):
        alerts = collected.get(target, [])
        since, until = _span(shop, target, routes.get(target, []), now)
        misses = _misses(shop, routes[target], since, until) if target in routes and since < until else []
        since = min((since, *(alert.created for alert in alerts)))
        parts = digest(target, (since, until), alerts, misses, now)
        if parts and shop.store.save_digest(parts, target, [alert.id for alert in alerts], now):
            made += 1
    return StageReport({"digests": made} if made else {})


def _span(shop: Workshop, target: str, routes: Sequence[RouteOptions], now: datetime) -> tuple[datetime, datetime]:
    """From the digest before to the last time for which a digest was promised."""
    times = [route.digest for route in routes if route.digest is not None]
    until = max((digest_before(now, one) for one in times), default=now)
    before = max((digest_before(until - timedelta(microseconds=1), one) for one in times), default=now)
    return shop.store.last_digest(target) or before, until


def _by_target(routes: Sequence[RouteOptions]) -> dict[str, list[RouteOptions]]:
    found: dict[str, list[RouteOptions]] = {}
    for route in all_routes(routes):
        if route.digest is not None:
            for target in route.targets:
                found.setdefault(target.name, []).append(route)
    return found


def _misses(shop: Workshop, routes: Sequence[RouteOptions], since: datetime, until: datetime) -> list[NearMiss]:
    """Near misses on the themes that the routes ask for; the newest of each story and theme."""
    everything = any(not route.interest.themes for route in routes)
    themes: set[ThemeId] = {theme for route in routes for theme in route.interest.themes}
    found = {
        (one.story, one.theme): one for one in shop.store.near_misses(since, until) if everything or one.theme in themes
    }
    return list(found.values())
