"""Tests of flows/alerts/routing.py."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.alerts.routing import explain, plan
from flows.domain import Alert, Interest, Severity, Status, ThemeId
from flows.options import DigestTimes, QuietHours, RouteOptions, TargetOptions, all_routes
from tests.builders import ARMS, LABOUR, NOON, TECHNOLOGY
from tests.flows.alerts.samples import an_alert

DESK = TargetOptions("desk", "console://")
CHAT = TargetOptions("chat", "console://")
MAIL = TargetOptions("mail", "console://")
NIGHT = QuietHours(time(22), time(7))
LATE = datetime(2023, 12, 13, 23, 0, tzinfo=UTC)
MORNING = datetime(2023, 12, 14, 7, 0, tzinfo=UTC)


def asks(*themes: ThemeId, low: Severity = Severity.LOW, high: Severity = Severity.CRITICAL) -> Interest:
    return Interest(themes, low, high)


def heard(routes: Sequence[RouteOptions], now: datetime = NOON) -> dict[str, datetime | None]:
    return {copy.target: copy.not_before for copy in plan(an_alert(), routes, {}, now)}


def test_a_route_without_matchers_hears_everything_and_the_reason_says_so() -> None:
    (copy,) = plan(an_alert(), [RouteOptions("all", (DESK,))], {}, NOON)
    assert (copy.target, copy.not_before, copy.digest) == ("desk", None, False)
    assert copy.reason == "route 'all' asks for low or above: labour_dispatch is high"


def test_a_route_hears_only_its_themes() -> None:
    routes = [RouteOptions("arms", (DESK,), asks(ARMS)), RouteOptions("other", (CHAT,))]
    desk, chat = plan(an_alert(), routes, {}, NOON)
    assert (desk.target, chat.target) == ("desk", "chat")
    assert "arms_transfer is high" in desk.reason


def test_theme_and_severity_must_be_met_by_the_same_finding() -> None:
    # The alert is high for labour, and carries technology at medium: no finding is both.
    assert heard([RouteOptions("loud technology", (DESK,), asks(TECHNOLOGY, low=Severity.HIGH))]) == {}


def test_nobody_hears_what_is_too_quiet() -> None:
    assert heard([RouteOptions("loud", (DESK,), asks(low=Severity.CRITICAL))]) == {}


def test_a_target_of_two_routes_hears_an_alert_once_for_the_first_of_them() -> None:
    routes = [RouteOptions("first", (DESK, CHAT), asks(LABOUR)), RouteOptions("second", (DESK,))]
    assert [(copy.target, copy.reason.split(" asks")[0]) for copy in plan(an_alert(), routes, {}, NOON)] == [
        ("desk", "route 'first'"),
        ("chat", "route 'first'"),
    ]


def test_without_routes_nobody_hears_anything() -> None:
    assert heard([]) == {}


def test_a_refinement_takes_what_it_asks_for_and_the_route_above_hears_the_rest() -> None:
    inner = RouteOptions("labour", (CHAT,), asks(LABOUR))
    outer = RouteOptions("all", (DESK,), routes=(inner,))
    above, below = explain(an_alert(), [outer], {}, NOON)
    assert [finding.theme for finding in above.passed_on] == [LABOUR]
    assert [finding.theme for finding in above.heard] == [ARMS, TECHNOLOGY]
    assert [finding.theme for finding in below.heard] == [LABOUR]
    assert (above.depth, below.depth) == (0, 1)
    assert set(heard([outer])) == {"desk", "chat"}


def test_an_alert_that_a_refinement_takes_whole_is_not_heard_above_it() -> None:
    inner = RouteOptions("all the same", (CHAT,), asks(LABOUR, ARMS, TECHNOLOGY))
    assert set(heard([RouteOptions("all", (DESK,), routes=(inner,))])) == {"chat"}


def test_all_refinements_that_fit_hear_an_alert() -> None:
    inner = (RouteOptions("labour", (CHAT,), asks(LABOUR)), RouteOptions("loud", (MAIL,), asks(low=Severity.HIGH)))
    assert set(heard([RouteOptions("all", (DESK,), routes=inner)])) == {"desk", "chat", "mail"}


def test_what_does_not_fit_above_is_not_asked_below() -> None:
    inner = RouteOptions("everything", (CHAT,))
    outer = RouteOptions("critical", (DESK,), asks(low=Severity.CRITICAL), routes=(inner,))
    assert heard([outer]) == {}
    assert explain(an_alert(), [outer], {}, NOON)[1].misses == ()


def test_quiet_hours_hold_an_alert_to_their_end() -> None:
    route = RouteOptions("all", (DESK,), quiet=NIGHT)
    assert heard([route], LATE) == {"desk": MORNING}
    assert heard([route]) == {"desk": None}
    assert "held over the quiet hours" in plan(an_alert(), [route], {}, LATE)[0].reason


def test_what_is_loud_enough_breaks_through_quiet_hours() -> None:
    route = RouteOptions("all", (DESK,), quiet=replace(NIGHT, unless=Severity.HIGH))
    assert heard([route], LATE) == {"desk": None}
    assert heard([replace(route, interest=asks(TECHNOLOGY))], LATE) == {"desk": MORNING}


def test_a_target_hears_by_the_route_that_tells_it_soonest() -> None:
    routes = [RouteOptions("calm", (DESK,), quiet=NIGHT), RouteOptions("arms", (DESK,), asks(ARMS))]
    assert heard(routes, LATE) == {"desk": None}


def test_a_digest_collects_until_its_time() -> None:
    (copy,) = plan(an_alert(), [RouteOptions("daily", (DESK,), digest=DigestTimes(time(8)))], {}, NOON)
    assert (copy.not_before, copy.digest) == (datetime(2023, 12, 14, 8, tzinfo=UTC), True)


def test_an_alert_waits_for_further_news_but_not_into_the_quiet_hours() -> None:
    route = RouteOptions("all", (DESK,), group_wait=timedelta(minutes=10), quiet=NIGHT)
    assert heard([route]) == {"desk": NOON + timedelta(minutes=10)}
    assert heard([route], datetime(2023, 12, 13, 21, 55, tzinfo=UTC)) == {"desk": None}
    assert heard([route], datetime(2023, 12, 14, 6, 55, tzinfo=UTC)) == {"desk": MORNING + timedelta(minutes=5)}


TARGETS = [DESK, CHAT, MAIL, TargetOptions("phone", "console://")]
INTERESTS = st.builds(
    Interest,
    themes=st.lists(st.sampled_from([LABOUR, ARMS, TECHNOLOGY]), max_size=2, unique=True).map(tuple),
    min_severity=st.sampled_from(Severity),
    statuses=st.lists(st.sampled_from(Status), max_size=2, unique=True).map(tuple),
)
ZONES = st.sampled_from(["UTC", "Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
CLOCK = st.times().map(lambda at: at.replace(second=0, microsecond=0))
QUIET = st.builds(QuietHours, CLOCK, CLOCK, ZONES, st.none() | st.sampled_from(Severity))


def routes_below(inner: st.SearchStrategy[list[RouteOptions]]) -> st.SearchStrategy[list[RouteOptions]]:
    one = st.builds(
        RouteOptions,
        name=st.sampled_from("abc"),
        targets=st.lists(st.sampled_from(TARGETS), min_size=1, max_size=3).map(tuple),
        interest=INTERESTS,
        group_wait=st.sampled_from([timedelta(0), timedelta(minutes=10)]),
        quiet=st.none() | QUIET.filter(lambda quiet: quiet.start != quiet.end),
        digest=st.none() | st.builds(DigestTimes, CLOCK, st.none() | st.integers(0, 6), ZONES),
        routes=inner.map(tuple),
    )
    return st.lists(one, max_size=3)


TREES = st.recursive(st.just(list[RouteOptions]()), routes_below, max_leaves=4)
MOMENTS = st.datetimes(datetime(2023, 1, 1), datetime(2025, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds


@given(TREES, MOMENTS)
def test_under_any_routes_no_target_is_planned_twice_and_none_is_forgotten(
    routes: list[RouteOptions], now: datetime
) -> None:
    alert: Alert = an_alert()
    copies = plan(alert, routes, {}, now)
    names = [copy.target for copy in copies]
    assert len(names) == len(set(names))
    # Every finding that a top route asks for is told to the targets of that route, or of one below it.
    for top in routes:
        for finding in alert.findings:
            if not top.interest.misses(finding, alert, {}):
                assert {target.name for route in all_routes([top]) for target in route.targets}.intersection(names)
    # Held for eight days at most: the longest is the wait for a weekly digest.
    assert all(c.not_before is None or now < c.not_before <= now + timedelta(days=8) for c in copies)
