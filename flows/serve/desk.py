"""Our place in Prefect: the deployment with its schedule, the runs that are due, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID

from prefect import State
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterId,
    FlowRunFilterParentFlowRunId,
    FlowRunFilterState,
    FlowRunFilterStateType,
    TaskRunFilter,
    TaskRunFilterState,
    TaskRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.client.schemas.responses import OrchestrationResult, SetStateStatus
from prefect.client.schemas.sorting import FlowRunSort, TaskRunSort
from prefect.exceptions import ObjectNotFound
from prefect.flow_engine import run_flow_async
from prefect.schedules import Cron, Interval, Schedule
from prefect.states import Cancelled, Crashed, Failed, Pending
from prefect.types.entrypoint import EntrypointType

from flows.domain import StageReport
from flows.monitor import monitor
from flows.options import ScheduleOptions
from flows.serve.plain import RETRIES, RETRY_DELAY
from flows.serve.timetable import Timetable

TAGS = ("sanctions-watch",)
MADE_UP = "Skipped"
PAGE = 200
"""Runs the server gives back at once, at most."""
_AT_WORK = (StateType.PENDING, StateType.RUNNING, StateType.CANCELLING)


@dataclass(frozen=True, slots=True)
class Due:
    """Runs whose time has come: the newest is made, and makes up for the others."""

    newest: FlowRun | None
    others: Sequence[FlowRun] = ()


class Desk:
    """One deployment of the flow `monitor`, by the name of the service."""

    def __init__(self, client: PrefectClient, name: str, config: Path, schedule: ScheduleOptions) -> None:
        self.flow = monitor.with_options(retries=RETRIES, retry_delay_seconds=RETRY_DELAY)
        self._client = client
        self._name = name
        self._config = config
        self._schedule = schedule
        self._id: UUID | None = None

    async def register(self) -> UUID:
        """Make the deployment, or bring it up to date with watch.yaml."""
        deployment = await self.flow.ato_deployment(
            name=self._name,
            schedule=prefect_schedule(self._schedule),
            parameters={"config": str(self._config)},
            tags=list(TAGS),
            description=f"Passes over {self._config.name}, made by `sanctions-watch serve`.",
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        self._id = await deployment.aapply()
        return self._id

    async def due(self) -> Due:
        """The runs whose time has come, planned or asked for by a person."""
        deployment = self._id or await self.register()
        runs = await self._client.get_scheduled_flow_runs_for_deployments([deployment], datetime.now(UTC))
        runs.sort(key=lambda run: run.next_scheduled_start_time or run.created or _EPOCH)
        return Due(runs[-1], runs[:-1]) if runs else Due(None)

    async def create(self) -> FlowRun | None:
        """A run for now, or None when a person has paused the schedule."""
        try:
            deployment = await self._client.read_deployment(self._id or await self.register())
        except ObjectNotFound:
            await self.register()
            return await self.create()
        if deployment.paused or not any(schedule.active for schedule in deployment.schedules):
            return None
        return await self._client.create_flow_run_from_deployment(deployment.id)

    async def claim(self, run: FlowRun) -> bool:
        """Take a run; False when somebody else has it already or a person has cancelled it."""
        answer: OrchestrationResult[None] = await self._client.set_flow_run_state(run.id, Pending())
        return answer.status == SetStateStatus.ACCEPT

    async def make(self, run: FlowRun) -> State[StageReport]:
        """Make a claimed run in this process, and give back its final state."""
        # The type of the flow knows no `return_type`: with "state" the engine gives back a state.
        state = await run_flow_async(self.flow, flow_run=run, parameters=run.parameters, return_type="state")
        return cast("State[StageReport]", state)

    async def skip(self, runs: Sequence[FlowRun]) -> None:
        """Note that these are made up for by another one."""
        state: State[None] = Cancelled(name=MADE_UP, message="a later pass made up for this one")
        for run in runs:
            await self._client.set_flow_run_state(run.id, state, force=True)

    async def fail(self, run: FlowRun, reason: str) -> None:
        """Note that a run could not even begin."""
        await self._client.set_flow_run_state(run.id, Failed(message=reason), force=True)

    async def _read(self, chosen: FlowRunFilter) -> list[FlowRun]:
        # Without order and limit the client sends nothing for them, which the server refuses.
        return await self._client.read_flow_runs(flow_run_filter=chosen, sort=FlowRunSort.ID_DESC, limit=PAGE)

    async def sweep(self) -> int:
        """Mark what a service that is gone left behind as running; to be called while no pass is made.

        Gives back how many runs of this deployment there were.
        """
        mine = FlowRunFilterDeploymentId(any_=[self._id or await self.register()])
        at_work = FlowRunFilterState(type=FlowRunFilterStateType(any_=list(_AT_WORK)))
        gone = await self._read(FlowRunFilter(deployment_id=mine, state=at_work))
        if not gone:
            return 0
        ids = [run.id for run in gone]
        parents = FlowRunFilterParentFlowRunId(any_=ids)
        inner = await self._read(FlowRunFilter(parent_flow_run_id=parents, state=at_work))
        crashed: State[None] = Crashed(message="the service ended in the middle of this; the next pass went on")
        ids += [run.id for run in inner]
        tasks = await self._client.read_task_runs(
            flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=ids)),
            task_run_filter=TaskRunFilter(state=TaskRunFilterState(type=TaskRunFilterStateType(any_=list(_AT_WORK)))),
            sort=TaskRunSort.ID_DESC,
            limit=PAGE,
        )
        for task in tasks:
            await self._client.set_task_run_state(task.id, crashed, force=True)
        for run in (*inner, *gone):
            await self._client.set_flow_run_state(run.id, crashed, force=True)
        return len(gone)


_EPOCH = datetime.fromtimestamp(0, UTC)


def prefect_schedule(options: ScheduleOptions) -> Schedule:
    """The schedule of watch.yaml as Prefect's."""
    if options.cron:
        return Cron(options.cron, timezone=options.timezone)
    return Interval(
        timedelta(seconds=options.every.total_seconds()),
        anchor_date=Timetable(options).anchor,
        timezone=options.timezone,
    )
