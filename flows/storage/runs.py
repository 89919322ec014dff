"""Passes of the main flow, and figures over everything stored."""

import secrets
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from flows.domain import DeliveryState, Problem, StageReport
from flows.storage.codec import decode, encode
from flows.storage.noun import Noun
from flows.storage.records import Run
from flows.storage.tables import alerts, articles, deliveries, runs, stories, story_members


class Runs(Noun):
    """When the watch worked, and what came of it."""

    def start_run(self, now: datetime) -> str:
        """Note that a pass begins; return its id, which sorts by time."""
        run = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        with self._database.write() as connection:
            connection.execute(runs.insert().values(id=run, started=now, counts={}, problems=[]))
        return run

    def finish_run(self, run: str, report: StageReport, now: datetime) -> None:
        """Note that a pass has ended, with its figures and problems."""
        values = {"finished": now, "counts": encode(report.counts), "problems": encode(report.problems)}
        with self._database.write() as connection:
            connection.execute(sa.update(runs).where(runs.c.id == run).values(values))

    def runs(self, limit: int = 20) -> list[Run]:
        """The latest passes, the newest first."""
        return self._runs(sa.select(runs).order_by(runs.c.started.desc(), runs.c.id.desc()).limit(limit))

    def runs_after(self, moment: datetime) -> list[Run]:
        """The passes that began after a moment, the newest first."""
        return self._runs(sa.select(runs).where(runs.c.started > moment).order_by(runs.c.started.desc()))

    def first_run(self) -> datetime | None:
        """When the first pass of all began; None when there was none."""
        with self._database.read() as connection:
            found: datetime | None = connection.scalar(sa.select(sa.func.min(runs.c.started)))
        return found

    def _runs(self, query: sa.Select[Any]) -> list[Run]:
        with self._database.read() as connection:
            rows = connection.execute(query).mappings().all()
        return [
            Run(
                id=row["id"],
                started=row["started"],
                finished=row["finished"],
                counts=decode(dict[str, int], row["counts"]),
                problems=tuple(decode(Problem, item) for item in row["problems"]),
            )
            for row in rows
        ]

    def counts(self) -> dict[str, int]:
        """How many articles, unassessed, stories, undecided_stories, alerts, runs and deliveries_<state> there are."""
        waiting = story_members.c.decided < story_members.c.awaits
        queries = {
            "articles": sa.select(sa.func.count()).select_from(articles),
            "unassessed": sa.select(sa.func.count()).where(articles.c.assessed < articles.c.revision),
            "stories": sa.select(sa.func.count()).select_from(stories),
            "undecided_stories": sa.select(sa.func.count(story_members.c.story.distinct())).where(waiting),
            "alerts": sa.select(sa.func.count()).select_from(alerts),
            "runs": sa.select(sa.func.count()).select_from(runs),
        }
        by_state = sa.select(deliveries.c.state, sa.func.count()).group_by(deliveries.c.state)
        with self._database.read() as connection:
            found = {name: connection.scalar(query) or 0 for name, query in queries.items()}
            states = {state: count for state, count in connection.execute(by_state)}  # noqa: C416  # rows are no pairs to mypy
        return found | {f"deliveries_{state.value}": states.get(state.value, 0) for state in DeliveryState}
