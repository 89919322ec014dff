"""Detection on labelled articles: rules and model, rules alone, model alone; by split, kind and language.

    python -m benchmarks.detection

Prints the tables of README.md, with the figures that `sanctions-watch model evaluate` gives. The classifier alone is
flagged from the score that is best on the split `tune`. False alarms are also counted on the negatives: news of arms,
labour and sanctions without the DPRK (`hard`) and ordinary texts (`plain`), which carry no theme, and the DPRK's own
reports of a year (`kcna`), of which nearly none does.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.classifier import best
from benchmarks.data import data_folder
from benchmarks.labelled import LABELLED, read_rows
from flows.inspection.detection import Report, by_part, measure
from flows.inspection.labelled import read_labelled
from flows.options import ScoringOptions
from flows.stages.score import score
from flows.wiring import open_bench
from models.evaluation import best_threshold

SPLITS = ("tune", "report")
NEGATIVES = ("hard", "plain", "kcna_2024")

Scored = Mapping[str, Mapping[str, Any]]


def scored(options: ScoringOptions, path: Path) -> dict[str, Mapping[str, Any]]:
    """Id to what `score` says of the article."""
    return {str(row["id"]): row for row in score(open_bench(options), [str(path)])}


def classifier_alone(themes: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """Scores of the best sentence by the classifier, in the form that `score` writes; no evidence, no claims."""
    rows = {split: read_rows(split) for split in SPLITS}
    found: dict[str, dict[str, Any]] = {}
    for theme in themes:
        tune = rows["tune"]
        truth = np.array([theme in row.labels for row in tune])
        least = best_threshold(truth, np.array([best(row, theme) for row in tune]))
        for row in (row for split in SPLITS for row in rows[split]):
            odds = best(row, theme)
            told = {"score": 1 / (1 + np.exp(-odds)), "flagged": odds >= least, "evidence": []}
            found.setdefault(row.ident, {"themes": {}})["themes"][theme] = told
    return found


def line(name: str, report: Report) -> str:
    """A row of the table."""
    cells = [name, str(report.articles), _shown(report.macro_f1, report.macro_f1_interval)]
    cells.append("-" if report.false_alarm_rate is None else f"{report.false_alarm_rate:.1%}")
    for one in report.themes.values():
        ranked = "-" if one.average_precision is None else f"{one.average_precision:.2f}"
        f1 = _shown(one.f1, one.f1_interval)
        told = f"{one.precision:.2f} / {one.recall:.2f} / {f1}, AP {ranked} ({one.positives})"
        cells.append(told if one.positives or one.flagged else "-")
    return f"| {' | '.join(cells)} |"


def _shown(value: float | None, interval: tuple[float, float] | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" + (f" ({interval[0]:.2f}-{interval[1]:.2f})" if interval else "")


def reading(name: str, report: Report) -> Iterator[str]:
    """Rows on evidence and claims, one a theme."""
    for theme, one in report.themes.items():
        figures = (
            one.evidence_recall, one.evidence_precision, one.status_right, one.source_right, one.direction_right,
        )  # fmt: skip
        yield f"| {name}, {theme} | {' | '.join('-' if f is None else f'{f:.2f}' for f in figures)} |"


def negatives() -> Iterator[str]:
    """Rows on false alarms among the negatives."""
    bench = open_bench(ScoringOptions())
    for name in NEGATIVES:
        path = data_folder() / "negatives" / f"{name}.jsonl.gz"
        rows = [row for row in score(bench, [str(path)]) if "themes" in row]
        alarms = sum(any(one["flagged"] for one in row["themes"].values()) for row in rows)
        yield f"| {name} | {len(rows)} | {alarms} | {alarms / len(rows):.2%} |"


def main() -> None:
    """Print the tables."""
    path = data_folder() / LABELLED
    articles = read_labelled(path)
    with path.open(encoding="utf-8") as lines:
        split = {str(row["id"]): row["split"] for row in map(json.loads, lines)}
    themes = [str(theme) for theme in open_bench(ScoringOptions(use_model=False)).themes]
    systems: dict[str, Scored] = {
        "rules and model": scored(ScoringOptions(), path),
        "rules alone": scored(ScoringOptions(use_model=False), path),
        "model alone": classifier_alone(themes),
    }
    print("| | articles | macro F1 (95 %) | false alarms | " + " | ".join(f"{t}: P / R / F1" for t in themes) + " |")
    print("|---|---|---|---|" + "---|" * len(themes))
    for part in SPLITS:
        own = [one for one in articles if split[one.ident] == part]
        for name, found in systems.items():
            print(line(f"{name}, `{part}`", measure(own, found, themes)))
    own = [one for one in articles if split[one.ident] == "report"]
    for name, found in systems.items():
        for field in ("kind", "lang"):
            for where, some in by_part(own, field).items():
                print(line(f"{name}, `report`, {where}", measure(some, found, themes, rounds=0)))
    heads = ("rules and model", "evidence found", "evidence right", "status", "source", "direction")
    print(f"\n| {' | '.join(heads)} |\n|---|---|---|---|---|---|")
    for part in SPLITS:
        some = [one for one in articles if split[one.ident] == part]
        print("\n".join(reading(f"`{part}`", measure(some, systems["rules and model"], themes, rounds=0))))
    print("\n| negatives | articles | false alarms | share |\n|---|---|---|---|")
    print("\n".join(negatives()))


if __name__ == "__main__":
    main()
