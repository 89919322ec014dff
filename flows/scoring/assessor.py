"""What an article says about each theme: rules and classifier sentence by sentence, joined into assessments."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from flows.domain import (
    Article,
    Assessment,
    Claim,
    Direction,
    Evidence,
    Severity,
    SourceType,
    Status,
    ThemeId,
)
from flows.scoring.blend import FULL_POINTS, Blend, OperatingPoint
from flows.scoring.gloss import Glossary, glossed
from flows.scoring.parts import ClaimReader, Classifier, Engine, Probabilities, Scan
from flows.scoring.passages import passages_of
from flows.scoring.severity import SeverityTable
from models.features import Passage
from rules.claims import strongest
from rules.rule import RuleHit, RuleStatus, Theme

EXPLAINED_TERMS = 5
"""Terms of the classifier that evidence names."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One article with all that was found in it; the tuples run along its sentences."""

    article: Article
    scan: Scan
    passages: tuple[Passage, ...]
    """Empty without a classifier."""
    probabilities: tuple[Probabilities, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """A sentence with the score it has for one theme."""

    index: int
    score: float
    background: bool
    hits: tuple[RuleHit, ...]
    points: int


class Assessor:
    """Joins rules, claims and classifier. Immutable; safe to share between threads.

    `own_rules` names rules of the users: the classifier may lift what they find, never sink it. `glossary` has the
    English of terms, for readers of evidence in other scripts.
    """

    def __init__(
        self,
        engine: Engine,
        claims: ClaimReader,
        classifier: Classifier | None,
        blend: Blend,
        severity: SeverityTable,
        own_rules: Collection[str] = (),
        glossary: Glossary | None = None,
    ) -> None:
        self._engine = engine
        self._claims = claims
        self._classifier = classifier
        self._blend = blend
        self._severity = severity
        self._own = frozenset(own_rules)
        self._glossary = glossary or Glossary()

    def assess(self, documents: Sequence[Article]) -> list[tuple[Assessment, ...]]:
        """One assessment a theme, in the order of the pack, for each document, in the order of the documents.

        The classifier is asked once for all sentences of the batch; a document without the subject is not read further.
        """
        scans = [self._engine.scan(document) for document in documents]
        mask = self._engine.vocabulary
        passages = [passages_of(mask, scan.sentences) if self._classifier is not None else () for scan in scans]
        table = self._probabilities([passage for one in passages for passage in one])
        assessed = []
        for document, scan, own in zip(documents, scans, passages, strict=True):
            probabilities = tuple(next(table) for _ in own) or ({},) * len(scan.sentences)
            page = _Page(document, scan, own, probabilities)
            assessed.append(tuple(self._assessment(page, theme) for theme in self._engine.ruleset.themes))
        return assessed

    def _probabilities(self, passages: Sequence[Passage]) -> Iterator[Probabilities]:
        if self._classifier is None or not passages:
            return iter(())
        table = self._classifier.predict_proba(passages)
        themes = self._classifier.classes_
        return ({theme: float(row[k]) for k, theme in enumerate(themes)} for row in table)

    def _assessment(self, page: _Page, theme: Theme) -> Assessment:
        name = ThemeId(theme.id)
        point = self._blend.point(name)
        scored = [
            one
            for one in (self._score(theme, point, page, i) for i in range(len(page.scan.sentences)))
            # Whether it is a norm is worth asking only where the sentence would count.
            if one.score < min(point.evidence, point.near) or not self._claims.is_norm(page.scan, one.index)
        ]
        live = [one for one in scored if not one.background]
        score = max((one.score for one in live), default=0.0)
        # Once an article is flagged, a sentence needs less to be quoted; a near miss shows its best one alone.
        least = point.evidence if score >= point.threshold else max(point.near, score)
        chosen = sorted(
            (one for one in scored if one.score >= (point.near if one.background else least)),
            key=lambda one: (one.background, -one.score, one.index),
        )
        evidence = tuple(self._evidence(page, name, one) for one in chosen)
        claim = _strongest(evidence)
        return Assessment(
            article=page.article.id,
            theme=name,
            score=score,
            flagged=score >= point.threshold and claim is not None,
            severity=self._severity.rate(name, claim, score, Severity(theme.severity)).severity,
            claim=claim,
            evidence=evidence,
            rules_digest=self._engine.ruleset.digest,
            model_digest=self._classifier.digest if self._classifier is not None else "",
        )

    def _score(self, theme: Theme, point: OperatingPoint, page: _Page, index: int) -> _Scored:
        """The score by the rules that may alert; by shadow rules, marked so, where only they make it evidence."""
        hits = tuple(hit for hit in page.scan.sentences[index].hits if hit.theme == theme.id)
        active = tuple(hit for hit in hits if hit.status is not RuleStatus.SHADOW)
        probability = page.probabilities[index].get(theme.id)
        score = point.score(_points(active), probability)
        own = [hit for hit in active if hit.rule in self._own]
        if own:
            # What users wrote counts as it says: the classifier never saw their subject and must not veto it.
            score = max(score, point.score(_points(own), None))
        if score < point.near and len(active) < len(hits):
            shown = point.score(_points(hits), probability)
            if shown >= point.near:
                return _Scored(index, shown, background=True, hits=hits, points=_points(hits))
        return _Scored(index, score, background=False, hits=active, points=_points(active))

    def _evidence(self, page: _Page, theme: ThemeId, one: _Scored) -> Evidence:
        sentence = page.scan.sentences[one.index]
        probability = page.probabilities[one.index].get(theme)
        terms: tuple[tuple[str, float], ...] = ()
        if self._classifier is not None and probability is not None:
            terms = self._classifier.explain(page.passages[one.index], theme, EXPLAINED_TERMS)
        publisher = self._engine.terms(page.article.outlet) if page.article.outlet else None
        read = self._claims.read(page.scan, one.index, theme, one.hits, publisher)
        return Evidence(
            theme=theme,
            field=sentence.field,
            start=sentence.start,
            end=sentence.end,
            text=sentence.text,
            score=one.score,
            points=one.points,
            probability=probability,
            rules=tuple(dict.fromkeys(hit.rule for hit in one.hits)),
            claim=Claim(Status(read.status), SourceType(read.source), read.speaker, Direction(read.direction)),
            spans=tuple(sorted({(span.start, span.end) for hit in one.hits for span in hit.spans})),
            terms=terms,
            measures=tuple(dict.fromkeys(measure for hit in one.hits for measure in hit.legal_basis)),
            gloss=glossed(one.hits, sentence, self._glossary),
            background=one.background,
        )


def _points(hits: Sequence[RuleHit]) -> int:
    return min(FULL_POINTS, sum(hit.points for hit in hits))


def _strongest(evidence: Sequence[Evidence]) -> Claim | None:
    """The claim that speaks for the article."""
    return strongest([(one.claim, one.score, one.field == "title") for one in evidence if not one.background])
