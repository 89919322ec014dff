"""Prefect flow: poll the sources and store what they give. Trigger: a monitor run, or a deployment of its own."""

import asyncio

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import task_run

from flows.domain import StageReport
from flows.stages.ingest import ingest_batch, source_batches
from flows.wiring import using_workshop

ATTEMPTS = 3


@task(
    name="poll sources",
    task_run_name="poll {first} and {others} more",
    retries=ATTEMPTS - 1,
    retry_delay_seconds=[2, 10],
    cache_policy=NO_CACHE,
    persist_result=False,
)
async def poll(config: str, names: tuple[str, ...], first: str, others: int) -> StageReport:
    """One batch of sources. Those that do not answer are asked again before the pass goes on without them."""
    del first, others
    last = (task_run.get_run_count() or 1) >= ATTEMPTS
    with using_workshop(config) as shop:
        return await asyncio.to_thread(ingest_batch, shop, names, last=last or shop.stopping())


@flow(name="ingest", flow_run_name="ingest from {config}", persist_result=False, validate_parameters=False)
async def ingest(config: str = "watch.yaml") -> StageReport:
    """Poll every source of the watch, in batches."""
    with using_workshop(config) as shop:
        total, batches = StageReport(), source_batches(shop)
        for done, names in enumerate(batches, start=1):
            total += await poll(config, names, names[0], len(names) - 1)
            shop.progress("reading sources", done, len(batches))
            if shop.stopping():
                break
        return total
