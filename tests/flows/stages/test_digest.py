"""Digests are made when their time has come, and nothing is told twice or lost."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.domain import Action, Decision, DeliveryState, StageReport
from flows.options import DigestTimes, QuietHours, RouteOptions, TargetOptions
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.stages.digest import make_digests
from flows.stages.operations import watch_over
from flows.storage.store import Store
from flows.wiring import Workshop
from tests.builders import ARMS, LABOUR, NOON
from tests.flows.stages.shops import Carrying
from tests.flows.storage.values import a_decision, an_incoming

EIGHT = DigestTimes(time(8))
MORNING = NOON.replace(hour=8) + timedelta(days=1)
DESK = TargetOptions("desk", "console://")


def routed(shop: Workshop, *routes: RouteOptions) -> Workshop:
    shop.settings = replace(shop.settings, routes=routes, operations=replace(shop.settings.operations, heartbeat=None))
    return shop


def at(shop: Workshop, now: datetime) -> None:
    shop.clock = lambda: now


def alerted(shop: Workshop, text: str) -> None:
    shop.store.add_articles([an_incoming(text[:30], title=text[:30], text=text, published=shop.clock())], shop.clock())
    assess_batch(shop)
    decide_stories(shop)


def near_miss(shop: Workshop, key: str, now: datetime) -> None:
    """A story of which nothing but a near miss on arms is known."""
    shop.store.add_articles([an_incoming(key, title=key, text=f"rifles {key}")], now)
    assess_batch(shop)
    for pending in shop.store.undecided_stories():
        near = Decision(pending.story, ARMS, Action.DIGEST, "a near miss: score 0.45")
        waiting = tuple(member.id for member in pending.members)
        decided = replace(a_decision(pending), decisions=(near,), alert=None, copies=(), told=(), waiting=waiting)
        shop.store.save_decisions([decided], "run", now)


@pytest.fixture
def daily(shop: Workshop) -> Workshop:
    return routed(shop, RouteOptions("daily", (DESK,), digest=EIGHT))


def test_alerts_of_a_day_are_told_in_one_message_at_the_time_of_the_digest(daily: Workshop) -> None:
    alerted(daily, "North Korea sent 300 workers to a sawmill near Khabarovsk, the spy agency said.")
    alerted(daily, "A freighter with rifles from Wonsan was stopped off Port Said.")
    assert make_digests(daily).counts == {}
    at(daily, MORNING)
    report = watch_over(daily, StageReport())
    assert (report.counts["digests"], report.counts["notices_sent"]) == (1, 1)
    (notice,) = [copy.notice for copy in daily.store.notice_copies()]
    assert notice.subject.startswith("digest: 2 alerts since ")
    assert {copy.state for copy in daily.store.deliveries()} == {DeliveryState.DIGESTED}
    assert "digests" not in watch_over(daily, StageReport()).counts


def test_a_digest_that_cannot_be_sent_is_tried_again_and_made_once(daily: Workshop) -> None:
    alerted(daily, "North Korea sent 300 workers to a sawmill near Khabarovsk, the spy agency said.")
    at(daily, MORNING)
    assert isinstance(daily.courier, Carrying)
    daily.courier.reason = "no answer"
    assert watch_over(daily, StageReport()).counts["notices_failed"] == 1
    daily.courier.reason = ""
    at(daily, MORNING + timedelta(hours=1))
    assert watch_over(daily, StageReport()).counts["notices_sent"] >= 1
    sent = [subject for target, subject in daily.courier.notices if subject.startswith("digest")]
    assert len(sent) == 2  # the attempt that failed and the one that did not


def test_near_misses_are_told_once_and_those_of_other_themes_not(shop: Workshop) -> None:
    arms = RouteOptions("arms", (DESK,), replace(RouteOptions("x", ()).interest, themes=(ARMS,)), digest=EIGHT)
    routed(shop, arms)
    near_miss(shop, "before eight", MORNING - timedelta(hours=2))
    near_miss(shop, "after eight", MORNING + timedelta(seconds=30))
    at(shop, MORNING + timedelta(minutes=1))
    assert make_digests(shop).counts == {"digests": 1}
    at(shop, MORNING + timedelta(days=1))
    assert make_digests(shop).counts == {"digests": 1}
    first, second = (copy.notice for copy in shop.store.notice_copies())
    assert ["before eight" in line for line in first.lines] == [False, True]
    assert ["after eight" in line for line in second.lines] == [False, True]
    routed(shop, replace(arms, name="labour", interest=replace(arms.interest, themes=(LABOUR,))))
    near_miss(shop, "a third", MORNING + timedelta(days=1, hours=1))
    at(shop, MORNING + timedelta(days=2))
    assert make_digests(shop).counts == {}


def test_a_day_with_nothing_to_tell_has_no_digest(daily: Workshop) -> None:
    at(daily, MORNING)
    assert make_digests(daily).counts == {}
    assert daily.store.notice_copies() == []


def test_what_was_collected_is_told_though_its_route_is_gone(daily: Workshop) -> None:
    alerted(daily, "North Korea sent 300 workers to a sawmill near Khabarovsk, the spy agency said.")
    routed(daily)
    at(daily, MORNING)
    assert make_digests(daily).counts == {"digests": 1}


def test_a_fault_is_told_and_raises_nothing(daily: Workshop) -> None:
    alerted(daily, "North Korea sent 300 workers to a sawmill near Khabarovsk, the spy agency said.")
    at(daily, MORNING)
    daily.store.close()
    with Store.open("sqlite://") as empty:
        daily.store = empty
        daily.settings = replace(
            daily.settings, routes=(RouteOptions("bad", (DESK,), digest=replace(EIGHT, timezone="?")),)
        )
        (problem,) = make_digests(daily).problems
    assert "through a fault of this program" in problem.message


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(0, 72 * 60), min_size=1, max_size=6),
    st.sampled_from(
        [
            {"quiet": QuietHours(time(22), time(7), "Asia/Seoul")},
            {"quiet": QuietHours(time(1), time(3), "Europe/Berlin"), "group_wait": timedelta(minutes=30)},
            {"digest": DigestTimes(time(2, 30), None, "Europe/Berlin")},
            {"group_wait": timedelta(hours=1)},
        ]
    ),
)
def test_whatever_is_held_over_a_change_of_clocks_arrives_once(
    shop: Workshop, minutes: list[int], options: dict[str, object]
) -> None:
    """Alerts at any minute around the night in which Berlin's clocks go back; a pass every hour."""
    start = datetime.fromisoformat("2024-10-26T00:00+00:00")
    routed(shop, RouteOptions("all", (DESK,), **options))  # type: ignore[arg-type]  # chosen above
    told: list[str] = []
    due = sorted(set(minutes))
    with Store.open("sqlite://") as store:
        shop.store = store
        for hours in range(4 * 24 + 6):
            now = start + timedelta(hours=hours)
            while due and start + timedelta(minutes=due[0]) <= now:
                at(shop, start + timedelta(minutes=due[0]))
                number = due.pop(0)
                alerted(shop, f"Rifles number {number} left Port {chr(65 + number % 26)}{number} with {number} rifles.")
            at(shop, now)
            make_digests(shop)
            for one in store.due_deliveries(now, "w", limit=100):
                store.delivery_sent(one.delivery, now)
                told.append(one.delivery.alert)
        ends = {copy.state for copy in store.deliveries()}
        assert ends <= {DeliveryState.SENT, DeliveryState.DIGESTED, DeliveryState.JOINED}
        assert len(told) == len(set(told))
        digests = "\n".join(line for copy in store.notice_copies() for line in copy.notice.lines)
        for copy in store.deliveries():
            assert (copy.state is DeliveryState.DIGESTED) == (f"[alert {copy.alert}]" in digests)
            assert digests.count(f"[alert {copy.alert}]") <= 1
