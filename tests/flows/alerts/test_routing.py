"""Tests of flows/alerts/routing.py."""

from flows.alerts.routing import plan
from flows.domain import Severity
from flows.options import RouteOptions, TargetOptions
from tests.builders import ARMS, LABOUR, TECHNOLOGY
from tests.flows.alerts.samples import an_alert

DESK = TargetOptions("desk", "console://")
CHAT = TargetOptions("chat", "console://")


def test_a_route_without_matchers_hears_everything_and_the_reason_says_so() -> None:
    assert plan(an_alert(), [RouteOptions("all", (DESK,))]) == (
        ("desk", "route 'all' asks for low or above: labour_dispatch is high"),
    )


def test_a_route_hears_only_its_themes() -> None:
    routes = [RouteOptions("arms", (DESK,), themes=(ARMS,)), RouteOptions("other", (CHAT,), themes=())]
    assert [target for target, _ in plan(an_alert(), routes)] == ["desk", "chat"]
    assert "arms_transfer is high" in plan(an_alert(), routes)[0][1]


def test_theme_and_severity_must_be_met_by_the_same_finding() -> None:
    # The alert is high for labour, and carries technology at medium: no finding is both.
    route = RouteOptions("loud technology", (DESK,), themes=(TECHNOLOGY,), min_severity=Severity.HIGH)
    assert plan(an_alert(), [route]) == ()


def test_nobody_hears_what_is_too_quiet() -> None:
    assert plan(an_alert(), [RouteOptions("loud", (DESK,), min_severity=Severity.CRITICAL)]) == ()


def test_a_target_of_two_routes_hears_an_alert_once_for_the_first_of_them() -> None:
    routes = [RouteOptions("first", (DESK, CHAT), themes=(LABOUR,)), RouteOptions("second", (DESK,))]
    assert [(target, reason.split(" asks")[0]) for target, reason in plan(an_alert(), routes)] == [
        ("desk", "route 'first'"),
        ("chat", "route 'first'"),
    ]


def test_without_routes_nobody_hears_anything() -> None:
    assert plan(an_alert(), []) == ()
