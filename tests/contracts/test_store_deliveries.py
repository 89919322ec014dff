"""The outbox, the same on every database: a copy is claimed by one worker and sent once."""

import threading
from datetime import timedelta

from flows.domain import (
    Delivery,
    DeliveryState,
)
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import (
    MINUTE,
    alert_once,
)

HOUR = timedelta(hours=1)


def test_a_claimed_copy_is_nobody_elses_until_the_lease_ends(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    first = store.due_deliveries(NOON, "w1", lease=5 * MINUTE)
    assert [(d.delivery.target, d.delivery.attempts, d.alert) for d in first] == [("desk", 1, alert)]
    assert store.due_deliveries(NOON + 4 * MINUTE, "w2") == []
    later = store.due_deliveries(NOON + 5 * MINUTE, "w2")
    assert [d.delivery.attempts for d in later] == [2]
    store.delivery_failed(first[0].delivery, "w1", NOON, "too late", None)
    assert [d.state for d in store.deliveries()] == [DeliveryState.PENDING]


def test_two_workers_at_once_never_get_the_same_copy(store: Store) -> None:
    alert_once(store, targets=tuple(f"t{i:02}" for i in range(40)))
    claimed: dict[str, list[str]] = {}

    def work(name: str) -> None:
        mine: list[str] = []
        while due := store.due_deliveries(NOON, name, limit=3):
            mine += [d.delivery.target for d in due]
        claimed[name] = mine

    threads = [threading.Thread(target=work, args=(f"w{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = [target for mine in claimed.values() for target in mine]
    assert sorted(together) == [f"t{i:02}" for i in range(40)]


def test_a_sent_copy_is_never_due_again(store: Store) -> None:
    alert_once(store, targets=("desk",))
    due = store.due_deliveries(NOON, "w1")[0]
    store.delivery_sent(due.delivery, NOON)
    assert store.due_deliveries(NOON + 9 * HOUR, "w2") == []
    assert [(d.state, d.attempts, d.updated) for d in store.deliveries()] == [(DeliveryState.SENT, 1, NOON)]


def test_a_failed_copy_comes_back_at_its_time_and_a_dead_one_only_when_asked(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    due = store.due_deliveries(NOON, "w1")[0]
    store.delivery_failed(due.delivery, "w1", NOON, "refused", NOON + HOUR)
    assert store.due_deliveries(NOON + 59 * MINUTE, "w1") == []
    again = store.due_deliveries(NOON + HOUR, "w1")[0]
    assert (again.delivery.attempts, again.delivery.last_error) == (2, "refused")
    store.delivery_failed(again.delivery, "w1", NOON + HOUR, "gone", None)
    assert store.due_deliveries(NOON + 99 * HOUR, "w1") == []
    assert [d.last_error for d in store.deliveries(states=[DeliveryState.DEAD])] == ["gone"]
    assert store.requeue(alert.id, "desk", NOON + 2 * HOUR)
    assert not store.requeue(alert.id, "nobody", NOON)
    assert [d.delivery.attempts for d in store.due_deliveries(NOON + 2 * HOUR, "w1")] == [1]


def test_released_copies_are_due_at_once(store: Store) -> None:
    alert_once(store, targets=("a", "b"))
    first, _ = store.due_deliveries(NOON, "w1")
    store.delivery_sent(first.delivery, NOON)
    store.release("w1")
    assert [d.delivery.target for d in store.due_deliveries(NOON, "w2")] == ["b"]


def test_sending_something_unknown_changes_nothing(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    store.delivery_sent(Delivery(alert.id, "nobody", DeliveryState.PENDING), NOON)
    assert [(d.target, d.state) for d in store.deliveries()] == [("desk", DeliveryState.PENDING)]
