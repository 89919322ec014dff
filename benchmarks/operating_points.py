"""Fit where rules and classifier are joined, on labelled articles: writes flows/scoring/operating_points.yaml.

    python -m benchmarks.operating_points [--split tune] [--write]

An article's score is that of its best sentence, and labels are known for articles: so the curve is fitted by
maximum likelihood of the article's label given the best sentence under that same curve, with factors that are never
negative and a weak pull towards the starting values (Gaussian, one unit wide).

The threshold is chosen on scores of articles that their curve was not fitted on: of all thresholds whose F1 comes
so near the best that the positives at hand cannot tell them apart, the lowest: the rules were written with the same
split in view, and on other text their points are worth less. The curve is then shifted so that every threshold reads
0.5.
"""

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.data import ROOT, data_folder
from flows.domain import Article, ArticleId
from flows.scoring.assessor import Assessor
from flows.scoring.blend import DEFAULT, OPERATING_POINTS, Blend, Curve, OperatingPoint
from flows.scoring.severity import load_severity_table
from models.artifacts import load, shipped_model
from rules.claims import ClaimReader
from rules.engine import Engine
from rules.packs import load_pack, shipped_pack

Floats = npt.NDArray[np.float64]
START = np.array([-2.5, 4.0, 0.8])
"""Intercept, gain of a hundred points, gain of the classifier's log-odds."""
START_RULES = np.array([-3.0, 6.0])
FOLDS = 5
WITHIN = 0.1
"""Differences of F1 that one positive cannot tell apart; those of n are smaller by the root of n."""
THRESHOLD, EVIDENCE, NEAR = 0.5, 0.35, 0.25
"""Where an article counts, where a sentence of it does, and where it is a near miss, once the curve is shifted."""


@dataclass
class Row:
    """One labelled article: shape (sentences, 2) of points/100 and log-odds for each theme."""

    ident: str
    sentences: dict[str, Floats]
    labels: frozenset[str]
    language: str


def read_rows(split: str) -> list[Row]:
    """The labelled articles of a split that name the DPRK, with what rules and classifier say of each sentence."""
    assessor = _unbounded()
    raw = [json.loads(line) for line in (data_folder() / "labelled" / "dev.jsonl").open(encoding="utf-8")]
    now = datetime.now(UTC)
    rows = []
    for one in raw:
        if one["split"] != split:
            continue
        article = Article(ArticleId(one["id"]), "", "", one["title"], one["text"], one["lang"], "", None, now, "")
        found: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for assessment in assessor.assess([article])[0]:
            for sentence in assessment.evidence:
                sure = min(max(sentence.probability or 0.0, 1e-6), 1 - 1e-6)
                found[assessment.theme].append((sentence.points / 100, math.log(sure / (1 - sure))))
        labels = frozenset(theme for theme, spans in one["labels"].items() if spans)
        rows.append(Row(one["id"], {theme: np.array(values) for theme, values in found.items()}, labels, one["lang"]))
    return rows


def _unbounded() -> Assessor:
    """An assessor for which every sentence is evidence."""
    rules = load_pack(shipped_pack())
    curve = Curve(0.0, 1.0)
    point = OperatingPoint(curve, 1.0, curve, threshold=0.0, evidence=0.0, near=0.0)
    blend = Blend({DEFAULT: point})
    return Assessor(Engine(rules), ClaimReader(rules), load(shipped_model()), blend, load_severity_table())


def best(values: Floats | None, curve: Floats) -> float:
    """Log-odds of the best sentence under a curve; very low for an article with none."""
    if values is None or not len(values):
        return -8.0
    return float((curve[0] + values[:, : len(curve) - 1] @ curve[1:]).max())


def fit(rows: Sequence[Row], theme: str, start: Floats) -> Floats:
    """The curve of one theme."""
    truth = np.array([theme in row.labels for row in rows], dtype=float)

    def loss(curve: Floats) -> float:
        odds = np.array([best(row.sentences.get(theme), curve) for row in rows])
        return float(np.sum(np.logaddexp(0, odds) - truth * odds) + 0.5 * np.sum((curve - start) ** 2))

    bounds = [(None, None)] + [(0.0, None)] * (len(start) - 1)
    found = minimize(loss, start, method="Powell", bounds=bounds, options={"xtol": 1e-3, "ftol": 1e-5})
    return np.asarray(found.x, dtype=np.float64)


def f1_at(truth: npt.NDArray[np.bool_], scores: Floats, threshold: float) -> float:
    """F1 of flagging from a threshold on."""
    flagged = scores >= threshold
    both = float((truth & flagged).sum())
    return 2 * both / max(1.0, float(truth.sum() + flagged.sum()))


def threshold_of(truth: npt.NDArray[np.bool_], scores: Floats) -> float:
    """Of the thresholds that come near the best F1 the lowest."""
    grid = np.linspace(0.02, 0.98, 97)
    found = np.array([f1_at(truth, scores, t) for t in grid])
    return float(grid[np.argmax(found >= found.max() - WITHIN / math.sqrt(truth.sum()))])


def held_out(rows: Sequence[Row], theme: str, start: Floats) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Truth, and each article's score under a curve that was fitted without it."""
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        kept = [row for i, row in enumerate(rows) if i % FOLDS != fold]
        curve = fit(kept, theme, start)
        for i in range(fold, len(rows), FOLDS):
            scores[i] = 1 / (1 + math.exp(-best(rows[i].sentences.get(theme), curve)))
    return np.array([theme in row.labels for row in rows]), scores


def main() -> None:
    """Fit every theme, print the figures, and write the file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", default="tune")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = read_rows(arguments.split)
    blocks = []
    for theme in (theme.id for theme in load_pack(shipped_pack()).themes):
        truth, scores = held_out(rows, theme, START)
        threshold = threshold_of(truth, scores)
        curve, alone = fit(rows, theme, START), fit(rows, theme, START_RULES)
        print(
            f"{theme:16} {int(truth.sum())} positives, held out: F1 {f1_at(truth, scores, threshold):.3f} "
            f"at {threshold:.2f}; curve {np.round(curve, 2)}, rules alone {np.round(alone, 2)}"
        )
        blocks.append(block(theme, shifted(curve, threshold), shifted(alone, threshold)))
    if arguments.write:
        head = OPERATING_POINTS.read_text(encoding="utf-8").split("fitted_on:")[0]
        default = OPERATING_POINTS.read_text(encoding="utf-8")
        default = default[default.index("  default:") :].split("\n  labour_dispatch:")[0].rstrip()
        fitted_on = (
            f"fitted_on: {len(rows)} labelled articles, split {arguments.split} (python -m benchmarks.operating_points)"
        )
        OPERATING_POINTS.write_text(f"{head}{fitted_on}\nthemes:\n{default}\n" + "".join(blocks), encoding="utf-8")
        print(f"wrote {OPERATING_POINTS.relative_to(ROOT)}")


def shifted(curve: Floats, threshold: float) -> Floats:
    """The same curve with this threshold at 0.5."""
    return np.concatenate([[curve[0] - math.log(threshold / (1 - threshold))], curve[1:]])


def block(theme: str, curve: Floats, alone: Floats) -> str:
    """The block of a theme in the file."""
    return (
        f"  {theme}:\n    intercept: {curve[0]:.2f}\n    points: {curve[1]:.2f}\n    model: {curve[2]:.2f}\n"
        f"    rules_only:\n      intercept: {alone[0]:.2f}\n      points: {alone[1]:.2f}\n"
        f"    threshold: {THRESHOLD}\n    evidence: {EVIDENCE}\n    near: {NEAR}\n"
    )


if __name__ == "__main__":
    main()
