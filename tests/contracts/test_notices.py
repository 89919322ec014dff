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
