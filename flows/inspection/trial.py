"""What the rules and the model make of one sentence."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flows.domain import Article, ArticleId, Claim, ThemeId
from flows.inspection.explanation import fired, nearest_rules
from flows.wiring import Bench
from rules.engine import Engine
from rules.withheld import Withholding


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
    withheld: tuple[str, ...]
    """Rules that an exclusion, a filter or their `requires_points` kept back."""
    nearest: str
    """Where no rule fired and none was kept back: the one that came nearest, and what it missed."""


def try_sentence(bench: Bench, title: str, sentence: str) -> list[Answer]:
    """Score a sentence as the body of an article under this headline."""
    now = datetime.now(UTC)
    text = Article(ArticleId("sentence"), "try", "", title, sentence, "", "", None, now, "")
    scan = Engine(bench.rules).scan(text)
    kept = Withholding(bench.rules).look(text, scan)
    body = [one for one in scan.sentences if one.field == "text"]
    themes = {rule.name: str(rule.theme) for rule in bench.rules.rules}
    nearest = {one.theme: str(one) for one in nearest_rules(bench.rules, body)}
    answers = []
    for assessment in bench.assessor.assess([text])[0]:
        theme, claim = str(assessment.theme), assessment.claim
        given = [one.probability for one in assessment.evidence if one.probability is not None]
        withheld = tuple(
            str(one)
            for place, found in zip(scan.sentences, kept, strict=True)
            if place.field == "text"
            for one in found
            if themes[one.rule] == theme
        )
        answers.append(
            Answer(
                theme=ThemeId(theme),
                score=assessment.score,
                flagged=assessment.flagged,
                fired=tuple(str(fired(one, hit)) for one in body for hit in one.hits if hit.theme == theme),
                claim=told(claim) if claim else "",
                probability=max(given, default=None),
                withheld=withheld,
                nearest="" if withheld else nearest.get(theme, ""),
            )
        )
    return answers


def told(claim: Claim) -> str:
    """A claim in words."""
    speaker = f" {claim.speaker}" if claim.speaker else ""
    return f"{claim.status}, {claim.source}{speaker}, {claim.direction}"
