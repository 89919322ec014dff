"""What spoke for and against a theme in the classifier, in the words of the article, beside what the rules found."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.domain import Article, Assessment
from flows.errors import UsageError
from flows.scoring.parts import Classifier
from flows.scoring.passages import passages_of
from flows.wiring import Bench
from models.features import Passage
from rules.engine import Engine, Scan
from rules.packs import RuleSet
from rules.rule import RuleHit, SentenceScan, TermHit

TERMS = 6
"""Terms shown for, and as many against."""
MANY = 60
"""Terms of a sentence that are looked through for them."""

_LINKED = re.compile(r"^(concepts? |before: |after: )")


@dataclass(frozen=True, slots=True)
class Share:
    """A term with what it added to the log-odds of the theme."""

    term: str
    weight: float

    def __str__(self) -> str:
        return f"{self.weight:+.2f} {self.term}"


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence as one theme sees it."""

    field: str
    start: int
    end: int
    text: str
    evidence: bool
    """False for the likeliest sentence of an article without evidence."""
    score: float | None
    """The blended score; None where the sentence is no evidence."""
    probability: float
    """The classifier's."""
    speaks_for: tuple[Share, ...]
    """The strongest first."""
    against: tuple[Share, ...]
    rules: tuple[str, ...]
    """Rules that fired, each with its points and the words it matched."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """What the classifier made of an article for one theme."""

    assessment: Assessment
    sentences: tuple[Judged, ...]


def explain_model(bench: Bench, article: Article) -> tuple[ThemeView, ...]:
    """The evidence of each theme, or its likeliest sentence where there is none; empty without the subject.

    Raises:
        UsageError: the watch scores without a model.
    """
    if bench.classifier is None:
        raise UsageError("no model scores here: 'model: none' stands in watch.yaml, or --no-model was given")
    scan = Engine(bench.rules).scan(article)
    if not scan.sentences:
        return ()
    page = _Page(bench.rules, scan, passages_of(bench.rules.vocabulary, scan.sentences), bench.classifier)
    table = bench.classifier.predict_proba(page.passages)
    themes = {theme: table[:, k] for k, theme in enumerate(bench.classifier.classes_)}
    return tuple(
        _view(page, one, themes[one.theme].tolist())
        for one in bench.assessor.assess([article])[0]
        if one.theme in themes
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """An article as all themes see it."""

    rules: RuleSet
    scan: Scan
    passages: Sequence[Passage]
    classifier: Classifier


def _view(page: _Page, assessment: Assessment, probabilities: Sequence[float]) -> ThemeView:
    places = {(one.field, one.start): i for i, one in enumerate(page.scan.sentences)}
    scores = {places[one.field, one.start]: one.score for one in assessment.evidence}
    chosen = list(scores) or [max(range(len(probabilities)), key=lambda i: probabilities[i])]
    theme = str(assessment.theme)
    return ThemeView(assessment, tuple(_judged(page, theme, i, probabilities[i], scores.get(i)) for i in chosen))


def _judged(page: _Page, theme: str, i: int, probability: float, score: float | None) -> Judged:
    sentence = page.scan.sentences[i]
    shares = [
        Share(_in_words(term, page.rules, page.scan, i), weight)
        for term, weight in page.classifier.explain(page.passages[i], theme, MANY)
    ]
    return Judged(
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        evidence=score is not None,
        score=score,
        probability=probability,
        speaks_for=tuple(one for one in shares if one.weight > 0)[:TERMS],
        against=tuple(one for one in shares if one.weight < 0)[:TERMS],
        rules=tuple(_fired(sentence, hit) for hit in sentence.hits if str(hit.theme) == theme),
    )


def _in_words(term: str, rules: RuleSet, scan: Scan, index: int) -> str:
    """A term with the words that stood there: "concepts DPRK → worker" becomes "'북한' (DPRK) → '노동자' (worker)"."""
    link = _LINKED.match(term)
    if link is None:
        return f"'{term}'" if not _is_flag(term) else term
    neighbour = {"before: ": index - 1, "after: ": index + 1}.get(link[0], index)
    written = _written(rules, scan.sentences[neighbour]) if 0 <= neighbour < len(scan.sentences) else {}
    body = term[link.end() :]

    def named(match: re.Match[str]) -> str:
        name = match["name"]
        words = written.get(name)
        return f"'{words}' ({name})" if words else name

    told = re.sub(r"(?P<place> \([a-z ]+\)$)|(?P<name>[A-Za-z0-9_]+)", lambda m: m[0] if m["place"] else named(m), body)
    return f"{link[0]}{told}" if neighbour != index else told


def _is_flag(term: str) -> bool:
    return term in {"title", "body", "subject here", "subject near", "no subject"}


def _written(rules: RuleSet, sentence: SentenceScan) -> Mapping[str, str]:
    """Concepts and roles of a sentence with the first words that bear them."""
    found: dict[str, str] = {}
    for hit in sentence.terms:
        own = rules.lists.get(hit.list)
        if own is None:
            continue
        role = own.masks.get(hit.code) or own.masks.get("", "")
        for name in (*((str(own.id),) if own.concept else ()), *role.split()):
            found.setdefault(name, _words(sentence, hit))
    return found


def _words(sentence: SentenceScan, term: TermHit) -> str:
    return sentence.text[term.start - sentence.start : term.end - sentence.start]


def _fired(sentence: SentenceScan, hit: RuleHit) -> str:
    words: Sequence[str] = list(dict.fromkeys(_words(sentence, span) for span in hit.spans))
    return f"{hit.rule} ({hit.points} points): {' · '.join(words)}"
