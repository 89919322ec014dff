"""What the new reports of a story add to what its readers were told: pure, from values to values.

A statement is told when an alert quoted one much like it with the same status and the same kind of source. What counts
as news is narrower than an untold statement: a theme that was not told, a claim that moved, a stronger kind of source.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from flows.domain import (
    Alert,
    Article,
    ArticleId,
    Assessment,
    Claim,
    Evidence,
    Novelty,
    Quotation,
    SourceType,
    Status,
    StoryView,
    ThemeId,
    ToldClaim,
)
from flows.stories.words import fold, terms

SAME_STATEMENT: Final = 0.6
"""Share of words in common from which two sentences are one statement."""

STANDING: Final = {
    SourceType.OUTLET: 0,
    SourceType.MEDIA: 1,
    SourceType.EXPERT: 2,
    SourceType.INTELLIGENCE: 3,
    SourceType.GOVERNMENT: 3,
    SourceType.UN: 4,
    SourceType.DPRK: 5,
    SourceType.RUSSIA: 5,
    SourceType.CHINA: 5,
}
"""How much a kind of source adds when it says the same: states accuse, the UN finds, the parties themselves admit."""


def novelties(view: StoryView) -> tuple[Novelty, ...]:
    """What the undecided members add, one value for each theme that one of them is flagged for, in their order.

    Members of the baseline add nothing: they are too old to be news.
    """
    new = view.undecided - view.baseline
    themes = dict.fromkeys(a.theme for a in view.assessments if a.article in new and a.flagged)
    members = {member.id: member for member in view.members}
    return tuple(
        _novelty(
            theme,
            [a for a in view.assessments if a.theme == theme and a.article in new and a.flagged],
            [t for t in view.told if t.theme == theme],
            members,
        )
        for theme in themes
    )


def told_by(alert: Alert) -> tuple[ToldClaim, ...]:
    """The claims that an alert tells: that of each finding and of each of its quotations, without repetition."""
    told: dict[ToldClaim, None] = {}
    for finding in alert.findings:
        claims = [(q.evidence.claim, q.evidence.text) for q in finding.quotations]
        if finding.claim not in [claim for claim, _ in claims]:
            claims.append((finding.claim, claims[0][1] if claims else ""))
        for claim, text in claims:
            told[ToldClaim(alert.story, finding.theme, claim, text, alert.created)] = None
    return tuple(told)


def same_statement(a: str, b: str) -> bool:
    """True when two sentences say the same in nearly the same words."""
    first, second = _words(a), _words(b)
    if not first or not second:
        return first == second
    return len(first & second) / len(first | second) >= SAME_STATEMENT


@lru_cache(maxsize=4096)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(terms(fold(sentence)))


def _novelty(
    theme: ThemeId, assessments: Sequence[Assessment], told: Sequence[ToldClaim], members: dict[ArticleId, Article]
) -> Novelty:
    quotations = [
        _quotation(evidence, members[a.article])
        for a in assessments
        for evidence in a.evidence
        if not evidence.background
    ]
    untold = [q for q in quotations if not _is_told(q, told)]
    if not told:
        claim = _strongest(a.claim for a in assessments if a.claim is not None)
        return Novelty(theme, _distinct(untold, claim), claim, first=True)
    before = _strongest(t.claim for t in told)
    moved = _moved(assessments, told)
    if before is not None and moved is not None:
        return Novelty(theme, _distinct(quotations, moved), moved, status_before=before.status, status_now=moved.status)
    confirming = _confirming(quotations, told)
    if confirming is not None:
        return Novelty(theme, _distinct(quotations, confirming), confirming, confirmed_by=confirming.source)
    claim = _strongest(q.evidence.claim for q in untold)
    return Novelty(theme, _distinct(untold, claim), claim)


def _moved(assessments: Sequence[Assessment], told: Sequence[ToldClaim]) -> Claim | None:
    now = _strongest(a.claim for a in assessments if a.claim is not None)
    strongest = max(t.claim.status.strength for t in told)
    if now is not None and now.status.strength > strongest:
        return now
    if any(t.claim.status is Status.DENIED for t in told):
        return None
    # A denial that stands somewhere in an article is background; it is news when it is what the article says.
    for one in assessments:
        if one.claim is not None and one.claim.status is Status.DENIED:
            return one.claim
        for evidence in one.evidence:
            if evidence.field == "title" and evidence.claim.status is Status.DENIED and not evidence.background:
                return evidence.claim
    return None


def _confirming(quotations: Sequence[Quotation], told: Sequence[ToldClaim]) -> Claim | None:
    strongest = max(t.claim.status.strength for t in told)
    if strongest == Status.DENIED.strength:
        return None
    standing = max(STANDING[t.claim.source] for t in told if t.claim.status.strength == strongest)
    claims = [
        q.evidence.claim
        for q in quotations
        if q.evidence.claim.status.strength >= strongest and STANDING[q.evidence.claim.source] > standing
    ]
    return max(claims, key=lambda claim: STANDING[claim.source], default=None)


def _strongest(claims: Iterable[Claim]) -> Claim | None:
    return max(claims, key=lambda claim: (claim.status.strength, STANDING[claim.source]), default=None)


def _is_told(quotation: Quotation, told: Sequence[ToldClaim]) -> bool:
    claim = quotation.evidence.claim
    return any(
        t.claim.status is claim.status
        and t.claim.source is claim.source
        and same_statement(t.text, quotation.evidence.text)
        for t in told
    )


def _distinct(quotations: Sequence[Quotation], claim: Claim | None) -> tuple[Quotation, ...]:
    chosen: list[Quotation] = []
    # A stable sort: of equal sentences the earliest member's stands first.
    for quotation in sorted(quotations, key=lambda q: (q.evidence.claim != claim, _vague(q), -q.evidence.score)):
        if not any(same_statement(quotation.evidence.text, other.evidence.text) for other in chosen):
            chosen.append(quotation)
    return tuple(chosen)


def _vague(quotation: Quotation) -> bool:
    """True where nobody stands behind a statement but the press: readers want to see the others first."""
    return STANDING[quotation.evidence.claim.source] <= STANDING[SourceType.MEDIA]


def _quotation(evidence: Evidence, member: Article) -> Quotation:
    return Quotation(evidence, member.id, member.title, member.url, member.outlet, member.published)
