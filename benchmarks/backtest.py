"""How long `rules backtest` takes over an archive: at first, and after each further edit of a rule.

    python -m benchmarks.backtest [--items 100000] [--subject]

The archive is `stream/`, of which half a per cent names the DPRK; with `--subject` it is state media alone, the same
1,200 texts again and again under new ids and dates, so that every item must be scored. The edits are those of an
analyst: a rule of their own, a word more in a list, other points, a shipped rule switched off. Each backtest is a
process of its own.
"""

import argparse
import gzip
import json
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from benchmarks.data import command, data_folder

RULE = """\
kind: rule
id: 0d7b1d0a-54f3-4c3e-9d38-63a1b2b9e001
name: my.divers
title: DPRK divers hired abroad
theme: labour_dispatch
status: experimental
author: Desk
created: 2026-11-22
legal_basis: [unscr-2397-8]
signals:
  - {name: divers, points: POINTS, together: [dprk, my_diver, country]}
false_positives: ["Divers on holiday"]
tests:
  - {text: "A Russian firm hired twelve North Korean divers.", expect: match}
  - {text: "North Korean divers mend a pier in Russia.", expect: match}
  - {text: "The divers are from Russia.", title: "A day in North Korea", expect: none}
  - {text: "North Korea has divers.", expect: none}
"""
WORDS = "kind: terms\nid: my_diver\ntitle: Divers\nconcept: true\nen: [WORDS]\n"


def edits(folder: Path) -> Iterator[str]:
    """Make one edit after the other in a folder of rules; gives back what was done."""
    (folder / "divers.yaml").write_text(RULE.replace("POINTS", "90"), encoding="utf-8")
    (folder / "words.yaml").write_text(WORDS.replace("WORDS", "diver"), encoding="utf-8")
    yield "first backtest"
    yield "the same again"
    (folder / "words.yaml").write_text(WORDS.replace("WORDS", "diver, swimmer"), encoding="utf-8")
    yield "a word more"
    (folder / "divers.yaml").write_text(RULE.replace("POINTS", "70"), encoding="utf-8")
    yield "other points"
    (folder / "off.yaml").write_text("kind: rule\nname: tech.theft\nstatus: disabled\n", encoding="utf-8")
    yield "a shipped rule switched off"


def stream(items: int) -> Iterator[str]:
    """News of all kinds."""
    with gzip.open(data_folder() / "stream" / "2023-summer.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from islice(lines, items)


def subject(items: int) -> Iterator[str]:
    """State media, again and again."""
    with gzip.open(data_folder() / "negatives" / "kcna_2024.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    for number, one in enumerate(islice(cycle(texts), items)):
        day = datetime(2000, 1, 2, tzinfo=UTC) + timedelta(days=number % 9000)
        yield json.dumps(one | {"id": f"k{number}", "published": day.isoformat()}, ensure_ascii=False) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--subject", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rules = folder / "my-rules"
        rules.mkdir()
        (folder / "watch.yaml").write_text("sources: []\nrules: [my-rules]\n", encoding="utf-8")
        archive = folder / "archive.jsonl.gz"
        with gzip.open(archive, "wt", encoding="utf-8", compresslevel=6) as out:
            out.writelines((subject if arguments.subject else stream)(arguments.items))
        print(f"{arguments.items:,} items, {archive.stat().st_size / 1e6:.0f} MB gzipped")
        for edit in edits(rules):
            words = command("rules", "backtest", "shipped", "working", "--archive", str(archive), "--json")
            started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
            done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - our own
            seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
            processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            report = json.loads(done.stdout)
            effort, found = report["effort"], report["articles"]
            print(
                f"  {edit:28} {seconds:6.1f} s, of processors {processor:6.1f} s  {effort['scored']:7,} scored "
                f"{effort['spared']:7,} out of reach {effort['known']:7,} known  "
                f"{found['gained']} gained, {found['lost']} lost, {found['changed']} changed"
            )


if __name__ == "__main__":
    main()
