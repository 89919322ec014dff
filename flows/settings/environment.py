"""The environment Prefect is given: a home of its own, no call to the outside, quiet logs."""

import os
from pathlib import Path

DEFAULTS = {
    # Neither the server nor the client may call home.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # A cold start on a slow disk takes longer than the default of 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # Our state lives in our storage: Prefect neither caches nor keeps results.
    "PREFECT_TASKS_DEFAULT_NO_CACHE": "true",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "50",
}


def quiet_prefect(state_folder: Path) -> None:
    """Set what the user has not set. Must run before Prefect is imported, which reads it once."""
    os.environ.setdefault("PREFECT_HOME", str(state_folder / "prefect"))
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
