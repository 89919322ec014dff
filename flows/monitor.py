"""Prefect flow: one full pass, `ingest → assess → notify`. Trigger: `sanctions-watch run`, or a deployment."""

from prefect import flow
from prefect.artifacts import acreate_table_artifact

from flows.assess import assess
from flows.domain import StageReport
from flows.ingest import ingest
from flows.notify import notify
from flows.stages.summary import table
from flows.wiring import using_workshop


@flow(name="monitor", flow_run_name="watch {config}", persist_result=False, validate_parameters=False)
async def monitor(config: str = "watch.yaml") -> StageReport:
    """One pass over the watch: idempotent, so that a second one finds nothing left to do."""
    with using_workshop(config) as shop, shop.running() as record:
        report = await ingest(config)
        report += await assess(config)
        report += await notify(config)
        record(report)
        await acreate_table_artifact(
            table(report), key="monitor-pass", description="What came in, was flagged, went out"
        )
        return report
