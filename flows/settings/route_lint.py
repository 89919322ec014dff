"""What cannot be meant in a tree of routes: routes that add nobody, outlets that look misspelt. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from flows.options import RouteOptions, SourceOptions
from rules.yaml_reader import did_you_mean


def useless_routes(routes: Sequence[RouteOptions]) -> list[tuple[int, str]]:
    """Routes that never add anybody, each with its line.

    Such a route stands beside others that tell all of it to the same targets no later, or it says the same as the route
    above it. Of two that are alike the later one is told.
    """
    found = list(_same_as_above(routes))
    everywhere = [one for top in routes for one in top.walk()]
    for siblings, others in _families(routes, everywhere):
        for route in siblings:
            shadows = [_shadow(route, target.name, others) for target in route.targets]
            if not route.routes and shadows and all(shadows):
                names = dict.fromkeys(f"'{one.name}' (line {one.line})" for one in shadows if one)
                verb = "tells" if len(names) == 1 else "tell"
                why = f"{' and '.join(names)} {verb} its targets all of it, no later"
                message = f"route '{route.name}' never adds anybody: {why}; leave it out, or give it other targets"
                found.append((route.line, message))
    return sorted(found)


def _families(
    routes: Sequence[RouteOptions], everywhere: Sequence[RouteOptions]
) -> Iterator[tuple[Sequence[RouteOptions], Sequence[RouteOptions]]]:
    """Routes that stand side by side, with all that can make one of them useless.

    A route below another takes away from it what it asks for: there, only its siblings can take its place.
    """
    yield routes, everywhere
    for route in everywhere:
        if route.routes:
            yield route.routes, route.routes


def _shadow(route: RouteOptions, target: str, others: Iterable[RouteOptions]) -> RouteOptions | None:
    """A route that lets the target hear all that this one does, no later."""
    later = False
    for other in others:
        if other is route:
            later = True
            continue
        alike = route.interest.covers(other.interest) and _timing(other) == _timing(route)
        if (
            not other.routes
            and any(one.name == target for one in other.targets)
            and other.interest.covers(route.interest)
            and _timing(other) in (_timing(route), _AT_ONCE)
            and not (alike and later)
        ):
            return other
    return None


def _same_as_above(routes: Iterable[RouteOptions]) -> Iterator[tuple[int, str]]:
    for route in routes:
        yield from _same_as_above(route.routes)
        only = route.routes[0] if len(route.routes) == 1 else None
        if only is not None and not only.routes:
            names = {one.name for one in only.targets}
            if names == {one.name for one in route.targets} and _timing(only) == _timing(route):
                why = f"'{route.name}' above tells the same targets"
                yield only.line, f"route '{only.name}' changes nothing: {why}; leave it out"


_AT_ONCE = (timedelta(0), None, None)


def _timing(route: RouteOptions) -> tuple[object, object, object]:
    return route.group_wait, route.quiet, route.digest


def doubtful_outlets(routes: Iterable[RouteOptions], sources: Iterable[SourceOptions]) -> list[tuple[int, str]]:
    """Outlets that routes ask for and that look misspelt, each with the line of its route.

    What feeds and files call their outlets themselves is not known here, hence only near ones are told.
    """
    declared = {source.outlet or source.name for source in sources}
    folded = {outlet.casefold() for outlet in declared}
    found: dict[str, tuple[int, str]] = {}
    for top in routes:
        for route in top.walk():
            for outlet in route.interest.outlets:
                hint = did_you_mean(outlet, declared)
                if outlet.casefold() not in folded and hint.startswith("did you mean") and outlet not in found:
                    found[outlet] = route.line, f"route '{route.name}': no source has the outlet '{outlet}'; {hint}"
    return list(found.values())
