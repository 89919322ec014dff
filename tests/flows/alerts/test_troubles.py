"""What counts as a trouble of the watch."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.alerts.troubles import (
    MAX_REASON,
    rules_notice,
    span,
    trouble_of_passes,
    trouble_of_rules,
    troubles_of_sources,
    troubles_of_targets,
)
from flows.domain import FeedState, NoticeKind, PassFacts, PollOutcome, SourceFacts, TargetFacts, Trouble
from tests.builders import NOON

DAY = timedelta(days=1)
WELL = FeedState("wire", last_success=NOON)
FAILING = FeedState("wire", failures=3, trouble=PollOutcome.TEMPORARY, last_error="no answer", last_success=NOON - DAY)


def a_source(state: FeedState | None = WELL, newest: float | None = 0, silent_after: float | None = 3) -> SourceFacts:
    """Days since its newest article, and days it may be silent."""
    return SourceFacts(
        "wire",
        state,
        None if newest is None else NOON - newest * DAY,
        None if silent_after is None else silent_after * DAY,
    )


def kinds(*facts: SourceFacts) -> list[NoticeKind]:
    return [trouble.kind for trouble in troubles_of_sources(facts, {}, 3, NOON).troubles]


def test_a_source_with_something_new_is_no_trouble() -> None:
    assert kinds(a_source(), a_source(newest=2.9)) == []


def test_a_source_is_silent_from_its_time_on() -> None:
    (trouble,) = troubles_of_sources([a_source(newest=3)], {}, 3, NOON).troubles
    assert trouble.kind is NoticeKind.SOURCE_SILENT
    assert trouble.reason == "no new item for 3 days, the last 10 Dec 2023 12:00 UTC"
    assert kinds(a_source(newest=300, silent_after=None)) == []


def test_a_source_that_never_brought_anything_is_silent_once_it_has_been_watched_so_long() -> None:
    first = troubles_of_sources([a_source(newest=None)], {}, 3, NOON)
    assert (first.troubles, [one.since for one in first.growing]) == ((), [NOON])
    before = {one.key: one for one in first.growing}
    assert troubles_of_sources([a_source(newest=None)], before, 3, NOON + 2.9 * DAY).growing == first.growing
    (trouble,) = troubles_of_sources([a_source(newest=None)], before, 3, NOON + 3 * DAY).troubles
    assert (trouble.since, trouble.told) == (NOON, None)
    assert troubles_of_sources([a_source(None, None)], {}, 3, NOON).growing == (), "it was never even polled"


@pytest.mark.parametrize(("failures", "expected"), [(1, []), (2, []), (3, [NoticeKind.SOURCE_FAILING])])
def test_a_source_is_failing_after_so_many_polls_in_a_row(failures: int, expected: list[NoticeKind]) -> None:
    assert kinds(a_source(replace(FAILING, failures=failures))) == expected


def test_a_failing_source_is_told_with_its_reason_and_its_last_good_answer() -> None:
    (trouble,) = troubles_of_sources([a_source(FAILING)], {}, 3, NOON).troubles
    assert trouble.reason == "no answer (3 polls in a row failed, last read 12 Dec 2023 12:00 UTC)"


def test_a_source_that_is_gone_is_told_after_the_first_failure() -> None:
    gone = FeedState("wire", failures=1, trouble=PollOutcome.GONE, last_error="410")
    (trouble,) = troubles_of_sources([a_source(gone)], {}, 3, NOON).troubles
    assert (trouble.mark, trouble.reason) == ("gone", "410 (never read so far)")


def test_whether_a_source_is_silent_is_not_known_while_it_cannot_be_read() -> None:
    seen = troubles_of_sources([a_source(replace(FAILING, failures=1), newest=9)], {}, 3, NOON)
    assert seen.troubles == ()
    assert seen.open == {(NoticeKind.SOURCE_SILENT, "wire")}


def test_a_known_trouble_keeps_its_beginning_and_its_telling_until_it_becomes_another_one() -> None:
    known = Trouble(NoticeKind.SOURCE_FAILING, "wire", "old words", NOON - DAY, "failing", NOON - DAY)
    (same,) = troubles_of_sources([a_source(FAILING)], {known.key: known}, 3, NOON).troubles
    assert (same.since, same.told) == (NOON - DAY, NOON - DAY)
    assert same.reason != "old words"
    gone = replace(FAILING, trouble=PollOutcome.GONE)
    (other,) = troubles_of_sources([a_source(gone)], {known.key: known}, 3, NOON).troubles
    assert (other.since, other.told) == (NOON - DAY, None)


def test_hostile_words_of_a_server_are_cleaned_and_cut() -> None:
    hostile = replace(FAILING, last_error="\x1b[2J<!channel> @here " + "x" * 1000)
    (trouble,) = troubles_of_sources([a_source(hostile)], {}, 3, NOON).troubles
    assert "\x1b" not in trouble.reason
    assert "@here" not in trouble.reason
    assert len(trouble.reason) < MAX_REASON + 100


@pytest.mark.parametrize(
    ("facts", "mark"),
    [
        (TargetFacts("desk", attempts=2, last_failure=NOON, last_error="refused"), None),
        (TargetFacts("desk", attempts=3, last_failure=NOON, last_error="refused"), "failing"),
        (TargetFacts("desk", dead=1, last_failure=NOON, last_error="refused"), "failing"),
        (TargetFacts("desk", dead=1, last_failure=NOON, last_success=NOON + DAY), None),
        (TargetFacts("desk", attempts=9, last_failure=NOON, last_success=NOON + DAY), None),
        (TargetFacts("desk", dead=1, last_failure=NOON, last_success=NOON - DAY), "failing"),
        (TargetFacts("desk", unusable="has no scheme", last_success=NOON), "unusable"),
    ],
)
def test_a_target_is_in_trouble_until_it_takes_something_again(facts: TargetFacts, mark: str | None) -> None:
    troubles = troubles_of_targets([facts], {}, 3, NOON).troubles
    assert [trouble.mark for trouble in troubles] == ([mark] if mark else [])


def test_a_pass_that_broke_off_is_told_with_its_error() -> None:
    (trouble,) = trouble_of_passes(PassFacts("StorageError: disk is full", "StorageError"), {}, NOON).troubles
    assert (trouble.reason, trouble.mark) == ("StorageError: disk is full", "StorageError")


def test_passes_that_are_killed_one_after_another_are_told_one_alone_is_not() -> None:
    assert trouble_of_passes(PassFacts(unfinished=(NOON,)), {}, NOON).troubles == ()
    (trouble,) = trouble_of_passes(PassFacts(unfinished=(NOON, NOON - DAY)), {}, NOON).troubles
    assert trouble.reason == "2 passes in a row began and never ended, the last one 13 Dec 2023 12:00 UTC"


def test_passes_that_broke_off_with_an_error_are_not_told_once_more_as_killed() -> None:
    known = Trouble(NoticeKind.PASS_FAILED, "", "disk is full", NOON, "StorageError", NOON)
    seen = trouble_of_passes(PassFacts(unfinished=(NOON, NOON - DAY)), {known.key: known}, NOON)
    assert seen.troubles == (known,)


def test_rules_that_do_not_load_stay_the_same_trouble_while_they_are_mended() -> None:
    assert trouble_of_rules("", {}, NOON).troubles == ()
    known = Trouble(NoticeKind.RULES_BROKEN, "", "a.yaml:3: typo", NOON, "", NOON)
    (trouble,) = trouble_of_rules("a.yaml:7: typo", {known.key: known}, NOON).troubles
    assert (trouble.reason, trouble.told) == ("a.yaml:7: typo", NOON)


def test_readers_of_alerts_are_told_since_when_the_rules_are_not_the_newest() -> None:
    told = rules_notice("mine/list.yaml:4: unknown key 'enn'", NOON)
    assert "Since 13 Dec 2023 12:00 UTC" in told
    assert "list.yaml:4" in told


@pytest.mark.parametrize(
    ("hours", "words"), [(0, "0 minutes"), (1, "60 minutes"), (2, "2 hours"), (47, "47 hours"), (48, "2 days")]
)
def test_spans_are_told_in_the_unit_that_says_most(hours: int, words: str) -> None:
    assert span(timedelta(hours=hours)) == words
