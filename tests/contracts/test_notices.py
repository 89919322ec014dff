"""What was said about the watch itself is kept the same way on every database."""

from dataclasses import replace
from datetime import timedelta

from flows.domain import DeliveryState, FeedState, Notice, NoticeKind, Severity, StageReport, TargetFacts, Trouble
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import MINUTE, alert_once, an_incoming

TROUBLE = Trouble(NoticeKind.SOURCE_FAILING, "wire", "no answer", NOON, "failing", NOON)


def a_notice(ident: str = "n1", kind: NoticeKind = NoticeKind.SOURCE_FAILING, minutes: int = 0) -> Notice:
    return Notice(ident, kind, NOON + minutes * MINUTE, "it fails", ("a line",), Severity.MEDIUM, ("wire",))


def test_troubles_come_back_equal_and_end_when_they_are_kept_no_more(store: Store) -> None:
    growing = Trouble(NoticeKind.SOURCE_SILENT, "post", "nothing yet", NOON)
    store.save_notices([TROUBLE, growing], (), NOON)
    assert store.troubles() == [TROUBLE, growing]
    later = replace(TROUBLE, told=NOON + MINUTE, reason="still no answer")
    store.save_notices([later], (), NOON)
    assert store.troubles() == [later]
    store.save_notices((), (), NOON)
    assert store.troubles() == []


def test_a_notice_waits_for_each_of_its_targets_the_oldest_first(store: Store) -> None:
    newer, older = a_notice("n1", minutes=1), a_notice("n2")
    store.save_notices((), [(newer, ("ops",)), (older, ("ops", "desk"))], NOON)
    waiting = [(copy.notice, copy.target, copy.attempts) for copy in store.due_notices(NOON)]
    assert waiting == [(older, "desk", 0), (older, "ops", 0), (newer, "ops", 0)]
    assert store.due_notices(NOON - MINUTE) == []


def test_a_copy_is_sent_or_tried_again_or_dead(store: Store) -> None:
    store.save_notices((), [(a_notice(), ("desk", "mail", "ops"))], NOON)
    desk, mail, ops = store.due_notices(NOON)
    for copy in (desk, mail, ops):
        store.notice_begun(copy, NOON)
    store.notice_sent(desk, NOON)
    store.notice_failed(mail, NOON, "refused", NOON + MINUTE)
    store.notice_failed(ops, NOON, "refused", None)
    assert store.due_notices(NOON) == []
    (again,) = store.due_notices(NOON + MINUTE)
    assert (again.target, again.attempts, again.last_error, again.state) == ("mail", 1, "refused", DeliveryState.FAILED)
    assert [copy.target for copy in store.notice_copies([DeliveryState.DEAD])] == ["ops"]
    assert len(store.notice_copies()) == 3


def test_an_attempt_that_ended_the_process_is_counted(store: Store) -> None:
    store.save_notices((), [(a_notice(), ("ops",))], NOON)
    store.notice_begun(store.due_notices(NOON)[0], NOON)
    assert store.due_notices(NOON)[0].attempts == 1


def test_a_copy_whose_answer_nobody_heard_may_have_arrived_for_good(store: Store) -> None:
    store.save_notices((), [(a_notice(), ("killed", "refused", "silent"))], NOON)
    first = {copy.target: copy for copy in store.due_notices(NOON)}
    assert not any(copy.uncertain for copy in first.values())
    for copy in first.values():
        store.notice_begun(copy, NOON)
    store.notice_failed(first["refused"], NOON, "refused", NOON)
    store.notice_failed(first["silent"], NOON, "no answer", NOON, uncertain=True)
    second = {copy.target: copy for copy in store.due_notices(NOON)}
    assert {name: copy.uncertain for name, copy in second.items()} == {"killed": True, "refused": False, "silent": True}
    store.notice_begun(second["silent"], NOON)
    store.notice_failed(second["silent"], NOON, "refused", None)
    store.notice_sent(second["refused"], NOON)
    third = {copy.target: copy.uncertain for copy in store.notice_copies(notice="n1")}
    assert third == {"killed": True, "refused": False, "silent": True}


