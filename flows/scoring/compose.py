"""A story and its decisions into the alert that readers get. Pure: values and a clock in, an alert out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from flows.domain import (
    Action,
    Alert,
    Article,
    ArticleRef,
    Assessment,
    Citation,
    Decision,
    Finding,
    Novelty,
    Quotation,
    StoryView,
    ThemeId,
)
from flows.scoring.decide import alert_id

QUOTATIONS: Final = 20
"""Most quotations that a finding keeps; messages show fewer and say how many more there are."""


OPENING: Final = 90
"""Characters of an article's beginning that stand for a missing title."""
HEADLINE: Final = 160
"""Most characters of a headline that is taken from a sentence."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What alerts say about themes beside what was found."""

    titles: Mapping[ThemeId, str]
    """What people call each theme."""
    citations: Mapping[str, Citation]
    """The legal register by id."""
    legal_basis: Mapping[ThemeId, tuple[str, ...]]
    """Ids that are cited for a theme where the rules that fired cite nothing."""


def compose(
    view: StoryView,
    decisions: Sequence[Decision],
    novelties: Sequence[Novelty],
    reference: Reference,
    *,
    origins: tuple[str, ...],
    now: datetime,
    notices: tuple[str, ...] = (),
) -> Alert | None:
    """The one alert that tells all alert and update decisions of a pass; None when there are none.

    Citations that the legal register does not know are left out: an alert cites only what was entered there.
    """
    news = {novelty.theme: novelty for novelty in novelties}
    spoken = [d for d in decisions if d.action in {Action.ALERT, Action.UPDATE}]
    findings = [
        finding
        for decision in spoken
        if (finding := _finding(view, decision, news.get(decision.theme), reference)) is not None
    ]
    if not findings:
        return None
    findings.sort(key=_prominence)
    lead = findings[0].quotations[0]
    number = view.alerts + 1
    return Alert(
        id=alert_id(view.story, number),
        story=view.story,
        number=number,
        created=now,
        headline=lead.title or shorten(lead.evidence.text, HEADLINE, placeholder=" …"),
        severity=max((finding.severity for finding in findings), key=lambda severity: severity.rank),
        findings=tuple(findings),
        articles=tuple(ArticleRef(m.id, m.title or _opening(m), m.url, m.outlet, m.published) for m in view.members),
        origins=origins,
        notices=notices,
    )


def _opening(article: Article) -> str:
    """What stands for the title of an article without one: its first words."""
    return shorten(article.text[: 4 * OPENING], OPENING, placeholder=" …")


def _prominence(finding: Finding) -> tuple[int, int, float]:
    """Sorts the loudest first, then what most articles of the story tell: that is its news, the rest its background."""
    return -finding.severity.rank, -len({q.article for q in finding.quotations}), -finding.score


def _finding(
    view: StoryView,
    decision: Decision,
    news: Novelty | None,
    reference: Reference,
) -> Finding | None:
    if news is None or news.claim is None or not news.fresh:
        return None
    theme = decision.theme
    told = _told_about(view, theme)
    quotations = news.fresh[:QUOTATIONS]
    return Finding(
        theme=theme,
        title=reference.titles.get(theme, theme),
        action=decision.action,
        reason=decision.reason,
        severity=max((a.severity for a in told), key=lambda severity: severity.rank),
        score=max(a.score for a in told),
        claim=news.claim,
        quotations=quotations,
        measures=_measures(quotations, reference.citations, reference.legal_basis.get(theme, ())),
    )


def _told_about(view: StoryView, theme: ThemeId) -> list[Assessment]:
    new = view.undecided - view.baseline
    return [a for a in view.assessments if a.theme == theme and a.article in new and a.flagged]


def _measures(
    quotations: Sequence[Quotation], citations: Mapping[str, Citation], otherwise: tuple[str, ...]
) -> tuple[Citation, ...]:
    cited = [measure for quotation in quotations for measure in quotation.evidence.measures]
    known = dict.fromkeys(one for one in cited if one in citations)
    return tuple(citations[one] for one in known or dict.fromkeys(one for one in otherwise if one in citations))
