"""Put a fitted model in the place of the one that scores; the one before is kept beside it."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from flows.errors import UsageError
from flows.settings import Settings
from models.artifacts import load
from models.errors import ArtifactError

REPORT = "promotion.json"
"""What the candidate was found better by, beside its weights."""


def place_for(settings: Settings) -> Path:
    """The folder that `model:` names, or `var/model` beside watch.yaml where it names none."""
    return (settings.scoring.model_folder or settings.state_folder / "model").resolve()


def put_in_force(candidate: Path, place: Path, report: Mapping[str, object]) -> None:
    """Copy a candidate to its place, with the report that speaks for it; what stood there goes to `NAME.before`.

    Raises:
        UsageError: the candidate stands there already, or a folder that is no model.
        ArtifactError: the candidate does not load.
        OSError: a folder cannot be written.
    """
    load(candidate)
    if candidate.resolve() == place:
        raise UsageError(f"{candidate} is the model that scores already; train into another folder")
    coming = place.with_name(f"{place.name}.new")
    shutil.rmtree(coming, ignore_errors=True)
    shutil.copytree(candidate, coming)
    (coming / REPORT).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if place.exists():
        _keep(place)
    coming.rename(place)


def _keep(place: Path) -> None:
    """Move a model aside; a folder of anything else is not touched."""
    try:
        load(place)
    except ArtifactError as error:
        raise UsageError(f"{place} holds no model that loads, and is not written over: {error}") from error
    before = place.with_name(f"{place.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    place.rename(before)