def test_a_copy_that_was_given_up_can_be_sent_after_all(store: Store) -> None:
    store.save_notices((), [(a_notice(), ("ops",)), (a_notice("n2"), ("ops",))], NOON)
    (copy,) = store.notice_copies(notice="n1")
    store.notice_failed(copy, NOON, "refused", None)
    store.requeue_notice(store.notice_copies(notice="n1")[0], NOON + MINUTE)
    assert [(one.notice.id, one.attempts) for one in store.due_notices(NOON + MINUTE)] == [("n1", 0), ("n2", 0)]


def test_a_digest_that_was_given_up_is_told_of_once_and_again_when_it_dies_again(store: Store) -> None:
    digest = a_notice("d1", NoticeKind.DIGEST)
    store.save_notices((), [(digest, ("ops",)), (a_notice(), ("ops",))], NOON)
    for copy in store.due_notices(NOON):
        store.notice_failed(copy, NOON, "refused", None)
    dead = store.dead_digests()
    assert [copy.notice for copy in dead] == [digest]
    store.save_outbox_notices([], dead, [], NOON)
    assert store.dead_digests() == []
    store.requeue_notice(dead[0], NOON)
    assert store.dead_digests() == []
    store.notice_failed(dead[0], NOON, "refused", None)
    assert len(store.dead_digests()) == 1


def test_the_same_notice_is_written_once(store: Store) -> None:
    store.save_notices((), [(a_notice(), ("ops",))], NOON)
    store.notice_sent(store.due_notices(NOON)[0], NOON)
    store.save_notices((), [(a_notice(), ("ops",))], NOON)
    assert store.due_notices(NOON) == []


def test_the_newest_notice_of_a_kind_tells_when_it_was(store: Store) -> None:
    assert store.last_notice(NoticeKind.HEARTBEAT) is None
    beats = [a_notice(f"h{n}", NoticeKind.HEARTBEAT, n) for n in range(3)]
    store.save_notices((), [(beat, ()) for beat in beats], NOON)
    assert store.last_notice(NoticeKind.HEARTBEAT) == NOON + 2 * MINUTE


def test_targets_are_judged_by_alerts_and_notices_together(store: Store) -> None:
    alert_once(store, targets=("desk", "mail"))
    for due in store.due_deliveries(NOON, "me"):
        copy = due.delivery
        if copy.target == "desk":
            store.delivery_failed(copy, "me", NOON, "refused", NOON + MINUTE)
        else:
            store.delivery_sent(copy, NOON)
    store.save_notices((), [(a_notice(), ("desk", "ops"))], NOON)
    desk, ops = store.due_notices(NOON)
    store.notice_sent(desk, NOON + MINUTE)
    store.notice_begun(ops, NOON)
    store.notice_failed(ops, NOON, "no route", None)
    assert store.target_facts(NOON - MINUTE) == {
        "desk": TargetFacts("desk", 1, 0, NOON, NOON + MINUTE, "refused"),
        "ops": TargetFacts("ops", 0, 1, NOON, None, "no route"),
    }
    assert store.target_facts(NOON + MINUTE) == {}, "what is long past is forgotten"


def test_the_newest_article_of_each_source_is_found(store: Store) -> None:
    for name in ("wire", "empty"):
        store.save_feed_state(FeedState(name))
    store.add_articles([an_incoming("k1")], NOON)
    store.add_articles([an_incoming("k2", title="Another one", text="Other words")], NOON + MINUTE)
    assert store.newest_articles() == {"wire": NOON + MINUTE}


def test_passes_after_a_moment_and_the_first_of_all_are_found(store: Store) -> None:
    assert store.first_run() is None
    runs = [store.start_run(NOON + number * MINUTE) for number in range(3)]
    store.finish_run(runs[1], StageReport({"read": 4}), NOON + timedelta(hours=1))
    found = store.runs_after(NOON)
    assert [run.id for run in found] == [runs[2], runs[1]]
    assert [run.finished is None for run in found] == [True, False]
    assert store.first_run() == NOON
