"""Fit where rules and classifier are joined, on labelled articles: writes flows/scoring/operating_points.yaml.

    python -m benchmarks.operating_points [--write]

The curve. An article's score is that of its best sentence, and labels are known for articles: so the curve of a theme
is fitted by maximum likelihood of the articles' labels given the best sentence under that same curve, with factors
that are never negative. The rules were written with the same articles in view and look better there than on any other
text. The training examples, which no rule was written for, hold the factors down: their likelihood counts too, with
an intercept of its own (how rare a theme is does not change the factors of a logistic curve) and with little weight
(they are harder than news).

The thresholds. Chosen on scores of articles that their curve was not fitted on, near-duplicates in one fold. A
threshold is as good as another where its F-measure comes so near the best that the positives at hand cannot tell them
apart. Of those by F1 `balance` is the one a quarter of the way up: the positives at hand were in view when the rules
were written, others score lower. `recall` is the lowest by F2, `precision` the highest by F0.5. What is to be expected
of each is measured on the split `report`, which plays no part in the choice.
"""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.data import ROOT
from benchmarks.labelled import LOWEST, Floats, Row, read_examples_rows, read_rows
from flows.options import Prefer
from flows.scoring.blend import OPERATING_POINTS
from models.classifier import logistic
from rules.packs import load_pack, shipped_pack

Truth = npt.NDArray[np.bool_]
START = np.array([-3.0, 5.0, 0.8, -1.0])
"""Intercept, gain of a hundred points, gain of the classifier's log-odds, intercept of the examples."""
START_RULES = np.array([-3.0, 6.0, -1.0])
PULL = 0.1
"""How strongly a curve is drawn to its start."""
EXAMPLES = 0.1
"""What one training example weighs beside one labelled article."""
FOLDS = 5
WITHIN = 0.1
"""Differences of an F-measure that one positive cannot tell apart; those of n are smaller by the root of n."""
BALANCE_AT = 0.25
"""Where `balance` stands among thresholds that are as good as each other."""
BETAS = {Prefer.RECALL: 2.0, Prefer.BALANCE: 1.0, Prefer.PRECISION: 0.5}
EVIDENCE = 0.12
"""Where a sentence of a flagged article is evidence; never above the lowest threshold."""


@dataclass(frozen=True)
class Pool:
    """What a curve is fitted to: shape (sentences, inputs), and the article that each sentence belongs to."""

    inputs: Floats
    article: npt.NDArray[np.int64]
    truth: Truth

    def best(self, curve: Floats) -> Floats:
        """Log-odds of each article's best sentence."""
        odds = np.full(len(self.truth), LOWEST)
        np.maximum.at(odds, self.article, curve[0] + self.inputs @ curve[1 : 1 + self.inputs.shape[1]])
        return odds


def pool(rows: Sequence[Row], theme: str, width: int = 2) -> Pool:
    """The sentences of articles; `width` 1 leaves out the classifier."""
    parts = [(i, row.sentences[theme][:, :width]) for i, row in enumerate(rows) if theme in row.sentences]
    article = np.concatenate([np.full(len(values), i) for i, values in parts])
    return Pool(np.concatenate([v for _, v in parts]), article, np.array([theme in row.labels for row in rows]))


def fit(news: Pool, examples: Pool, start: Floats) -> Floats:
    """The curve of one theme, with the intercept of the examples as its last number."""
    width = news.inputs.shape[1]

    def loss(curve: Floats) -> float:
        theirs = curve[-1] + examples.inputs @ curve[1 : 1 + width]
        fits = _loss(news.best(curve), news.truth) + EXAMPLES * _loss(theirs, examples.truth)
        return fits + 0.5 * PULL * float(np.sum((curve - start) ** 2))

    bounds = [(None, None), *[(0.0, None)] * width, (None, None)]
    found = minimize(loss, start, method="Powell", bounds=bounds, options={"xtol": 1e-3, "ftol": 1e-6})
    return np.asarray(found.x, dtype=np.float64)


def _loss(odds: Floats, truth: Truth) -> float:
    return float(np.sum(np.logaddexp(0, odds) - truth * odds))


def held_out(rows: Sequence[Row], theme: str, examples: Pool, start: Floats) -> Floats:
    """Each article's score under a curve that was fitted without it and without what resembles it."""
    width = len(start) - 2
    scores = np.zeros(len(rows))
    folds = np.array([row.group % FOLDS for row in rows])
    for fold in range(FOLDS):
        curve = fit(pool([r for r, f in zip(rows, folds, strict=True) if f != fold], theme, width), examples, start)
        scores[folds == fold] = logistic(pool(rows, theme, width).best(curve))[folds == fold]
    return scores


