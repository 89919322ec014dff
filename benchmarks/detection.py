"""Detection on labelled articles, by split: rules and model, rules alone; and grouping on labelled stories.

    python -m benchmarks.detection [--by kind|lang|split]

Prints what evaluate.py prints; it stands beside the data folder.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.data import command, data_folder


def run(*words: str) -> None:
    """One command; its failure ends the measurement. Exit code 1 only reports unreadable lines."""
    done = subprocess.run(words, check=False)  # noqa: S603 - words come from this file
    if done.returncode > 1:
        sys.exit(done.returncode)


def main() -> None:
    """Score, then evaluate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--by", default="split")
    arguments = parser.parse_args()
    data = data_folder()
    evaluate = [sys.executable, str(data.parent / "evaluate.py")]
    labelled = str(data / "labelled" / "dev.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.jsonl")
        for name, more in (("rules and model", []), ("rules alone", ["--no-model"])):
            print(f"\n#### {name}", flush=True)
            run(*command("score", labelled, "--out", out, *more))
            run(*evaluate, labelled, out, "--by", arguments.by)
        print("\n#### stories", flush=True)
        run(*command("group", str(data / "stories" / "dev_items.jsonl"), "--out", out))
        run(*evaluate, "--stories", str(data / "stories" / "dev.jsonl"), out, "--certain")


if __name__ == "__main__":
    main()
