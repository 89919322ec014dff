"""Where the labelled and the raw data lie. They are not part of the repository."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def data_folder() -> Path:
    """The folder of `SANCTIONS_WATCH_DATA`, or `../shared/data`; ends the program with a hint when there is none."""
    folder = Path(os.environ.get("SANCTIONS_WATCH_DATA", ROOT.parent / "shared" / "data")).resolve()
    if not folder.is_dir():
        sys.exit(f"{folder} does not exist: set SANCTIONS_WATCH_DATA to the folder that holds labelled/ and stream/")
    return folder


def command(*words: str) -> list[str]:
    """Our command line in this environment."""
    return [str(Path(sys.executable).with_name("sanctions-watch")), *words]
