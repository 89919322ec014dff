"""Who hears an alert. Pure: an alert and the routes in, the targets with the reason out."""

from collections.abc import Iterable

from flows.domain import Alert, Finding
from flows.options import RouteOptions


def plan(alert: Alert, routes: Iterable[RouteOptions]) -> tuple[tuple[str, str], ...]:
    """The targets of an alert, each once, in the order of the routes, with the reason in words.

    A route matches when one finding has both a theme the route asks for and at least its severity. An address that
    several routes name hears the alert once, for the first of them.
    """
    chosen: dict[str, str] = {}
    for route in routes:
        finding = _matching(alert, route)
        if finding is None:
            continue
        asked = f"asks for {route.min_severity} or above" + (f" on {', '.join(route.themes)}" if route.themes else "")
        reason = f"route '{route.name}' {asked}: {finding.theme} is {finding.severity}"
        for target in route.targets:
            chosen.setdefault(target.name, reason)
    return tuple(chosen.items())


def _matching(alert: Alert, route: RouteOptions) -> Finding | None:
    """The loudest finding the route asks for."""
    fitting = [
        finding
        for finding in alert.findings
        if finding.severity.rank >= route.min_severity.rank and (not route.themes or finding.theme in route.themes)
    ]
    return max(fitting, key=lambda finding: finding.severity.rank, default=None)
