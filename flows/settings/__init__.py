"""watch.yaml and the environment, as one frozen value. The only reader of the environment."""

from flows.settings.environment import quiet_prefect
from flows.settings.load import Settings, load_settings
from flows.settings.sample import write_sample

__all__ = ["Settings", "load_settings", "quiet_prefect", "write_sample"]
