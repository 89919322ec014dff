"""Who reads what in the benchmark of scoring: mixes of real articles; rules and classifier, and two peers of theirs.

The peers are fitted on the repository's own examples and read whole articles.
"""

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from benchmarks.data import ROOT, data_folder
from flows.domain import Article, ArticleId
from flows.options import ScoringOptions
from flows.stages.score import BATCH
from flows.wiring import open_bench

MEAN = 3_000
"""Characters of an article of a mix, in the mean."""
SHORTEST = 600
"""Characters of what counts as an article."""
SHARE = 20
"""One article in so many is about the DPRK in the first mix."""
ONE_IN, ALL, STATE_MEDIA = f"one in {SHARE} about the DPRK", "all about the DPRK", "all state media of the DPRK"

Row = dict[str, Any]
Pass = Callable[[], object]
"""Reads all articles once."""


def rows(name: str) -> Iterator[Row]:
    """The lines of a file of the data folder."""
    path = data_folder() / name
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))


def even(found: Sequence[Row]) -> list[Row]:
    """Articles in random order, of which those are passed over that lead away from the mean length."""
    shuffled = [row for row in found if len(row["text"] or "") >= SHORTEST]
    random.Random(5).shuffle(shuffled)  # noqa: S311 - no secret
    chosen: list[Row] = []
    size = 0
    for row in shuffled:
        long = len(row["text"])
        if (long > MEAN) != (size > MEAN * len(chosen)) or not chosen:
            chosen.append(row)
            size += long
    return chosen


def mixes() -> dict[str, list[Row]]:
    """The articles by mix, in an order in which those about the DPRK stand evenly among the others."""
    about = even([row for row in rows("labelled/dev.jsonl") if row["dprk"]])
    others = even([*rows("negatives/hard.jsonl.gz"), *rows("negatives/plain.jsonl.gz")])
    between = SHARE - 1
    groups = [(about[i % len(about)], *others[i * between :][:between]) for i in range(len(others) // between)]
    return {ONE_IN: list(chain(*groups)), ALL: about, STATE_MEDIA: even(list(rows("negatives/kcna_2024.jsonl.gz")))}


def article(row: Row) -> Article:
    """A line as the scorer takes it."""
    text, outlet, now = row.get("text") or "", row.get("outlet") or "", datetime.now(UTC)
    title, language = row.get("title") or "", row.get("lang") or ""
    return Article(ArticleId(str(row["id"])), "", "", title, text, language, outlet, None, now, "")


def ours(articles: Sequence[Row]) -> Pass:
    """Rules and model, as `score` calls them."""
    assessor = open_bench(ScoringOptions()).assessor
    ready = [article(row) for row in articles]
    return lambda: [assessor.assess(ready[at : at + BATCH]) for at in range(0, len(ready), BATCH)]


def examples() -> tuple[list[str], list[dict[str, float]]]:
    """The texts of the repository's examples, and 1 or 0 by theme."""
    files = sorted((ROOT / "models" / "examples").glob("*.jsonl"))
    read = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    themes = sorted({theme for row in read for theme in row["themes"]})
    return [row["text"] for row in read], [{theme: float(theme in row["themes"]) for theme in themes} for row in read]


def fitted_tfidf() -> Any:
    """A TF-IDF matrix and logistic regression, a theme each, as a pipeline of scikit-learn."""
    import numpy as np  # noqa: PLC0415 - as the next
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - only the contender's process pays it
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - ditto
    from sklearn.multiclass import OneVsRestClassifier  # noqa: PLC0415 - ditto
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - ditto

    texts, labels = examples()
    peer = make_pipeline(TfidfVectorizer(ngram_range=(1, 2)), OneVsRestClassifier(LogisticRegression()))
    peer.fit(texts, np.array([[int(value) for value in one.values()] for one in labels]))
    return peer


def tfidf(articles: Sequence[Row]) -> Pass:
    """That pipeline."""
    peer = fitted_tfidf()
    whole = [f"{row['title']}\n{row['text']}" for row in articles]
    return lambda: peer.predict_proba(whole)


def spacy_textcat(articles: Sequence[Row]) -> Pass:
    """The text categoriser of spaCy in its fastest architecture, a bag of words, behind its tokenizer."""
    import spacy  # noqa: PLC0415 - a peer that need not be installed
    from spacy.training import Example  # noqa: PLC0415 - ditto

    nlp = spacy.blank("xx")
    bow = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": False, "length": 262144, "ngram_size": 2}
    nlp.add_pipe("textcat_multilabel", config={"model": {**bow, "no_output_layer": False}})
    pairs = [Example.from_dict(nlp.make_doc(text), {"cats": cats}) for text, cats in zip(*examples(), strict=True)]
    optimizer = nlp.initialize(lambda: pairs)
    for _ in range(3):
        random.Random(5).shuffle(pairs)  # noqa: S311 - no secret
        for at in range(0, len(pairs), 128):
            nlp.update(pairs[at : at + 128], sgd=optimizer)
    whole = [f"{row['title']}\n{row['text']}" for row in articles]
    return lambda: [doc.cats for doc in nlp.pipe(whole, batch_size=64)]


CONTENDERS: dict[str, tuple[int, Callable[[Sequence[Row]], Pass]]] = {
    "ours, one process": (1, ours),
    "ours, two processes": (2, ours),
    "TfidfVectorizer + LogisticRegression": (1, tfidf),
    "spaCy textcat, bag of words": (1, spacy_textcat),
}
