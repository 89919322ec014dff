"""Prefect flow: send what was decided. Trigger: a monitor run, or a deployment of its own."""

import asyncio

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.domain import StageReport
from flows.stages.notify import deliver
from flows.wiring import using_workshop


@task(name="deliver alerts", task_run_name="deliver what is due", cache_policy=NO_CACHE, persist_result=False)
async def send(config: str) -> StageReport:
    """Every delivery that is due. A refusal is noted and planned again: the outbox retries, not this task."""
    with using_workshop(config) as shop:
        return await asyncio.to_thread(deliver, shop)


@flow(name="notify", flow_run_name="notify for {config}", persist_result=False, validate_parameters=False)
async def notify(config: str = "watch.yaml") -> StageReport:
    """Send what waits in the outbox."""
    with using_workshop(config) as shop:
        return StageReport() if shop.stopping() else await send(config)
