"""What a poll brings is stored, whatever becomes of the sources beside it."""

import pytest

from flows.stages.ingest import BATCH, SourcesUnreachableError, ingest_batch, source_batches
from flows.wiring import Workshop
from tests.flows.stages.shops import Telling, gives, silent


def test_sources_come_in_batches_and_each_once(shop: Workshop) -> None:
    shop.sources = [Telling(f"s{n}", gives(f"s{n}")) for n in range(BATCH + 1)]
    batches = source_batches(shop)
    assert [len(batch) for batch in batches] == [BATCH, 1]
    assert len({name for batch in batches for name in batch}) == BATCH + 1


def test_a_source_that_the_program_trips_over_costs_the_others_nothing(shop: Workshop) -> None:
    shop.sources = [Telling("odd", KeyError("field")), Telling("good", gives("good", "One", "Two"))]
    report = ingest_batch(shop, ["odd", "good"])
    assert (report.counts["new"], report.counts["unreachable"]) == (2, 1)
    assert [problem.where for problem in report.problems] == ["odd"]
    assert "fault of this program: KeyError('field')" in report.problems[0].message


def test_another_attempt_asks_the_silent_alone_and_counts_everything_once(shop: Workshop) -> None:
    good, slow = Telling("good", gives("good", "One")), Telling("slow", silent("slow"), gives("slow", "Two"))
    shop.sources = [good, slow]
    with pytest.raises(SourcesUnreachableError, match="slow: no answer"):
        ingest_batch(shop, ["good", "slow"], last=False)
    report = ingest_batch(shop, ["good", "slow"], last=False)
    assert (good.asked, slow.asked) == (1, 2)
    assert shop.store.feed_state("slow") is None, "what the attempt before left behind would say: not so soon"
    assert (report.counts["sources"], report.counts["read"], report.counts["new"]) == (2, 2, 2)
    assert not report.problems
    assert ingest_batch(shop, ["good", "slow"]).counts["sources"] == 2, "the next pass asks all of them again"


def test_after_the_last_attempt_the_pass_goes_on_without_the_silent(shop: Workshop) -> None:
    shop.sources = [Telling("slow", silent("slow"))]
    report = ingest_batch(shop, ["slow"], last=True)
    assert report.counts["unreachable"] == 1
    assert [problem.message for problem in report.problems] == ["no answer"]


def test_what_another_attempt_cannot_mend_is_not_attempted_again(shop: Workshop) -> None:
    shop.sources = [Telling("gone", silent("gone", temporary=False))]
    assert ingest_batch(shop, ["gone"], last=False).counts["unreachable"] == 1
