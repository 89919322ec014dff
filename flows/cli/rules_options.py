"""What commands about rules need of a watch."""

from pathlib import Path

import click
from click.core import ParameterSource

from flows.options import ScoringOptions
from flows.settings import load_settings


def scoring_options(config: Path) -> ScoringOptions:
    """How the watch scores. Rules can be checked before there is a watch: then the shipped pack alone is meant.

    Raises:
        ConfigurationError: the file was named and is not there, or what it says cannot be used.
    """
    named = click.get_current_context().get_parameter_source("config") is not ParameterSource.DEFAULT
    return load_settings(config).scoring if named or config.exists() else ScoringOptions()
