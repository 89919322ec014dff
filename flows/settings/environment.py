"""The environment Prefect is given: a home of its own, no call to the outside, quiet logs."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard

DEFAULTS = {
    # Neither the server nor the client may call home.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # A cold start on a slow disk takes longer than the default of 20 seconds.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    # What goes wrong is raised, and told by the command in its own words: a traceback before them helps nobody.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # Our state lives in our storage: Prefect neither caches nor keeps results.
    "PREFECT_TASKS_DEFAULT_NO_CACHE": "true",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_READ_BATCH_SIZE": "50",
}

SERVER = {
    # Leases in memory are lost when the server restarts, and what they held stays held.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # Runs are kept for ever unless this says otherwise: thirty days.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",
}
"""More for a server that runs for months."""

TEMPORARY = {
    # Nobody looks at a server that lives for one run: neither pages nor log lines are worth three seconds.
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
}
"""More for the temporary server that a run by hand starts where none is configured."""

_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV", "DO_NOT_TRACK", "NO_COLOR", "LD_LIBRARY_PATH")


def quiet_prefect(state_folder: Path) -> None:
    """Set what the user has not set. Must run before Prefect is imported, which reads it once."""
    os.environ.setdefault("PREFECT_HOME", str(state_folder / "prefect"))
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)


def prefect_for_run(state_folder: Path) -> None:
    """Set Prefect up for one run by hand. Must run before Prefect is imported."""
    if not configured_api(os.environ, Path.home()):
        for name, value in TEMPORARY.items():
            os.environ.setdefault(name, value)
    quiet_prefect(state_folder)


def prefect_for_service(state_folder: Path) -> str:
    """Set Prefect up for the service; gives back the address of the API the user has configured, or nothing.

    It counts as configured in PREFECT_API_URL or in the active profile. With a profile its home is left in place, since
    key and other settings stand there. Must run before Prefect is imported.
    """
    url = configured_api(os.environ, Path.home())
    if url:
        os.environ.setdefault("PREFECT_HOME", str(prefect_home(os.environ, Path.home())))
    # What our own code logs in the middle of a pass is shown with its run.
    os.environ.setdefault("PREFECT_LOGGING_EXTRA_LOGGERS", "flows")
    # A scheduler that dies says so in the log of the server alone.
    os.environ.setdefault("PREFECT_LOGGING_SERVER_LEVEL", "WARNING")
    quiet_prefect(state_folder)
    return url


def use_api(url: str) -> None:
    """Send Prefect of this process to the server at this address. Must run before Prefect is imported."""
    os.environ["PREFECT_API_URL"] = url


def server_environment() -> dict[str, str]:
    """What a server of our own is given: settings of Prefect, and none of the secrets of the watch."""
    mine = {
        name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(("PREFECT_", "PYTHON"))
    }
    mine.pop("PREFECT_API_URL", None)
    return SERVER | mine


def prefect_home(environment: Mapping[str, str], user: Path) -> Path:
    """Where Prefect keeps its profiles unless told otherwise."""
    return Path(environment.get("PREFECT_HOME") or user / ".prefect").expanduser()


def configured_api(environment: Mapping[str, str], user: Path) -> str:
    """The address of the Prefect API in the environment, else in the active profile, else nothing."""
    if url := environment.get("PREFECT_API_URL", ""):
        return url
    path = Path(environment.get("PREFECT_PROFILES_PATH") or prefect_home(environment, user) / "profiles.toml")
    try:
        content = tomllib.loads(path.expanduser().read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ""
    profiles = content.get("profiles")
    profile = (
        profiles.get(str(environment.get("PREFECT_PROFILE") or content.get("active"))) if _is_table(profiles) else None
    )
    return str(profile.get("PREFECT_API_URL", "")) if _is_table(profile) else ""


def _is_table(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)
