"""A full pass without Prefect: the same functions in the same order."""

from flows.domain import StageReport
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.stages.ingest import ingest_batch, source_batches
from flows.stages.notify import deliver
from flows.stages.operations import failures_told, watch_over
from flows.wiring import Workshop


def full_pass(shop: Workshop) -> StageReport:
    """Ingest, assess, notify, and tell how the watch fares, once. Idempotent: a second pass finds nothing left to do.

    Raises:
        AlreadyRunningError: another process works on the same storage.
    """
    with shop.running() as record, failures_told(shop):
        report = ingest_all(shop) + assess_all(shop)
        if not shop.stopping():
            report += deliver(shop)
        report += watch_over(shop, report)
        record(report)
        return report


def ingest_all(shop: Workshop) -> StageReport:
    """Poll every source, batch by batch."""
    total, batches = StageReport(), source_batches(shop)
    for done, names in enumerate(batches, start=1):
        total += ingest_batch(shop, names)
        shop.progress("reading sources", done, len(batches))
        if shop.stopping():
            break
    return total


def assess_all(shop: Workshop) -> StageReport:
    """Score until nothing waits, then decide."""
    total, waiting = StageReport(), shop.store.count_unassessed()
    while not shop.stopping() and (report := assess_batch(shop)).counts["assessed"]:
        total += report
        shop.progress("scoring", total.counts["assessed"], waiting)
    return total if shop.stopping() else total + decide_stories(shop)
