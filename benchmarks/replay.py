"""What a replay would have sent, and how much of it is right.

    python -m benchmarks.replay [--every 1h]

Replays `stream/` and the `tune` half of `labelled/` and holds what would have been sent against `replay_labels.jsonl`:
articles that were read, by id, each with a verdict for a theme (`right`: evidence by the labelling guide) and, where
several tell of one event, with its name. An alert is judged by the article that its first quotation stands in; what
nobody has read counts neither way. `repeats`: first alerts about an event that another alert had told already.
"""

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.data import command, data_folder

LABELS = Path(__file__).with_name("replay_labels.jsonl")


def labels() -> dict[tuple[str, str, str], dict[str, str]]:
    """Archive, article and theme to what was read there."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    return {(row["archive"], row["article"], row["theme"]): row for row in rows}


def replayed(archive: Path, every: str, folder: Path) -> dict[str, Any]:
    """The report of `sanctions-watch replay`."""
    words = command("replay", str(archive), "--every", every, "--json")
    done = subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 - our own
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def tune(folder: Path) -> Path:
    """The part of the labelled data that may be read, without its labels."""
    path = folder / "labelled-tune.jsonl"
    kept = ("id", "title", "text", "lang", "published", "url", "outlet")
    with (data_folder() / "labelled" / "dev.jsonl").open(encoding="utf-8") as lines, path.open("w") as out:
        for line in lines:
            item = json.loads(line)
            if item["split"] == "tune":
                out.write(json.dumps({key: item[key] for key in kept if item.get(key)}) + "\n")
    return path


def judged(name: str, report: Mapping[str, Any]) -> Counter[str]:
    """How many findings are right, wrong and unread, and how many first alerts repeat an event."""
    known, found, events = labels(), Counter[str](), set[str]()
    for alert in report["sent"]:
        told = set()
        for finding in alert["findings"]:
            label = known.get((name, finding["quotations"][0]["article"], finding["theme"]))
            found[label["verdict"] if label else "unread"] += 1
            if label and label["event"]:
                told.add(label["event"])
        found["repeats"] += alert["number"] == 1 and bool(told & events)
        events |= told
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--every", default="1h")
    every = parser.parse_args().every
    total = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archives = {"2023-summer": data_folder() / "stream" / "2023-summer.jsonl.gz", "labelled-tune": tune(folder)}
        for archive, path in archives.items():
            report = replayed(path, every, folder)
            sent, found = report["alerts"], judged(archive, report)
            total += found
            print(
                f"{archive:14} {report['documents']:,} documents, {len(report['days'])} days: {sent['all']} alerts "
                f"({sent['first']} first, {sent['updates']} updates), {sent['a_day']} a day; one an article: "
                f"{sent['one_an_article']}; decisions {report['decisions']}"
            )
            print(f"{'':14} {_verdict(found)}")
    print(f"{'together':14} {_verdict(total)}")


def _verdict(found: Mapping[str, int]) -> str:
    read = found["right"] + found["wrong"]
    share = f"{found['right'] / read:.2f}" if read else "-"
    rest = f"{found['wrong']} wrong, {found['unread']} unread, {found['repeats']} repeats"
    return f"{read} findings read: {share} right; {rest}"


if __name__ == "__main__":
    main()
