"""Rules and classifier together: articles a second beside two peers, where the time goes, memory over a million items.

    python -m benchmarks.scoring [--part speed|stages|memory]

Mixes of real articles of 3,000 characters in the mean: one in twenty about the DPRK, and all of them. All contenders
are open and warm before the clock starts and take turns in the same run; the best pass of each counts. Reading and
writing JSON is nobody's part. The peers are fitted on the repository's own examples and read whole articles. spaCy is
a peer and no dependency: `pip install spacy` beside the project; without it the comparison goes without it.
"""

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

import flows.scoring.assessor as assessing
import rules.engine as scanning
from benchmarks.contenders import CONTENDERS, article, mixes, ours, rows
from flows.options import ScoringOptions
from flows.stages.score import BATCH
from flows.wiring import open_bench
from models.classifier import SentenceClassifier
from rules.claims import ClaimReader
from rules.language.vocabulary import Vocabulary
from rules.matching.compiled import CompiledRules

ROUNDS = 5
ITEMS = 1_000_000
"""Feed items that memory is watched over."""


def contend(name: str, path: str, number: int) -> None:
    """What a contender's process does: a pass over its share for every line it is sent, and the processor seconds."""
    count, open_contender = CONTENDERS[name]
    every = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
    work = open_contender(every[number * len(every) // count : (number + 1) * len(every) // count])
    work()
    print("ready", flush=True)
    for _ in sys.stdin:
        before = time.process_time()
        work()
        print(time.process_time() - before, flush=True)


class Contender:
    """The processes of a contender, open and warm."""

    def __init__(self, name: str, path: Path) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self._processes = [
            subprocess.Popen(  # noqa: S603 - words come from this file
                [sys.executable, "-m", "benchmarks.scoring", "--contender", name, str(path), str(number)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            ) for number in range(CONTENDERS[name][0])
        ]  # fmt: skip
        self._answers()
        self.wall = self.cpu = float("inf")

    def run(self) -> None:
        """One pass; the best stay."""
        started = time.perf_counter()
        for process in self._processes:
            assert process.stdin
            process.stdin.write("\n")
            process.stdin.flush()
        spent = sum(map(float, self._answers()))
        self.wall, self.cpu = min(self.wall, time.perf_counter() - started), min(self.cpu, spent)

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.communicate()

    def _answers(self) -> list[str]:
        lines = [process.stdout.readline() if process.stdout else "" for process in self._processes]
        if not all(lines):
            sys.exit("a contender's process ended; what it said stands above")
        return lines


def speed() -> None:
    """Articles a second by the clock and by the processor."""
    names = [name for name in CONTENDERS if "spaCy" not in name or importlib.util.find_spec("spacy")]
    print(f"{'':38} articles/s by the clock  a processor second  (best of {ROUNDS})")
    for mix, found in mixes().items():
        mean = sum(len(row["text"]) for row in found) / len(found)
        print(f"{mix}: {len(found):,} articles of {mean:,.0f} characters")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in found), encoding="utf-8")
            contenders = {name: Contender(name, path) for name in names}
            for _ in range(ROUNDS):
                for one in contenders.values():
                    one.run()
            for name, one in contenders.items():
                one.close()
                print(f"  {name:36} {len(found) / one.wall:23,.0f}  {len(found) / one.cpu:18,.0f}")


STAGES: tuple[tuple[Any, str, str], ...] = (
    (scanning, "fold", "folding"),
    (Vocabulary, "finds", "automaton"),
    (Vocabulary, "resolve", "terms out of finds"),
    (scanning, "spans", "sentences"),
    (scanning, "sentences", "sentences"),
    (CompiledRules, "hits", "rules"),
    (assessing, "passages_of", "masks"),
    (SentenceClassifier, "predict_proba", "model"),
    (SentenceClassifier, "explain", "terms of evidence explained"),
    (ClaimReader, "is_norm", "claims"),
    (ClaimReader, "read", "claims"),
)
"""What is timed where it is looked up; what one does inside another is not counted twice."""


def stages() -> None:
    """Microseconds of processor an article, by what is done."""
    spent: defaultdict[str, float] = defaultdict(float)
    running = ["scores, evidence, the rest"]
    since = [0.0]

    def switch() -> None:
        now = time.process_time()
        spent[running[-1]] += now - since[0]
        since[0] = now

    def timed(work: Callable[..., object], stage: str) -> Callable[..., object]:
        def inner(*args: Any, **options: Any) -> object:
            switch()
            running.append(stage)
            try:
                return work(*args, **options)
            finally:
                switch()
                running.pop()

        return inner

    passes = {mix: (len(found), ours(found)) for mix, found in mixes().items()}
    for _, work in passes.values():
        work()
    for owner, name, stage in STAGES:
        setattr(owner, name, timed(getattr(owner, name), stage))
    for mix, (count, work) in passes.items():
        spent.clear()
        since[0] = time.process_time()
        for _ in range(ROUNDS):
            work()
        switch()
        every = sum(spent.values())
        print(f"{mix}: {1e6 * every / count / ROUNDS:,.0f} us an article, the timing of stages included")
        for stage, took in sorted(spent.items(), key=itemgetter(1), reverse=True):
            print(f"  {stage:32} {1e6 * took / count / ROUNDS:8,.0f} us  {took / every:6.1%}")


def memory() -> None:
    """Peak memory over a million feed items, the whole stream read again and again, and the pace at both ends."""
    assessor = open_bench(ScoringOptions()).assessor
    stream = map(article, chain.from_iterable(iter(lambda: rows("stream/2023-summer.jsonl.gz"), None)))
    for tenth in range(1, 11):
        started, left = time.process_time(), ITEMS // 10
        while left:
            batch = list(islice(stream, min(BATCH, left)))
            assessor.assess(batch)
            left -= len(batch)
        pace = ITEMS / 10 / (time.process_time() - started)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        now = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
        print(f"{tenth * ITEMS // 10:9,} items  {pace:8,.0f} a processor second  {now:5.0f} MiB, peak {peak:5.0f} MiB")


PARTS = {"speed": speed, "stages": stages, "memory": memory}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=tuple(PARTS), action="append", help="only this (default: all)")
    parser.add_argument("--contender", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.contender:
        name, path, number = arguments.contender
        contend(name, path, int(number))
        return
    for part in arguments.part or PARTS:
        PARTS[part]()


if __name__ == "__main__":
    main()
