"""Silences, acknowledgements and circuit breakers, the same on every database."""

from dataclasses import replace
from datetime import timedelta

from flows.domain import Acknowledgement, DeliveryState, Matcher, Severity, Silence, TargetState, ThemeId
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import MINUTE, alert_once

HOUR = timedelta(hours=1)
MATCHER = Matcher(themes=(ThemeId("arms"),), outlets=("KCNA",), severity_below=Severity.HIGH, text="parade")
SILENCE = Silence("s1", MATCHER, "Kim", "an exercise", NOON, NOON + HOUR)


def test_a_silence_comes_back_as_it_was_and_is_in_force_until_it_expires(store: Store) -> None:
    store.add_silence(SILENCE)
    assert store.silences() == store.silences(active=NOON) == [SILENCE]
    assert store.silences(active=NOON + HOUR) == store.silences(active=NOON - MINUTE) == []
    assert (store.ended_silences(NOON + HOUR), store.ended_silences(NOON)) == ([SILENCE], [])
    store.add_silence(replace(SILENCE, expires=NOON + MINUTE))
    assert [one.expires for one in store.silences()] == [NOON + MINUTE]


def test_only_what_nobody_has_begun_to_send_is_kept_back(store: Store) -> None:
    first, second = alert_once(store, "k1", ("desk", "mail")), alert_once(store, "k2", ("desk", "mail"))
    begun = store.due_deliveries(NOON, "w1", limit=1)[0].delivery
    assert store.silence_alerts([(first.id, "s1"), (second.id, "s1")], NOON) == 3
    assert [copy.state for copy in store.deliveries(begun.alert) if copy.target == begun.target] == [
        DeliveryState.PENDING
    ]
    assert store.silence_alerts([(first.id, "s2")], NOON) == 0
    assert {alert.id for alert in store.hidden_by("s1")} == {first.id, second.id}
    assert store.count_hidden() == {"s1": 2}


def test_alerts_that_nobody_heard_come_page_by_page(store: Store) -> None:
    made = {alert_once(store, f"k{number}").id for number in range(3)}
    assert {alert.id for page in store.unheard_alerts() for alert in page} == made
    for due in store.due_deliveries(NOON, "w1"):
        store.delivery_sent(due.delivery, NOON)
    assert list(store.unheard_alerts()) == []


def test_what_was_silenced_and_is_sent_after_all_is_not_silenced_again(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    store.silence_alerts([(alert.id, "s1")], NOON)
    assert store.due_deliveries(NOON + HOUR, "w1") == []
    assert store.requeue(alert.id, "desk", NOON)
    assert store.silence_alerts([(alert.id, "s1")], NOON) == 0
    assert [due.delivery.target for due in store.due_deliveries(NOON, "w1")] == ["desk"]


def test_what_somebody_asked_for_no_silence_keeps_back_nor_counts(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    store.delivery_sent(store.due_deliveries(NOON, "w1")[0].delivery, NOON)
    assert store.requeue(alert.id, "desk", NOON)
    store.add_copy(alert.id, "chat", NOON)
    assert store.silence_alerts([(alert.id, "s1")], NOON) == 0
    assert store.count_hidden() == {}
    assert {due.delivery.target for due in store.due_deliveries(NOON, "w1")} == {"chat", "desk"}


def test_the_last_word_about_an_alert_counts(store: Store) -> None:
    alert = alert_once(store)
    store.acknowledge(Acknowledgement(alert.id, "Kim", "", NOON))
    last = Acknowledgement(alert.id, "Lee", "asked the embassy", NOON + HOUR)
    store.acknowledge(last)
    assert store.acknowledgements([alert.id]) == {alert.id: last}
    assert store.acknowledgements([]) == {}


def test_a_target_that_rests_gets_nothing_and_is_then_tried_by_one_worker_alone(store: Store) -> None:
    for key in range(3):
        alert_once(store, f"k{key}", ("chat", "desk"))
    rests = TargetState("chat", 5, NOON + HOUR)
    assert store.target_state("chat") == TargetState("chat")
    assert store.note_attempt("chat", lambda _: rests) == store.target_state("chat") == rests
    assert store.resting_targets(NOON) == [rests]
    assert store.due_deliveries(NOON, "w1", target="chat") == []
    assert len(store.due_deliveries(NOON, "w1", target="desk")) == 3
    assert len(store.due_deliveries(NOON + HOUR, "w1", limit=1, target="chat")) == 1
    assert store.due_deliveries(NOON + HOUR, "w2", limit=1, target="chat") == []
    store.note_attempt("chat", lambda state: TargetState(state.target))
    assert len(store.due_deliveries(NOON + HOUR, "w2", target="chat")) == 2
    assert store.waiting_at(["chat", "nobody"]) == {"chat": 3}


def test_what_was_begun_and_not_finished_is_uncertain_for_good(store: Store) -> None:
    alert = alert_once(store, targets=("a", "b", "c"))
    for due in store.due_deliveries(NOON, "w1", lease=MINUTE, limit=2):
        assert not due.delivery.uncertain
    store.delivery_failed(store.deliveries(alert.id)[0], "w1", NOON, "refused", NOON)
    found = {due.delivery.target: due.delivery for due in store.due_deliveries(NOON + MINUTE, "w2")}
    assert {target: copy.uncertain for target, copy in found.items()} == {"a": False, "b": True, "c": False}
    store.delivery_failed(found["b"], "w2", NOON, "refused", None)
    store.requeue(alert.id, "b", NOON)
    assert [copy.uncertain for copy in store.deliveries(alert.id)] == [False, True, False]


def test_a_dead_letter_is_told_once_and_again_when_it_dies_again(store: Store) -> None:
    alert = alert_once(store, targets=("desk",))
    copy = store.due_deliveries(NOON, "w1")[0].delivery
    store.delivery_failed(copy, "w1", NOON, "refused", None)
    dead = store.dead_letters()
    assert [(one.alert, one.last_error) for one in dead] == [(alert.id, "refused")]
    store.save_outbox_notices([], dead, [], NOON)
    assert store.dead_letters() == []
    store.requeue(alert.id, "desk", NOON)
    store.delivery_failed(store.due_deliveries(NOON, "w1")[0].delivery, "w1", NOON, "refused again", None)
    assert [one.last_error for one in store.dead_letters()] == ["refused again"]