def f_measure(truth: Truth, scores: Floats, threshold: float, beta: float = 1.0) -> float:
    """F-measure of flagging from a threshold on."""
    flagged = scores >= threshold
    both = float((truth & flagged).sum())
    return (1 + beta**2) * both / max(1.0, float(beta**2 * truth.sum() + flagged.sum()))


def thresholds(truth: Truth, scores: Floats) -> dict[Prefer, float]:
    """A threshold for each preference, rising from recall to precision."""
    grid = np.linspace(0.05, 0.95, 91)
    found: dict[Prefer, float] = {}
    for prefer, beta in BETAS.items():
        values = np.array([f_measure(truth, scores, t, beta) for t in grid])
        good = grid[values >= values.max() - WITHIN / math.sqrt(truth.sum())]
        between = np.quantile(good, BALANCE_AT)
        found[prefer] = float({Prefer.RECALL: good[0], Prefer.PRECISION: good[-1]}.get(prefer, between))
    balance = found[Prefer.BALANCE]
    found[Prefer.RECALL] = min(found[Prefer.RECALL], balance)
    found[Prefer.PRECISION] = max(found[Prefer.PRECISION], balance)
    return {prefer: round(value, 2) for prefer, value in found.items()}


def expected(news: Pool, curve: Floats, threshold: float) -> str:
    """Precision and recall at a threshold."""
    flagged = logistic(news.best(curve)) >= threshold
    both = int((news.truth & flagged).sum())
    precision, recall = both / max(1, int(flagged.sum())), both / max(1, int(news.truth.sum()))
    return f"precision: {precision:.2f}, recall: {recall:.2f}, positives: {int(news.truth.sum())}"


def main() -> None:
    """Fit every theme, print the figures, and write the file when asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows, unseen = read_rows("tune"), read_rows("report")
    points, odds, labels = read_examples_rows()
    blocks = []
    for k, theme in enumerate(theme.id for theme in load_pack(shipped_pack()).themes):
        both = Pool(np.stack([points[:, k], odds[:, k]], axis=1), np.arange(len(points)), labels[:, k])
        alone = Pool(points[:, [k]], both.article, both.truth)
        news = pool(rows, theme)
        scores = held_out(rows, theme, both, START)
        chosen = thresholds(news.truth, scores)
        curve = fit(news, both, START)
        by_rules = held_out(rows, theme, alone, START_RULES)
        rules_only = shifted(
            fit(pool(rows, theme, 1), alone, START_RULES),
            thresholds(news.truth, by_rules)[Prefer.BALANCE],
            chosen[Prefer.BALANCE],
        )
        balance = chosen[Prefer.BALANCE]
        print(
            f"{theme:16} {int(news.truth.sum())} positives, held out: F1 {f_measure(news.truth, scores, balance):.3f} "
            f"at {balance:.2f}; curve {np.round(curve, 2)}, rules alone {np.round(rules_only, 2)}"
        )
        told = pool(unseen, theme)
        lines = [f"{prefer}: {{threshold: {t:.2f}, {expected(told, curve, t)}}}" for prefer, t in chosen.items()]
        print("  " + "\n  ".join(lines))
        blocks.append(block(theme, curve, rules_only, chosen[Prefer.RECALL], lines))
    if arguments.write:
        old = OPERATING_POINTS.read_text(encoding="utf-8")
        head = old.split("fitted_on:")[0]
        default = old[old.index("  default:") :].split("\n  labour_dispatch:")[0].rstrip()
        fitted_on = (
            f"fitted_on: {len(rows)} labelled articles, split tune, and {len(points)} examples; precision and recall "
            f"measured on {len(unseen)} others, split report (python -m benchmarks.operating_points)"
        )
        OPERATING_POINTS.write_text(f"{head}{fitted_on}\nthemes:\n{default}\n" + "".join(blocks), encoding="utf-8")
        print(f"wrote {OPERATING_POINTS.relative_to(ROOT)}")


def shifted(curve: Floats, threshold: float, to: float) -> Floats:
    """The same curve with what it had at one threshold at another."""
    move = math.log(to / (1 - to)) - math.log(threshold / (1 - threshold))
    return np.concatenate([[curve[0] + move], curve[1:]])


def block(theme: str, curve: Floats, alone: Floats, near: float, lines: Sequence[str]) -> str:
    """The block of a theme in the file. A near miss is what `prefer: recall` would flag."""
    return (
        f"  {theme}:\n    intercept: {curve[0]:.2f}\n    points: {curve[1]:.2f}\n    model: {curve[2]:.2f}\n"
        f"    rules_only:\n      intercept: {alone[0]:.2f}\n      points: {alone[1]:.2f}\n"
        f"    evidence: {min(EVIDENCE, near):.2f}\n    near: {near:.2f}\n" + "".join(f"    {line}\n" for line in lines)
    )


if __name__ == "__main__":
    main()
