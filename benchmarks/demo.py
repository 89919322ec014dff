"""The demonstration after the install: wall time by stage, and Prefect's share of it.

    python -m benchmarks.demo

Runs on a copy of seeds/ and watch.yaml in a temporary folder, each time as on a fresh machine.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import ROOT, command

STAGES = """
import time
t = [time.perf_counter()]
from flows.settings import load_settings
from flows.stages.notify import deliver
from flows.stages.passes import assess_all, ingest_all
from flows.wiring import open_workshop
from pathlib import Path
t.append(time.perf_counter())
with open_workshop(load_settings(Path("watch.yaml"))) as shop:
    t.append(time.perf_counter())
    for stage in (ingest_all, assess_all, deliver):
        stage(shop)
        t.append(time.perf_counter())
names = ("import", "open rules, model, storage", "ingest", "assess", "notify")
import sys
for name, a, b in zip(names, t, t[1:]):
    print(f"  {name:28} {b - a:6.2f} s", file=sys.stderr)
"""


@contextlib.contextmanager
def a_fresh_copy() -> Iterator[Path]:
    """A folder with the sample watch, as after a clone."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "seeds", Path(folder) / "seeds")
        shutil.copy(ROOT / "watch.yaml", folder)
        yield Path(folder)


def timed(words: list[str], folder: Path) -> float:
    """Wall seconds of a command in a folder; its output is thrown away, its errors are shown."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    started = time.perf_counter()
    subprocess.run(words, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    python = str(Path(command("")[0]).with_name("python"))
    with a_fresh_copy() as folder:
        print("stages, without Prefect:", flush=True)
        timed([python, "-c", STAGES], folder)
    with a_fresh_copy() as folder:
        plain = timed(command("run", "--no-prefect"), folder)
    with a_fresh_copy() as folder:
        first = timed(command("run"), folder)
        second = timed(command("run"), folder)
    print(f"run --no-prefect             {plain:6.2f} s")
    print(f"run, first (a new Prefect)   {first:6.2f} s, of which Prefect {first - plain:.2f} s")
    print(f"run, second                  {second:6.2f} s")


if __name__ == "__main__":
    main()
