"""How the classifier grows with its examples, and how much real text would add; for the model card.

    python -m benchmarks.learning_curve

Average precision of the classifier alone on the split `tune`, the score of an article being that of its best sentence.
Parts of the examples are drawn three times, near-duplicates together. With real text: five folds of the articles,
near-duplicates together; each fold is scored by a classifier that saw the examples and the sentences of the others.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.labelled import Floats, alike, an_article, labelled
from flows.scoring.passages import passages_of
from flows.stages.train import mask_examples, roles
from models.classifier import SentenceClassifier
from models.evaluation import average_precision
from models.example_checks import groups
from models.examples import read_examples, shipped_examples
from models.features import FeatureSettings, Passage
from models.fitting import Labels, Recipe, fit
from models.training import RELATED
from rules.claims import ClaimReader
from rules.engine import Engine
from rules.packs import load_pack, shipped_pack

SHARES = (0.125, 0.25, 0.5, 0.75, 1.0)
DRAWS = 3
FOLDS = 5
LOWEST = -20.0
TOLERANCE = 1e-4
"""When the solver stops: the ranking is settled long before the sixth digit is."""


@dataclass(frozen=True)
class News:
    """The sentences of labelled articles, norms left out."""

    passages: list[Passage]
    article: npt.NDArray[np.int64]
    """The article of each sentence."""
    labels: Labels
    """Of each sentence; all sentences of an item bear the labels of the item."""
    truth: Labels
    """Of each article."""
    fold: npt.NDArray[np.int64]
    """Of each article."""

    def precision(self, odds: Floats) -> Floats:
        """Average precision of each theme, by log-odds of shape (sentences, themes)."""
        best = np.full(self.truth.shape, LOWEST)
        np.maximum.at(best, self.article, odds)
        return np.array([average_precision(self.truth[:, k], best[:, k]) or 0.0 for k in range(best.shape[1])])


def read_news(split: str, themes: Sequence[str]) -> News:
    """A split, masked."""
    rules = load_pack(shipped_pack())
    engine, claims = Engine(rules), ClaimReader(rules)
    raw = labelled(split)
    passages: list[Passage] = []
    article, labels = [], []
    for i, row in enumerate(raw):
        scan = engine.scan(an_article(row))
        seen = passages_of(rules.vocabulary, scan.sentences)
        for n, (sentence, passage) in enumerate(zip(scan.sentences, seen, strict=True)):
            if claims.is_norm(scan, n):
                continue
            passages.append(passage)
            article.append(i)
            labels.append([_shows(row, theme, sentence.field, sentence.start, sentence.end) for theme in themes])
    truth = np.array([[bool(row["labels"].get(theme)) for theme in themes] for row in raw])
    return News(passages, np.array(article), np.array(labels), truth, np.array(alike(raw)) % FOLDS)


def _shows(row: dict[str, Any], theme: str, field: str, start: int, end: int) -> bool:
    places = row["labels"].get(theme) or ()
    whole = row["unit"] == "item"
    return any(whole or (p["field"] == field and p["start"] < end and start < p["end"]) for p in places)


def main() -> None:
    """Print both tables."""
    rules = load_pack(shipped_pack())
    themes = [theme.id for theme in rules.themes]
    examples = read_examples(shipped_examples(), themes)
    passages = mask_examples(rules.vocabulary, examples)
    labels = np.array([[theme in e.themes for theme in themes] for e in examples])
    recipe = Recipe(FeatureSettings(roles=roles(rules)), tolerance=TOLERANCE)
    news = read_news("tune", themes)

    def fitted(own: Sequence[Passage], wanted: Labels) -> SentenceClassifier:
        return fit(own, wanted, themes, recipe)

    print("| examples | " + " | ".join(themes) + " | mean |\n|---|" + "---|" * (len(themes) + 1))
    related = groups(examples, RELATED)
    for share in SHARES:
        found, sizes = [], []
        for draw in range(DRAWS if share < 1 else 1):
            kept = _part(related, share, draw)
            sizes.append(len(kept))
            own = fitted([passages[i] for i in kept], labels[kept])
            found.append(news.precision(own.decision_function(news.passages)))
        _print(f"{round(np.mean(sizes))}", np.mean(found, axis=0))
    print("\n| trained on | " + " | ".join(themes) + " | mean |\n|---|" + "---|" * (len(themes) + 1))
    _print("examples", news.precision(fitted(passages, labels).decision_function(news.passages)))
    odds = np.zeros(news.labels.shape)
    for fold in range(FOLDS):
        held = news.fold[news.article] == fold
        real = np.flatnonzero(~held)
        own = fitted([*passages, *(news.passages[i] for i in real)], np.concatenate([labels, news.labels[real]]))
        odds[held] = own.decision_function([news.passages[i] for i in np.flatnonzero(held)])
    _print("examples and real articles", news.precision(odds))


def _part(related: Sequence[int], share: float, draw: int) -> list[int]:
    """Positions of about this share of the examples, whole groups."""
    order = sorted(range(len(related)), key=related.__getitem__)
    clumps = [list(members) for _, members in groupby(order, key=related.__getitem__)]
    random.Random(draw).shuffle(clumps)  # noqa: S311 - a draw that repeats, no secret
    return sorted(i for clump in clumps[: max(1, round(share * len(clumps)))] for i in clump)


def _print(name: str, found: Floats) -> None:
    print(f"| {name} | " + " | ".join(f"{one:.3f}" for one in found) + f" | {np.mean(found):.3f} |")


if __name__ == "__main__":
    main()
