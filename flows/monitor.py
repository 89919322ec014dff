"""Prefect flow: one full pass, `ingest → assess → notify`. Trigger: `sanctions-watch run`, `serve`, or a deployment."""

import asyncio
from typing import cast

from prefect import State, flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.states import Completed

from flows.assess import assess
from flows.domain import StageReport
from flows.errors import AlreadyRunningError
from flows.ingest import ingest
from flows.notify import notify
from flows.stages.operations import look_back, tell_failure, watch_over
from flows.stages.summary import line, table
from flows.wiring import using_workshop

SKIPPED = "Skipped"
"""Name of the state of a pass that found another one at work: nothing failed, and nothing was left undone."""


def run_name() -> str:
    """Such as `pass of 2026-11-22 06:30:00`: the time for which it was planned, in UTC."""
    planned = flow_run.scheduled_start_time
    return f"pass of {planned:%Y-%m-%d %H:%M:%S}" if planned else "pass"


@task(name="watch over the watch", task_run_name="tell operators", cache_policy=NO_CACHE, persist_result=False)
async def operate(config: str, report: StageReport) -> StageReport:
    """Notices about the watch itself, on the operations route."""
    with using_workshop(config) as shop:
        return await asyncio.to_thread(watch_over, shop, report)


@flow(name="monitor", flow_run_name=run_name, persist_result=False, validate_parameters=False)
async def monitor(config: str = "watch.yaml") -> StageReport | State[StageReport]:
    """One pass over the watch: idempotent, so that a second one finds nothing left to do."""
    with using_workshop(config) as shop:
        try:
            with shop.running() as record:
                await asyncio.to_thread(look_back, shop)
                try:
                    report = await ingest(config)
                    report += await assess(config)
                    report += await notify(config)
                    report += await operate(config, report)
                except Exception as error:
                    await asyncio.to_thread(tell_failure, shop, error)
                    raise
                record(report)
        except AlreadyRunningError as error:
            return Completed(name=SKIPPED, message=f"another pass is still running: {error}")
        await acreate_table_artifact(
            table(report), key="monitor-pass", description=f"What came in, was flagged, went out: {line(report)}"
        )
        return report


async def one_pass(config: str) -> StageReport:
    """The flow by hand, for whoever wants to know.

    Raises:
        AlreadyRunningError: another process works on the same storage.
    """
    state = await monitor(config, return_state=True)
    if state.name == SKIPPED:
        raise AlreadyRunningError(state.message)
    return cast("StageReport", await state.aresult())
