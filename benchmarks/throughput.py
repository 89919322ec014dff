"""`score` beside the obvious peer, over the same items in the same run: a TF-IDF matrix with logistic regression.

    python -m benchmarks.throughput [--items 10000]

Each contender runs in a process of its own, three times in turn. Compared are the best times, start-up included,
and the peak of resident memory. The peer is fitted before the clock starts, on the repository's own examples.
"""

import argparse
import gzip
import json
import pickle
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.contenders import fitted_tfidf
from benchmarks.data import command, data_folder

ROUNDS = 3


def fit_peer(path: Path) -> None:
    """Fit the peer on the repository's examples and keep it."""
    path.write_bytes(pickle.dumps(fitted_tfidf()))


def run_peer(model: str, items: str) -> None:
    """What the peer's process does."""
    peer = pickle.loads(Path(model).read_bytes())  # noqa: S301 - written by fit_peer
    rows = list(map(json.loads, filter(None, Path(items).read_text(encoding="utf-8").split("\n"))))
    peer.predict_proba([f"{row['title']}\n{row['text']}" for row in rows])


def measured(words: list[str]) -> float:
    """Wall seconds of a process."""
    started = time.perf_counter()
    subprocess.run(words, check=True)  # noqa: S603 - words come from this file
    return time.perf_counter() - started


def peak(words: list[str]) -> float:
    """Peak resident memory of a process in MiB, from a fresh parent so that nothing else counts."""
    code = (
        "import resource,subprocess,sys;subprocess.run(sys.argv[1:],check=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], check=True, capture_output=True, text=True)  # noqa: S603 - ditto
    return int(done.stdout.strip().splitlines()[-1]) / 1024


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--peer", nargs=2, metavar=("MODEL", "ITEMS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.peer:
        run_peer(*arguments.peer)
        return
    with tempfile.TemporaryDirectory() as folder:
        items, model = Path(folder) / "items.jsonl", Path(folder) / "peer.bin"
        archive = data_folder() / "stream" / "2023-summer.jsonl.gz"
        with gzip.open(archive, "rt", encoding="utf-8") as lines, items.open("w", encoding="utf-8") as out:
            out.writelines(islice(lines, arguments.items))
        fit_peer(model)
        contenders = {
            "sanctions-watch score": command("score", str(items), "--out", str(Path(folder) / "scores.jsonl")),
            "TfidfVectorizer + LogisticRegression": [
                sys.executable, "-m", "benchmarks.throughput", "--peer", str(model), str(items),
            ],
        }  # fmt: skip
        times: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(ROUNDS):
            for name, words in contenders.items():
                times[name].append(measured(words))
        print(f"{arguments.items:,} items of {archive.name}, best of {ROUNDS}, start-up included")
        best = {name: min(found) for name, found in times.items()}
        first = next(iter(best.values()))
        for name, words in contenders.items():
            print(
                f"  {name:38} {best[name]:6.2f} s  {arguments.items / best[name]:8,.0f} items/s"
                f"  peak {peak(words):5.0f} MiB  {first / best[name]:5.2f} x"
            )


if __name__ == "__main__":
    main()
