"""A first watch.yaml for a new user, commented, with the folders it names."""

import re
from importlib import resources
from pathlib import Path

from flows.errors import UsageError
from rules.schema import write_schemas

_FEED = re.compile(r"^  (- \{name: [^,]+, kind: feed, )", re.MULTILINE)
"""Where a suggested feed stands in the sample."""
_RULES_README = """\
# Your own rules

Every `*.yaml` file here is laid over the shipped pack. Same id replaces, new id adds, `status: disabled` switches off.
Check with `sanctions-watch rules lint` and `sanctions-watch rules test`.

`schemas/` lets editors complete and check: begin a rule with the line
`# yaml-language-server: $schema=schemas/rule.json`. After an update of the program
`sanctions-watch rules schema --out my-rules/schemas` writes them anew.
"""


def write_sample(folder: Path, *, offline: bool = False) -> list[Path]:
    """Write watch.yaml, an empty inbox and an empty rules folder.

    Args:
        folder: where; made if it does not exist.
        offline: write the suggested feeds as comments, so that a pass needs no network.

    Raises:
        UsageError: when the folder holds a watch.yaml already.
    """
    watch = folder / "watch.yaml"
    if watch.exists():
        raise UsageError(f"{watch} exists already; nothing was written")
    for name in ("inbox", "my-rules"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    text = resources.files("flows.settings").joinpath("sample.yaml").read_text("utf-8")
    watch.write_text(_FEED.sub(r"  # \1", text) if offline else text, encoding="utf-8")
    readme = folder / "my-rules" / "README.md"
    if not readme.exists():
        readme.write_text(_RULES_README, encoding="utf-8")
    write_schemas(folder / "my-rules" / "schemas")
    return [watch, folder / "inbox", folder / "my-rules"]
