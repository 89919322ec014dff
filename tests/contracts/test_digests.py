"""Held, collected and joined copies are kept the same way on every database."""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.domain import (
    Action,
    AlertId,
    Decision,
    DeliveryState,
    Notice,
    NoticeKind,
    PlannedCopy,
    Severity,
    StoryId,
)
from flows.storage.store import Store
from tests.builders import ARMS, LABOUR, NOON
from tests.flows.storage.values import MINUTE, a_decision, an_incoming, assess_all

STORY = StoryId("s1")
HOUR = timedelta(hours=1)


def alerted(store: Store, key: str, *copies: PlannedCopy, now: datetime = NOON) -> AlertId:
    """One more article of the story, alerted to whom it is planned for."""
    store.add_articles([an_incoming(key, title=key)], now)
    assess_all(store, STORY, now)
    decided = replace(a_decision(store.undecided_stories()[0], (), now), copies=copies)
    assert store.save_decisions([decided], "run", now) == [STORY]
    assert decided.alert is not None
    return decided.alert.id


def states(store: Store) -> dict[str, DeliveryState]:
    return {copy.alert: copy.state for copy in store.deliveries()}


def a_digest(ident: str = "digest-1", created: datetime = NOON) -> Notice:
    return Notice(ident, NoticeKind.DIGEST, created, "digest: 1 alert", ("a line",), Severity.HIGH)


def test_a_held_copy_is_due_when_its_time_comes(store: Store) -> None:
    alerted(store, "k1", PlannedCopy("desk", NOON + HOUR), PlannedCopy("mail"))
    assert [due.delivery.target for due in store.due_deliveries(NOON, "w")] == ["mail"]
    assert [due.delivery.target for due in store.due_deliveries(NOON + HOUR, "w2")] == ["desk", "mail"]


def test_of_two_plans_for_a_target_the_first_counts(store: Store) -> None:
    alerted(store, "k1", PlannedCopy("desk"), PlannedCopy("desk", NOON + HOUR))
    assert len(store.due_deliveries(NOON, "w")) == 1
    assert len(store.deliveries()) == 1


def test_what_waits_is_told_with_the_next_alert_of_its_story_in_one_message(store: Store) -> None:
    first = alerted(store, "k1", PlannedCopy("desk", NOON + HOUR))
    second = alerted(store, "k2", PlannedCopy("desk", NOON + 2 * HOUR), now=NOON + MINUTE)
    third = alerted(store, "k3", PlannedCopy("desk", NOON + 2 * HOUR), now=NOON + 2 * MINUTE)
    joined, pending = DeliveryState.JOINED, DeliveryState.PENDING
    assert states(store) == {first: joined, second: joined, third: pending}
    # The first of them was promised in an hour.
    (due,) = store.due_deliveries(NOON + HOUR, "w")
    assert due.delivery.alert == third
    assert due.alert.findings[0].reason.count("then") == 2
    store.delivery_sent(due.delivery, NOON + HOUR)
    # What comes now is a message of its own.
    fourth = alerted(store, "k4", PlannedCopy("desk"), now=NOON + HOUR)
    (alone,) = store.due_deliveries(NOON + HOUR, "w")
    assert (alone.delivery.alert, "then" in alone.alert.findings[0].reason) == (fourth, False)


def test_a_loud_update_takes_what_is_held_along_at_once(store: Store) -> None:
    alerted(store, "k1", PlannedCopy("desk", NOON + HOUR))
    second = alerted(store, "k2", PlannedCopy("desk"), now=NOON + MINUTE)
    (due,) = store.due_deliveries(NOON + MINUTE, "w")
    assert (due.delivery.alert, due.alert.findings[0].action) == (second, Action.ALERT)


def test_what_is_on_its_way_already_is_not_joined(store: Store) -> None:
    first = alerted(store, "k1", PlannedCopy("desk", NOON + MINUTE))
    (claimed,) = store.due_deliveries(NOON + MINUTE, "w")
    alerted(store, "k2", PlannedCopy("desk", NOON + HOUR), now=NOON + MINUTE)
    assert states(store)[first] is DeliveryState.PENDING
    store.delivery_failed(claimed.delivery, "w", NOON + MINUTE, "no answer", NOON + HOUR)
    alerts = [due.delivery.alert for due in store.due_deliveries(NOON + HOUR, "w", limit=5)]
    assert len(alerts) == 2


def test_what_is_held_for_another_target_is_not_joined(store: Store) -> None:
    first = alerted(store, "k1", PlannedCopy("mail", NOON + HOUR))
    alerted(store, "k2", PlannedCopy("desk"), now=NOON + MINUTE)
    assert states(store)[first] is DeliveryState.PENDING


def test_collected_copies_wait_for_the_digest_and_are_told_in_it_once(store: Store) -> None:
    first = alerted(store, "k1", PlannedCopy("desk", NOON + HOUR, digest=True))
    assert store.due_deliveries(NOON + HOUR, "w") == []
    assert store.collected(NOON) == {}
    assert [alert.id for alert in store.collected(NOON + HOUR)["desk"]] == [first]
    assert store.save_digest([a_digest()], "desk", [first], NOON + HOUR)
    assert states(store) == {first: DeliveryState.DIGESTED}
    assert not store.save_digest([a_digest("digest-2")], "desk", [first], NOON + HOUR)
    (copy,) = store.due_notices(NOON + HOUR)
    assert (copy.target, copy.notice) == ("desk", a_digest())
    assert (store.last_digest("desk"), store.last_digest("mail")) == (NOON, None)
    assert store.collected(NOON + HOUR) == {}


def test_a_digest_of_near_misses_alone_is_written_once(store: Store) -> None:
    assert store.save_digest([a_digest()], "desk", [], NOON)
    assert not store.save_digest([a_digest()], "desk", [], NOON)


def test_a_digest_may_come_in_parts(store: Store) -> None:
    assert store.save_digest([a_digest("a"), a_digest("b")], "desk", [], NOON)
    assert [copy.notice.id for copy in store.due_notices(NOON)] == ["a", "b"]


def test_near_misses_are_found_by_when_they_were_decided(store: Store) -> None:
    store.add_articles([an_incoming("k1", title="Loggers in Amur")], NOON)
    (article,) = assess_all(store, STORY)
    pending = store.undecided_stories()[0]
    near = Decision(STORY, ARMS, Action.DIGEST, "a near miss: score 0.45")
    dropped = Decision(STORY, LABOUR, Action.DROP, "score 0.1 is below the threshold")
    decided = replace(a_decision(pending), decisions=(near, dropped), alert=None, copies=(), told=())
    store.save_decisions([replace(decided, waiting=(article.id,))], "run", NOON)
    (miss,) = store.near_misses(NOON - MINUTE, NOON)
    assert (miss.theme, miss.reason, miss.decided) == (ARMS, "a near miss: score 0.45", NOON)
    assert (miss.article, miss.title, miss.outlet) == (article.id, "Loggers in Amur", "Example Wire")
    assert store.near_misses(NOON, NOON + HOUR) == []
