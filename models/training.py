"""The training chain: examples and their masked passages, cross-validation, calibration, fit, provenance."""

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sklearn
from sklearn.model_selection import StratifiedGroupKFold

from models.calibration import calibration_error, platt, reliability
from models.classifier import SentenceClassifier, logistic
from models.errors import ExampleError
from models.evaluation import evaluate
from models.example_checks import balance, groups
from models.examples import Example
from models.features import FeatureSettings, Passage
from models.fitting import Labels, Recipe, fit
from models.vectors import Floats, six_digits

FOLDS = 5
RELATED = 0.35
"""Jaccard similarity of shingles from which two examples must stand in the same fold: pairs that differ in one actor
only would tell each other's words."""


@dataclass(frozen=True)
class Trained:
    """A fitted, calibrated classifier with the story of its making."""

    classifier: SentenceClassifier
    manifest: Mapping[str, Any]
    """Recipe, provenance and cross-validated figures, plain values; `models.artifacts.save` adds files and digests."""
    odds: Floats
    """Shape (examples, themes): log-odds of each example by a classifier fitted without it, before calibration."""


def train(
    examples: Sequence[Example],
    passages: Sequence[Passage],
    *,
    themes: Sequence[str],
    roles: Sequence[str] = FeatureSettings().roles,
    subject: str = FeatureSettings().subject,
    recipe: Recipe | None = None,
    seed: int = 1,
    masking: str = "",
) -> Trained:
    """Fit the classifier on examples.

    `passages[i]` is `examples[i]` as the caller masked it; `themes` gives the order of the classes; `roles` are the
    words that the masking puts in place of names, `subject` the one of them that is watched; `masking` names what
    masked them (the digest of a rule set), for the manifest. The same input gives the same classifier.

    Raises ExampleError where examples and passages do not fit together, name other themes, or are too few of a theme;
    ModelError where no term is frequent enough.
    """
    chosen = recipe or Recipe()
    chosen = replace(chosen, settings=replace(chosen.settings, roles=tuple(roles), subject=subject))
    labels = _labels(examples, passages, themes)
    odds = out_of_fold(examples, passages, labels, themes, chosen, seed=seed)
    lines = [platt(odds[:, k], labels[:, k]) for k in range(len(themes))]
    fitted = replace(
        fit(passages, labels, themes, chosen),
        slopes=six_digits([slope for slope, _ in lines]),
        offsets=six_digits([offset for _, offset in lines]),
    )
    probabilities = logistic(odds * fitted.slopes + fitted.offsets)
    manifest = {
        "recipe": {**chosen.as_json(), "seed": seed, "folds": FOLDS},
        "training": {
            "examples": len(examples),
            "sha256": fingerprint(examples),
            "passages_sha256": _passages_fingerprint(passages),
            "masking": masking,
            **balance(examples),
        },
        "versions": {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "metrics": _metrics(examples, labels, probabilities, themes),
    }
    return Trained(fitted, manifest, odds)


def out_of_fold(
    examples: Sequence[Example],
    passages: Sequence[Passage],
    labels: Labels,
    themes: Sequence[str],
    recipe: Recipe,
    *,
    seed: int = 1,
) -> Floats:
    """Log-odds of every passage by a classifier fitted on the other folds, shape (n, themes).

    Near-duplicates stand in one fold; folds are alike in their mix of labels.
    """
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=seed)
    odds = np.zeros(labels.shape)
    parts = splitter.split(np.zeros(len(examples)), _mixes(examples), groups(examples, RELATED))
    for kept, held in parts:
        fitted = fit([passages[i] for i in kept], labels[kept], themes, recipe)
        odds[held] = fitted.decision_function([passages[i] for i in held])
    return odds


def _mixes(examples: Sequence[Example]) -> list[str]:
    """What folds are to be alike in: the themes of each example; mixes too rare for every fold count as one."""
    mixes = ["+".join(sorted(e.themes)) for e in examples]
    counts = Counter(mixes)
    merged = [mix if counts[mix] >= FOLDS else "rare" for mix in mixes]
    common = counts.most_common(1)[0][0]
    return [common if mix == "rare" and merged.count("rare") < FOLDS else mix for mix in merged]


def fingerprint(examples: Sequence[Example]) -> str:
    """SHA-256 over the examples, whatever file or order they stand in."""
    rows = sorted((e.id, e.lang, e.kind, e.before, e.text, e.after, *sorted(e.themes)) for e in examples)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=True).encode()).hexdigest()


def _passages_fingerprint(passages: Sequence[Passage]) -> str:
    rows = [(p.before, p.text, p.after, p.title) for p in passages]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=True).encode()).hexdigest()


def _labels(examples: Sequence[Example], passages: Sequence[Passage], themes: Sequence[str]) -> Labels:
    if len(examples) != len(passages):
        raise ExampleError(f"{len(examples)} examples but {len(passages)} passages: mask every example, in order")
    unknown = [f"{e.where or e.id}: unknown theme '{t}'" for e in examples for t in sorted(e.themes - set(themes))]
    if unknown:
        raise ExampleError("\n".join([*unknown, f"known themes: {', '.join(themes)}"]))
    labels = np.array([[theme in e.themes for theme in themes] for e in examples], dtype=np.bool_).reshape(
        len(examples), len(themes)
    )
    scarce = [
        f"{theme}: {n} positive and {len(examples) - n} negative examples; {2 * FOLDS} of each are the least"
        for theme, n in zip(themes, labels.sum(axis=0).tolist(), strict=True)
        if min(n, len(examples) - n) < 2 * FOLDS
    ]
    if scarce:
        raise ExampleError("\n".join([*scarce, "write more examples, or leave the theme out"]))
    return labels


def _metrics(
    examples: Sequence[Example], labels: Labels, probabilities: Floats, themes: Sequence[str]
) -> dict[str, Any]:
    """Cross-validated figures. Figures in parts leave out the intervals, which so few rows do not bear."""
    whole = evaluate(themes, labels, probabilities)
    parts = {"lang": [e.lang for e in examples], "kind": [e.kind for e in examples]}
    divided = evaluate(themes, labels, probabilities, parts=parts, rounds=0)
    report: dict[str, Any] = {
        part: {theme: f.as_json() for theme, f in rows.items()} for part, rows in {**divided, **whole}.items()
    }
    errors = {
        theme: round(calibration_error(reliability(probabilities[:, k], labels[:, k])), 4)
        for k, theme in enumerate(themes)
    }
    return {"cross_validated": report, "calibration_error": errors}
