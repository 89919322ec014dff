"""Small makers of stories for the tests of what is new and who says it."""

from collections.abc import Sequence

from flows.domain import (
    Article,
    ArticleId,
    Assessment,
    Claim,
    Direction,
    Evidence,
    Severity,
    SourceType,
    Status,
    StoryId,
    StoryView,
    ThemeId,
    ToldClaim,
)
from tests.builders import LABOUR, NOON, an_evidence

STORY = StoryId("s")


def claim(status: Status = Status.POSSIBLE, source: SourceType = SourceType.EXPERT, speaker: str = "experts") -> Claim:
    return Claim(status, source, speaker, Direction.FROM_DPRK)


def assessed(
    article: str,
    *evidence: Evidence,
    theme: ThemeId = LABOUR,
    flagged: bool = True,
    score: float = 0.9,
    severity: Severity = Severity.MEDIUM,
) -> Assessment:
    """An assessment whose claim is the strongest of its evidence."""
    claims = [one.claim for one in evidence if not one.background]
    return Assessment(
        article=ArticleId(article),
        theme=theme,
        score=score,
        flagged=flagged,
        severity=severity,
        claim=max(claims, key=lambda one: one.status.strength, default=None),
        evidence=evidence,
    )


def said(text: str, told: Claim | None = None, *, theme: ThemeId = LABOUR, score: float = 0.9) -> Evidence:
    return an_evidence(theme, text, score=score, claim=told or claim())


def told(text: str, what: Claim | None = None, theme: ThemeId = LABOUR) -> ToldClaim:
    return ToldClaim(STORY, theme, what or claim(), text, NOON)


def a_view(
    members: Sequence[Article],
    assessments: Sequence[Assessment],
    *,
    undecided: Sequence[str] | None = None,
    told: Sequence[ToldClaim] = (),
    baseline: Sequence[str] = (),
) -> StoryView:
    """A story of which all members wait, unless said otherwise; one alert was sent where something was told."""
    ids = [member.id for member in members]
    return StoryView(
        story=STORY,
        members=tuple(members),
        assessments=tuple(assessments),
        undecided=frozenset(ids if undecided is None else map(ArticleId, undecided)),
        told=tuple(told),
        alerts=1 if told else 0,
        baseline=frozenset(map(ArticleId, baseline)),
    )
