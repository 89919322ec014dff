"""Operators hear how the watch fares: through a real store, with a clock and a courier that tests set."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from flows.alerts.delivery import Outcome
from flows.domain import FeedState, Matcher, Notice, NoticeKind, PollOutcome, Problem, Severity, Silence, StageReport
from flows.errors import StorageError
from flows.options import OperationsOptions, SourceOptions
from flows.settings import Settings
from flows.sources.life import fingerprint
from flows.stages import operations
from flows.stages.notify import deliver
from flows.stages.operations import tell_of_failure, watch_over
from flows.stages.passes import full_pass
from flows.storage.lock import RunLock
from flows.storage.store import Store
from flows.wiring import COMMAND_LINE, Workshop
from tests.builders import LABOUR, NOON
from tests.flows.stages.shops import Carrying, Telling, gives
from tests.flows.storage.values import alert_once, an_incoming

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WIRE = SourceOptions("wire", "feed", "https://wire.example/rss")


@pytest.fixture
def watched(shop: Workshop) -> Iterator[Workshop]:
    """The workshop with one feed and two targets on the operations route, without a heartbeat."""
    operations._TOLD_UNSTORED.clear()
    options = OperationsOptions(("desk", "chat"), heartbeat=None)
    shop.settings = replace(shop.settings, sources=(WIRE,), operations=options)
    shop.sources = [Telling("wire", gives("wire"))]
    yield shop
    operations._TOLD_UNSTORED.clear()


def at(shop: Workshop, after: timedelta) -> None:
    shop.clock = lambda: NOON + after


def carried(shop: Workshop) -> Carrying:
    courier: Any = shop.courier
    assert isinstance(courier, Carrying)
    return courier


def told(shop: Workshop, after: timedelta = timedelta(0), report: StageReport | None = None) -> list[tuple[str, str]]:
    """What a look some time after noon sends, as (target, subject)."""
    at(shop, after)
    carried(shop).notices.clear()
    watch_over(shop, report or StageReport())
    return list(carried(shop).notices)


def subjects(shop: Workshop, after: timedelta = timedelta(0)) -> list[str]:
    return [subject for target, subject in told(shop, after) if target == "desk"]


def feed(failures: int = 0, trouble: PollOutcome | None = None, error: str = "") -> FeedState:
    return FeedState(
        "wire",
        last_success=NOON,
        failures=failures,
        trouble=trouble,
        last_error=error,
        entry=fingerprint(WIRE.location),
    )


# Sources


def test_a_failing_source_is_told_once_to_each_target_then_its_end(watched: Workshop) -> None:
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    first = told(watched)
    assert [target for target, _ in first] == ["chat", "desk"]
    assert first[0][1].startswith("source 'wire' failing: no answer")
    assert told(watched, HOUR) == []
    watched.store.save_feed_state(feed(9, PollOutcome.GONE, "410"))
    assert subjects(watched, 2 * HOUR) == ["source 'wire' gone for good: 410 (last read 13 Dec 2023 12:00 UTC)"]
    watched.store.save_feed_state(feed())
    watched.store.add_articles([an_incoming()], NOON)
    assert subjects(watched, 3 * HOUR) == ["source 'wire' can be read again"]
    assert told(watched, 4 * HOUR) == []


def test_a_silent_source_is_told_and_so_is_its_next_item(watched: Workshop) -> None:
    watched.store.save_feed_state(feed())
    watched.store.add_articles([an_incoming()], NOON)
    assert told(watched, 3 * DAY - HOUR) == []
    assert subjects(watched, 3 * DAY) == [
        "source 'wire' silent: no new item for 3 days, the last 13 Dec 2023 12:00 UTC"
    ]
    watched.store.add_articles([an_incoming("k2", text="Other words")], NOON + 3 * DAY + HOUR)
    assert subjects(watched, 3 * DAY + HOUR) == ["source 'wire' has something new again"]


def test_files_are_silent_only_where_their_entry_says_so(watched: Workshop) -> None:
    files = SourceOptions("wire", "files", "/inbox")
    watched.store.save_feed_state(FeedState("wire", last_success=NOON))
    watched.store.add_articles([an_incoming()], NOON)
    for source, expected in ((files, 0), (replace(files, silent_after=DAY), 1)):
        watched.settings = replace(watched.settings, sources=(source,))
        assert len(subjects(watched, 9 * DAY)) == expected


def test_the_state_of_an_address_that_was_replaced_says_nothing(watched: Workshop) -> None:
    watched.store.save_feed_state(replace(feed(9, PollOutcome.GONE, "410"), entry="another"))
    assert told(watched) == []


def test_files_of_the_command_line_end_no_trouble_of_a_source(watched: Workshop) -> None:
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    assert told(watched)
    by_hand = SourceOptions(f"{COMMAND_LINE}: a.txt", "files", "a.txt", max_age=None)
    before, watched.settings = watched.settings, replace(watched.settings, sources=(by_hand,))
    assert told(watched, HOUR) == []
    watched.settings = before
    assert told(watched, 2 * HOUR) == [], "it is remembered as told"


# Targets


def test_a_target_that_fails_is_told_to_the_others_alone(watched: Workshop) -> None:
    watched.settings = replace(watched.settings, operations=replace(watched.settings.operations, failing_after=2))
    alert_once(watched.store, targets=("desk",))
    carried(watched).reason = "refused"
    # The clock stands still, so that the second attempt comes at once.
    deliver(watched)
    carried(watched).reason = ""
    assert told(watched, HOUR) == [("chat", "target 'desk' failing: 2 attempts failed: refused")]
    at(watched, 2 * HOUR)
    deliver(watched)
    assert sorted(told(watched, 3 * HOUR)) == [
        ("chat", "target 'desk' takes messages again"),
        ("desk", "target 'desk' takes messages again"),
    ]


def test_a_message_that_was_given_up_is_told(watched: Workshop) -> None:
    alert_once(watched.store, targets=("desk",))
    carried(watched).reason = "refused"
    for day in range(3):
        at(watched, day * DAY)
        deliver(watched)
    carried(watched).reason = ""
    assert told(watched, 2 * DAY) == [
        ("chat", "1 alert to 'desk' given up: refused"),
        ("chat", "target 'desk' failing: 1 message given up: refused"),
    ]
    assert ("chat", "1 alert to 'desk' given up: refused") not in told(watched, 2 * DAY + HOUR)


def test_a_message_that_a_target_does_not_take_is_told_though_it_takes_others(watched: Workshop) -> None:
    alert_once(watched.store, targets=("chat",))
    carried(watched).reason = "400 malformed"
    for day in range(3):
        at(watched, day * DAY)
        deliver(watched)
    carried(watched).reason = ""
    alert_once(watched.store, key="k2", targets=("chat",))
    at(watched, 2 * DAY + HOUR)
    deliver(watched)
    assert told(watched, 2 * DAY + HOUR) == [("desk", "1 alert to 'chat' given up: 400 malformed")]


def test_a_digest_that_was_given_up_is_told_though_its_target_takes_others(watched: Workshop) -> None:
    digest = Notice("d1", NoticeKind.DIGEST, NOON, "digest: 1 alert", ("a line",), Severity.LOW)
    watched.store.save_notices((), [(digest, ("chat",))], NOON)
    watched.store.notice_failed(watched.store.notice_copies()[0], NOON, "413 too large", None)
    alert_once(watched.store, targets=("chat",))
    at(watched, HOUR)
    deliver(watched)
    assert told(watched, HOUR) == [("desk", "1 digest to 'chat' given up: 413 too large")]
    assert told(watched, 2 * HOUR) == []


def test_dead_letters_of_the_only_operations_target_go_to_another_one(watched: Workshop) -> None:
    watched.settings = replace(watched.settings, operations=OperationsOptions(("desk",)))
    alert_once(watched.store, targets=("desk",))
    carried(watched).reason = "refused"
    for day in range(3):
        at(watched, day * DAY)
        deliver(watched)
    carried(watched).reason = ""
    assert ("chat", "1 alert to 'desk' given up: refused") in told(watched, 2 * DAY)


def test_the_end_of_a_silence_is_told_once_with_what_it_hid(watched: Workshop) -> None:
    alert_once(watched.store, targets=("desk",))
    hides = Silence("s1", Matcher(themes=(LABOUR,)), "Kim", "known", NOON, NOON + HOUR)
    watched.store.add_silence(hides)
    at(watched, timedelta(0))
    assert deliver(watched).counts["silenced"] == 1
    assert told(watched) == []
    subject = "silence s1 has ended: it hid 1 alert"
    assert told(watched, HOUR) == [("chat", subject), ("desk", subject)]
    assert told(watched, 2 * HOUR) == []
    assert carried(watched).carried == []


def test_an_address_that_cannot_be_used_is_told(watched: Workshop) -> None:
    carried(watched).problems = (Problem("target 'desk'", "'slakc://' is no address Apprise knows"),)
    assert told(watched) == [("chat", "target 'desk' failing: 'slakc://' is no address Apprise knows")]


def test_a_notice_that_fails_is_tried_again_with_the_next_pass_and_given_up_in_the_end(watched: Workshop) -> None:
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    carried(watched).refusals["desk"] = "refused"
    report = watch_over(watched, StageReport())
    assert (report.counts["notices"], report.counts["notices_sent"], report.counts["notices_failed"]) == (1, 1, 1)
    assert report.problems[0].message == "attempt 1 of 3 failed, tried again later: refused"
    assert [target for target, _ in told(watched, HOUR)] == ["desk"]
    at(watched, 2 * HOUR)
    report = watch_over(watched, StageReport())
    assert report.counts["notices_dead"] == 1
    assert report.problems[0].message == "given up: refused"


def test_a_notice_whose_answer_nobody_heard_is_marked_when_it_comes_again(watched: Workshop) -> None:
    class Unheard(Carrying):
        def send_notice(self, target: str, notice: Notice, *, copy: bool = False) -> Outcome:
            super().send_notice(target, notice, copy=copy)
            return Outcome(ok=False, detail="no answer", uncertain=target == "chat")

    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    watched.courier = Unheard()  # type: ignore[assignment]  # a fake
    told(watched)
    assert carried(watched).copies == []
    watched.courier = Carrying()  # type: ignore[assignment]  # a fake
    assert len(told(watched, HOUR)) == 2
    assert [target for target, _ in carried(watched).copies] == ["chat"]


def test_a_target_that_has_just_failed_is_not_tried_for_each_message_that_waits(watched: Workshop) -> None:
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    watched.rules_trouble = "list.yaml:4: unknown key 'enn'"
    carried(watched).refusals["desk"] = "refused"
    tried = told(watched)
    assert sorted(target for target, _ in tried) == ["chat", "chat", "desk"]


def test_without_a_target_notices_stand_in_the_log(watched: Workshop, caplog: pytest.LogCaptureFixture) -> None:
    watched.settings = replace(watched.settings, operations=OperationsOptions(heartbeat=None))
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    assert told(watched) == []
    assert "source 'wire' failing: no answer" in caplog.text
    assert [trouble.told for trouble in watched.store.troubles()] == [NOON]


# Rules


def test_rules_that_do_not_load_are_told_and_so_is_their_end(watched: Workshop) -> None:
    watched.rules_trouble = "list.yaml:4: unknown key 'enn'"
    (subject,) = subjects(watched)
    assert subject == "rules do not load, the last good ones stay in force: list.yaml:4: unknown key 'enn'"
    watched.rules_trouble = ""
    assert subjects(watched, HOUR) == ["rules load again"]


# Passes


def test_a_pass_that_breaks_off_is_told_once_without_secrets_and_so_is_the_next_that_does_not(
    watched: Workshop,
) -> None:
    broken = Telling("wire", StorageError("disk is full, password hunter2"))
    good, watched.sources = watched.sources, [broken]
    for hours in range(3):
        at(watched, hours * HOUR)
        with pytest.raises(StorageError):
            full_pass(watched)
    assert carried(watched).notices == [
        (target, "a pass failed: StorageError: disk is full, password ***") for target in ("chat", "desk")
    ]
    carried(watched).notices.clear()
    watched.sources = good
    at(watched, 3 * HOUR)
    report = full_pass(watched)
    assert {subject for _, subject in carried(watched).notices} == {"passes come to their end again"}
    assert report.counts["notices"] == 1


def test_a_pass_that_was_killed_is_told_by_the_next_and_a_row_of_them_before_the_next_is_killed_too(
    watched: Workshop,
) -> None:
    watched.store.start_run(NOON - HOUR)
    full_pass(watched)
    assert ("desk", "the pass of 13 Dec 2023 11:00 UTC was broken off") in carried(watched).notices
    carried(watched).notices.clear()
    for minutes in (1, 2):
        watched.store.start_run(NOON + timedelta(minutes=minutes))
    seen_during: list[str] = []

    class Looking(Telling):
        def collect(self, state: Any, now: Any, known: object = None) -> Any:
            seen_during.extend(subject for _, subject in carried(watched).notices)
            return super().collect(state, now, known)

    watched.sources = [Looking("wire", gives("wire"))]
    at(watched, HOUR)
    full_pass(watched)
    assert seen_during[0].startswith("passes do not come to their end: 2 passes in a row began and never ended")
    assert carried(watched).notices[-1] == ("desk", "passes come to their end again")


def test_a_pass_that_shall_end_tells_nothing(watched: Workshop) -> None:
    watched.store.save_feed_state(feed(3, PollOutcome.TEMPORARY, "no answer"))
    watched.stopping = lambda: True
    assert told(watched) == []


def test_a_fault_in_here_does_not_cost_the_pass_its_report(
    watched: Workshop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def tripped() -> Any:
        raise RuntimeError("tripped")

    monkeypatch.setattr(watched.store, "troubles", tripped)
    report = full_pass(watched)
    assert report.counts["sources"] == 1
    assert report.problems[-1].where == "operations"
    assert "tripped" in caplog.text


# What cannot be stored


def on_disk(watched: Workshop, folder: Any) -> Settings:
    return replace(watched.settings, storage_url=f"sqlite:///{folder}/watch.db")


def test_a_pass_that_cannot_begin_is_told_once(
    watched: Workshop, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = on_disk(watched, tmp_path)
    for _ in range(2):
        tell_of_failure(settings, ValueError("rules/list.yaml:4: unknown key 'enn'"))
    assert capsys.readouterr().out.count("a pass failed: ValueError: rules/list.yaml:4") == 2, "once to each target"
    with Store.open(settings.storage_url) as store:
        assert [trouble.mark for trouble in store.troubles()] == ["ValueError"]


def test_a_pass_that_cannot_begin_is_not_told_while_another_is_at_work(
    watched: Workshop, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = on_disk(watched, tmp_path)
    with RunLock(settings.storage_url):
        tell_of_failure(settings, ValueError("broken"))
    assert capsys.readouterr().out == ""


def test_a_storage_that_cannot_be_used_is_told_once_a_day_all_the_same(
    watched: Workshop, tmp_path: Any, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "watch.db").write_bytes(b"this is no database " * 100)
    settings = on_disk(watched, tmp_path)
    for _ in range(3):
        tell_of_failure(settings, StorageError("file is not a database"))
    assert capsys.readouterr().out.count("a pass failed: StorageError: file is not a database") == 2
    assert "notices cannot be stored" in caplog.text


# Heartbeat


def test_the_heartbeat_comes_once_a_day_with_the_figures_since_the_last(
    watched: Workshop, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    watched.settings = replace(watched.settings, operations=OperationsOptions(("desk",), heartbeat=time(8)))
    watched.sources = [Telling("wire", gives("wire", "a", "b"), gives("wire"))]
    heard: list[str] = []
    for hours in (0, 6, 12, 18, 21, 24, 42, 45, 48):
        at(watched, hours * HOUR)
        carried(watched).notices.clear()
        full_pass(watched)
        heard += [f"{hours}: {subject}" for _, subject in carried(watched).notices]
    assert heard == [
        "21: read 2, flagged 0, alerted 0; all is well",
        "45: read 0, flagged 0, alerted 0; all is well",
    ]
    assert "all is well" in caplog.text
