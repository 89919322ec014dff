"""Paths as the user names them."""

import re
from pathlib import Path


def near(text: object) -> str:
    """A text in which paths below the present folder are written from there; all others stay absolute."""
    here = Path.cwd()
    if here == here.parent:
        return str(text)
    return re.sub(rf"(?<![\w./~-]){re.escape(str(here))}/", "", str(text))
