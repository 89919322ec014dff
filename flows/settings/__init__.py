"""watch.yaml and the environment, as one frozen value. The only reader of the environment."""

from flows.settings.environment import (
    prefect_for_run,
    prefect_for_service,
    quiet_prefect,
    server_environment,
    use_api,
)
from flows.settings.load import Settings, load_settings, usual_settings
from flows.settings.sample import write_sample

__all__ = [
    "Settings",
    "load_settings",
    "prefect_for_run",
    "prefect_for_service",
    "quiet_prefect",
    "server_environment",
    "use_api",
    "usual_settings",
    "write_sample",
]
