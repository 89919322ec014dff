"""What rules and classifier say of labelled articles and of the training examples, sentence by sentence."""

import json
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.data import data_folder
from flows.domain import Article, ArticleId
from flows.scoring.assessor import Assessor
from flows.scoring.blend import DEFAULT, Blend, Curve, OperatingPoint
from flows.scoring.parts import Classifier
from flows.scoring.severity import load_severity_table
from flows.stages.train import mask_examples, roles
from models.artifacts import load, shipped_model
from models.example_checks import groups
from models.examples import Example, read_examples, shipped_examples
from models.training import train
from rules.claims import ClaimReader
from rules.engine import Engine
from rules.packs import RuleSet, load_pack, shipped_pack

Floats = npt.NDArray[np.float64]
LOWEST = -12.0
"""Log-odds of an article that never names the DPRK."""
ALIKE = 0.3
"""Jaccard similarity of word pairs from which two articles stand in one fold."""
OPENING = 800
"""Characters of an article by which it is compared with others."""
LABELLED = "labelled/dev.jsonl"

_SURE = 1e-6


@dataclass(frozen=True)
class Row:
    """One labelled article."""

    ident: str
    sentences: dict[str, Floats]
    """Theme to an array of shape (sentences, 2): rule points / 100, and the classifier's log-odds."""
    labels: frozenset[str]
    language: str
    kind: str
    group: int
    """Articles of one group tell much the same."""


def labelled(split: str) -> list[dict[str, Any]]:
    """The labelled articles of a split, as they stand in the file."""
    with (data_folder() / LABELLED).open(encoding="utf-8") as lines:
        return [one for one in map(json.loads, lines) if one["split"] == split]


def read_rows(
    split: str, classifier: Classifier | None = None, change: Callable[[Article], Article] | None = None
) -> list[Row]:
    """A split, seen by rules and classifier; norms are left out. `change` treats every article before it is read."""
    rules = load_pack(shipped_pack())
    assessor = unbounded(rules, classifier or load(shipped_model()))
    raw = labelled(split)
    near = alike(raw)
    rows = []
    for one, group in zip(raw, near, strict=True):
        article = an_article(one)
        found = _sentences(assessor, change(article) if change else article)
        labels = frozenset(theme for theme, spans in one["labels"].items() if spans)
        rows.append(Row(one["id"], found, labels, one["lang"], one["kind"], group))
    return rows


def an_article(one: dict[str, Any]) -> Article:
    """A line of the file as an article."""
    return Article(ArticleId(one["id"]), "", "", one["title"], one["text"], one["lang"], "", None, _NOW, "")


_NOW = datetime.now(UTC)


def _sentences(assessor: Assessor, article: Article) -> dict[str, Floats]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for assessment in assessor.assess([article])[0]:
        for sentence in assessment.evidence:
            found[assessment.theme].append((sentence.points / 100, log_odds(sentence.probability)))
    return {theme: np.array(values) for theme, values in found.items()}


def log_odds(probability: float | None) -> float:
    """Log-odds of a probability, kept finite."""
    sure = min(max(probability or 0.0, _SURE), 1 - _SURE)
    return math.log(sure / (1 - sure))


def unbounded(rules: RuleSet, classifier: Classifier | None) -> Assessor:
    """An assessor for which every sentence is evidence."""
    curve = Curve(0.0, 1.0)
    point = OperatingPoint(curve, 1.0, curve, threshold=0.0, evidence=0.0, near=0.0)
    return Assessor(Engine(rules), ClaimReader(rules), classifier, Blend({DEFAULT: point}), load_severity_table())


def alike(raw: Sequence[dict[str, Any]]) -> list[int]:
    """A group number for each article; near-duplicates share theirs."""
    texts = [f"{one['title']} {one['text']}"[:OPENING].replace("\n", " ") for one in raw]
    shown = [Example(str(i), "en", "wire", "", text, "", frozenset()) for i, text in enumerate(texts)]
    return groups(shown, ALIKE)


def read_examples_rows() -> tuple[Floats, Floats, npt.NDArray[np.bool_]]:
    """Points / 100, calibrated log-odds by a classifier that did not see the example, labels: (examples, themes)."""
    rules = load_pack(shipped_pack())
    themes = [theme.id for theme in rules.themes]
    examples = read_examples(shipped_examples(), themes)
    trained = train(examples, mask_examples(rules.vocabulary, examples), themes=themes, roles=roles(rules))
    assessor = unbounded(rules, None)
    points = np.array(
        [[found.get(theme, 0.0) for theme in themes] for found in (_points(assessor, e) for e in examples)]
    )
    labels = np.array([[theme in e.themes for theme in themes] for e in examples])
    return points, trained.odds * trained.classifier.slopes + trained.classifier.offsets, labels


def _points(assessor: Assessor, example: Example) -> dict[str, float]:
    """The most points that a sentence of the example itself has for each theme; norms have none."""
    gap = "" if example.lang in {"zh", "ja"} else " "
    title, text = (example.text, "") if example.title else ("", gap.join((example.before, example.text, example.after)))
    start = 0 if example.title else len(example.before) + len(gap)
    article = Article(ArticleId(example.id), "", "", title, text, example.lang, "", None, _NOW, "")
    found: dict[str, float] = {}
    for assessment in assessor.assess([article])[0]:
        for one in assessment.evidence:
            if one.start < start + len(example.text) and start < one.end:
                found[assessment.theme] = max(found.get(assessment.theme, 0.0), one.points / 100)
    return found
