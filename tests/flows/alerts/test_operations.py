"""What operators are told, and when."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta

from flows.alerts.operations import LISTED, Verdict, audience, lost_pass, what_to_tell
from flows.alerts.troubles import Seen
from flows.domain import NoticeKind, PassFacts, Severity, Trouble
from tests.builders import NOON

HOUR = timedelta(hours=1)
FAILING = NoticeKind.SOURCE_FAILING
ALL = frozenset(NoticeKind)


def failing(name: str = "wire", mark: str = "failing", kind: NoticeKind = FAILING) -> Trouble:
    return Trouble(kind, name, f"{name} gives no answer", NOON, mark)


def tell(
    *troubles: Trouble,
    before: Iterable[Trouble] = (),
    after: timedelta = timedelta(0),
    names: Collection[str] | None = None,
    kinds: Collection[NoticeKind] = ALL,
    open_: frozenset[tuple[NoticeKind, str]] = frozenset(),
) -> Verdict:
    """One look, some time after noon; what is known keeps when it was told, as the look itself sees to."""
    known = {one.key: one for one in before}
    seen = tuple(
        replace(one, told=known[one.key].told) if one.key in known and known[one.key].mark == one.mark else one
        for one in troubles
    )
    names = {one.about for one in (*troubles, *known.values())} if names is None else names
    return what_to_tell([Seen(seen, open=open_)], known.values(), kinds, names, NOON + after)


def subjects(verdict: Verdict) -> list[str]:
    return [notice.subject for notice in verdict.notices]


def test_a_trouble_is_told_with_its_name_and_reason() -> None:
    verdict = tell(failing())
    (notice,) = verdict.notices
    assert notice.subject == "source 'wire' failing: wire gives no answer"
    assert notice.lines[-1] == "To look closer: sanctions-watch sources check wire"
    assert (notice.severity, notice.about, notice.over) == (Severity.MEDIUM, ("wire",), False)
    assert [trouble.told for trouble in verdict.keep] == [NOON]


def test_it_is_told_once_while_it_lasts_and_again_after_a_day() -> None:
    kept = tell(failing()).keep
    for hours in (1, 12, 23):
        verdict = tell(failing(), before=kept, after=hours * HOUR)
        assert verdict.notices == ()
        kept = verdict.keep
    verdict = tell(failing(), before=kept, after=24 * HOUR)
    assert subjects(verdict) == ["still: source 'wire' failing: wire gives no answer"]
    assert tell(failing(), before=verdict.keep, after=25 * HOUR).notices == ()


def test_it_is_told_anew_when_it_becomes_another_one() -> None:
    verdict = tell(failing(mark="gone"), before=tell(failing()).keep, after=HOUR)
    assert subjects(verdict) == ["source 'wire' gone for good: wire gives no answer"]


def test_its_end_is_told_once() -> None:
    verdict = tell(before=tell(failing()).keep, after=HOUR)
    (notice,) = verdict.notices
    assert (notice.subject, notice.over, notice.severity) == ("source 'wire' can be read again", True, Severity.LOW)
    assert verdict.keep == ()
    assert tell(before=verdict.keep, after=2 * HOUR).notices == ()


def test_what_was_never_told_ends_without_a_word() -> None:
    growing = failing(kind=NoticeKind.SOURCE_SILENT)
    verdict = what_to_tell([Seen(growing=(growing,))], (), ALL, ["wire"], NOON)
    assert (verdict.notices, verdict.keep) == ((), (growing,))
    assert tell(before=verdict.keep).notices == ()


def test_a_source_that_left_the_watch_ends_without_a_word() -> None:
    verdict = tell(before=tell(failing()).keep, names=())
    assert (verdict.notices, verdict.keep) == ((), ())


def test_what_was_not_looked_at_stays_as_it_was() -> None:
    kept = tell(failing()).keep
    assert tell(before=kept, kinds=()).keep == kept
    silent = tell(failing(kind=NoticeKind.SOURCE_SILENT)).keep
    verdict = tell(before=silent, open_=frozenset({(NoticeKind.SOURCE_SILENT, "wire")}))
    assert (verdict.notices, verdict.keep) == ((), silent)


def test_a_network_that_is_down_makes_one_notice() -> None:
    verdict = tell(*(failing(f"feed {number}") for number in range(300)))
    (notice,) = verdict.notices
    assert notice.subject == "300 sources failing: feed 0, feed 1, feed 2 and 297 more"
    assert f"and {300 - LISTED} more" in notice.lines
    assert len(notice.about) == len(verdict.keep) == 300
    assert subjects(tell(before=verdict.keep)) == ["300 sources can be read again: feed 0, feed 1, feed 2 and 297 more"]


def test_one_reminder_brings_the_others_with_it() -> None:
    first = tell(failing("a")).keep
    both = tell(failing("a"), failing("b"), before=first, after=20 * HOUR)
    assert subjects(both) == ["source 'b' failing: b gives no answer"]
    verdict = tell(failing("a"), failing("b"), before=both.keep, after=24 * HOUR)
    assert subjects(verdict) == ["2 sources still failing: a, b"]
    assert {trouble.told for trouble in verdict.keep} == {NOON + 24 * HOUR}


def test_kinds_have_notices_of_their_own_the_worst_first() -> None:
    verdict = tell(
        failing(kind=NoticeKind.SOURCE_SILENT, mark=""),
        failing("desk", kind=NoticeKind.TARGET_FAILING),
        failing("", kind=NoticeKind.PASS_FAILED),
        failing("", kind=NoticeKind.RULES_BROKEN),
    )
    assert [notice.kind for notice in verdict.notices] == [
        NoticeKind.PASS_FAILED,
        NoticeKind.RULES_BROKEN,
        NoticeKind.TARGET_FAILING,
        NoticeKind.SOURCE_SILENT,
    ]
    assert verdict.notices[1].subject.startswith("rules do not load, the last good ones stay in force: ")
    assert len({notice.id for notice in verdict.notices}) == 4


def test_passes_that_were_killed_are_told_as_such_and_so_is_their_end() -> None:
    verdict = tell(failing("", "killed", NoticeKind.PASS_FAILED))
    assert subjects(verdict) == ["passes do not come to their end:  gives no answer"]
    assert subjects(tell(before=verdict.keep)) == ["passes come to their end again"]


def test_a_name_is_quoted_for_the_shell() -> None:
    (notice,) = tell(failing("it's; rm")).notices
    assert notice.lines[-1].endswith("sources check 'it'\\''s; rm'")


def test_a_single_pass_that_was_killed_is_told_by_the_next_one() -> None:
    notice = lost_pass(PassFacts(unfinished=(NOON,)), (), NOON + HOUR)
    assert notice is not None
    assert notice.subject == "the pass of 13 Dec 2023 12:00 UTC was broken off"
    assert lost_pass(PassFacts(), (), NOON) is None
    told = Trouble(NoticeKind.PASS_FAILED, "", "disk is full", NOON, "StorageError", NOON)
    assert lost_pass(PassFacts(unfinished=(NOON,)), [told], NOON) is None


def test_a_failing_target_is_told_to_the_others_and_its_end_to_all() -> None:
    verdict = tell(failing("ops", kind=NoticeKind.TARGET_FAILING))
    assert audience(verdict.notices[0], ("ops", "desk")) == ("desk",)
    assert audience(verdict.notices[0], ("ops",)) == ()
    assert audience(tell(before=verdict.keep).notices[0], ("ops", "desk")) == ("ops", "desk")
    assert audience(tell(failing("ops")).notices[0], ("ops", "desk")) == ("ops", "desk"), "a source of that name"
