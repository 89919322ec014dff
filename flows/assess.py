"""Prefect flow: score what is new, group it, decide. Trigger: a monitor run, or a deployment of its own."""

import asyncio

from prefect import flow, task
from prefect.cache_policies import NO_CACHE

from flows.domain import StageReport
from flows.stages.assess import assess_batch
from flows.stages.decide import decide_stories
from flows.wiring import using_workshop


@task(name="score a batch", task_run_name="score batch {number}", cache_policy=NO_CACHE, persist_result=False)
async def score(config: str, number: int) -> StageReport:
    """The next articles that wait; each batch commits its own work."""
    del number
    with using_workshop(config) as shop:
        return await asyncio.to_thread(assess_batch, shop)


@task(name="decide", task_run_name="decide stories", cache_policy=NO_CACHE, persist_result=False)
async def decide(config: str) -> StageReport:
    """What is done about every story that has something new."""
    with using_workshop(config) as shop:
        return await asyncio.to_thread(decide_stories, shop)


@flow(name="assess", flow_run_name="assess for {config}", persist_result=False, validate_parameters=False)
async def assess(config: str = "watch.yaml") -> StageReport:
    """Score and decide until nothing waits."""
    with using_workshop(config) as shop:
        total, number = StageReport(), 0
        waiting = shop.store.count_unassessed()
        while not shop.stopping():
            number += 1
            report = await score(config, number)
            total += report
            shop.progress("scoring", total.counts.get("assessed", 0), waiting)
            if not report.counts.get("assessed"):
                break
        return total if shop.stopping() else total + await decide(config)
