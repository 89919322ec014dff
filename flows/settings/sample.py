"""A first watch.yaml for a new user, commented, with the folders it names."""

from importlib import resources
from pathlib import Path

from flows.errors import UsageError

_RULES_README = """\
# Your own rules

Every `*.yaml` file here is laid over the shipped pack. Same id replaces, new id adds, `status: disabled` switches off.
Check with `sanctions-watch rules lint` and `sanctions-watch rules test`.
"""


def write_sample(folder: Path) -> list[Path]:
    """Write watch.yaml, an empty inbox and an empty rules folder.

    Raises:
        UsageError: when the folder holds a watch.yaml already.
    """
    watch = folder / "watch.yaml"
    if watch.exists():
        raise UsageError(f"{watch} exists already; nothing was written")
    for name in ("inbox", "my-rules"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    watch.write_text(resources.files("flows.settings").joinpath("sample.yaml").read_text("utf-8"), encoding="utf-8")
    readme = folder / "my-rules" / "README.md"
    if not readme.exists():
        readme.write_text(_RULES_README, encoding="utf-8")
    return [watch, folder / "inbox", folder / "my-rules"]
