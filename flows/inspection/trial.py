"""What the rules and the model make of one sentence."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flows.domain import Article, ArticleId, Claim, ThemeId
from flows.wiring import Bench
from rules.engine import Engine
from rules.explain import nearest
from rules.rule import RuleStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """What one theme makes of a sentence."""

    theme: ThemeId
    score: float
    flagged: bool
    fired: tuple[str, ...]
    """Each rule that fired with its points, signals and words."""
    claim: str
    """Status, source and direction; empty without evidence."""
    probability: float | None
    """The classifier's, for the sentence; None where it did not run or the sentence is no evidence."""
    nearest: str
    """Where no rule fired: the one that came nearest, and what it missed."""


def try_sentence(bench: Bench, title: str, sentence: str) -> list[Answer]:
    """Score a sentence as the body of an article under this headline."""
    now = datetime.now(UTC)
    text = Article(ArticleId("sentence"), "try", "", title, sentence, "", "", None, now, "")
    scan = Engine(bench.rules).scan(text)
    body = [one for one in scan.sentences if one.field == "text"]
    answers = []
    for assessment in bench.assessor.assess([text])[0]:
        fired = []
        for one in body:
            for hit in one.hits:
                if str(hit.theme) == assessment.theme:
                    words = " · ".join(sentence[span.start : span.end] for span in hit.spans)
                    signals = ", ".join(hit.signals)
                    fired.append(f"{hit.rule} ({hit.status}): {hit.points} points by {signals}: {words}")
        claim = assessment.claim
        given = [one.probability for one in assessment.evidence if one.probability is not None]
        misses = [
            (miss, rule.name)
            for rule in bench.rules.rules
            if str(rule.theme) == assessment.theme and rule.status is not RuleStatus.RETIRED
            if (miss := nearest(rule, body)) is not None
        ]
        closest = min(misses, key=lambda m: (len(m[0].missing), -len(m[0].present)), default=None)
        answers.append(
            Answer(
                theme=ThemeId(assessment.theme),
                score=assessment.score,
                flagged=assessment.flagged,
                fired=tuple(fired),
                claim=_told(claim) if claim else "",
                probability=max(given, default=None),
                nearest=f"{closest[1]}: {closest[0]}" if closest and not fired else "",
            )
        )
    return answers


def _told(claim: Claim) -> str:
    speaker = f" {claim.speaker}" if claim.speaker else ""
    return f"{claim.status}, {claim.source}{speaker}, {claim.direction}"
