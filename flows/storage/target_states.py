"""How each target fares: its circuit breaker, the same for all workers and from pass to pass."""

from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from flows.domain import TargetState
from flows.storage.database import upsert
from flows.storage.noun import Noun
from flows.storage.tables import target_states


class TargetStates(Noun):
    """Circuit breakers."""

    def target_state(self, target: str) -> TargetState:
        """How a target fares; one that nothing is known of works."""
        with self._database.read() as connection:
            return _state(connection, target)

    def resting_targets(self, now: datetime) -> list[TargetState]:
        """Targets that nothing is sent to now, by name."""
        c = target_states.c
        query = sa.select(c.target, c.failures, c.rests_until).where(c.rests_until > now).order_by(c.target)
        with self._database.read() as connection:
            return [TargetState(*row) for row in connection.execute(query)]

    def note_attempt(self, target: str, change: Callable[[TargetState], TargetState]) -> TargetState:
        """Change the state of a target by a pure function of what it is; gives back what it is now."""
        with self._database.write() as connection:
            before = _state(connection, target, lock=True)
            after = change(before)
            if after != before:
                row = {"target": target, "failures": after.failures, "rests_until": after.rests_until}
                upsert(connection, target_states, [row], ["failures", "rests_until"])
            return after

    def wake_target(self, target: str) -> None:
        """End its rest: somebody has mended it, or wants to try."""
        self.note_attempt(target, lambda state: TargetState(state.target))


def takes_turn(connection: Connection, target: str, now: datetime, lease: timedelta) -> bool:
    """Whether the target may be tried now. One whose rest is over is tried by one worker: others wait for the lease."""
    state = _state(connection, target, lock=True)
    if state.rests_until is None:
        return True
    if state.rests_until > now:
        return False
    c = target_states.c
    connection.execute(sa.update(target_states).where(c.target == target).values(rests_until=now + lease))
    return True


def _state(connection: Connection, target: str, *, lock: bool = False) -> TargetState:
    c = target_states.c
    query = sa.select(c.target, c.failures, c.rests_until).where(c.target == target)
    row = connection.execute(query.with_for_update() if lock else query).one_or_none()
    return TargetState(target) if row is None else TargetState(*row)
