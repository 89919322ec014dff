"""A story and its decisions into the alert that readers get. Pure: values and a clock in, an alert out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
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
    KnownClaim,
    ListedName,
    News,
    Novelty,
    Quotation,
    Severity,
    StoryView,
    ThemeId,
)
from flows.scoring.decide import alert_id
from flows.scoring.severity import SeverityTable

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
    severity: SeverityTable = field(default_factory=lambda: SeverityTable((), ()))
    """Says which of its rows made a finding as loud as it is."""
    severities: Mapping[ThemeId, Severity] = field(default_factory=dict)
    """What holds for a theme where no row fits."""


def compose(
    view: StoryView,
    decisions: Sequence[Decision],
    novelties: Sequence[Novelty],
    reference: Reference,
    *,
    origins: tuple[str, ...],
    now: datetime,
    notices: tuple[str, ...] = (),
    listed: Callable[[Sequence[Quotation]], tuple[ListedName, ...]] = lambda _: (),
) -> Alert | None:
    """The one alert that tells all alert and update decisions of a pass; None when there are none.

    Citations that the legal register does not know are left out: an alert cites only what was entered there. `listed`
    finds names of lists in what the alert quotes.
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
        known=_known(novelties),
        before=max((one.first_seen for one in view.told), default=None),
        listed=listed([quotation for finding in findings for quotation in finding.quotations]),
    )


def _known(novelties: Sequence[Novelty]) -> tuple[KnownClaim, ...]:
    """What the story repeats of alerts about other stories, theme by theme."""
    return tuple(
        KnownClaim(one.theme, known.quotation, known.told.story, known.told.alert, known.told.first_seen)
        for one in novelties
        for known in one.known[:QUOTATIONS]
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
    loudest = max(told, key=lambda a: a.severity.rank)
    return Finding(
        theme=theme,
        title=reference.titles.get(theme, theme),
        action=decision.action,
        reason=decision.reason,
        severity=loudest.severity,
        score=max(a.score for a in told),
        claim=news.claim,
        quotations=quotations,
        measures=_measures(quotations, reference.citations, reference.legal_basis.get(theme, ())),
        rating=_rating(loudest, reference),
        news=_kind(decision, news),
    )


def _kind(decision: Decision, news: Novelty) -> News | None:
    """What kind of news it is: the first that is true of it, as in the reason of the decision."""
    kinds = (
        (News.ALERT, decision.action is Action.ALERT),
        (News.THEME, news.first),
        (News.STATUS, news.status_now is not None),
        (News.SOURCE, news.confirmed_by is not None),
        (News.NUMBER, news.number is not None),
        (News.PARTY, bool(news.partner)),
    )
    return next((kind for kind, is_it in kinds if is_it), None)


def _rating(loudest: Assessment, reference: Reference) -> str:
    """Why the severity is what it is; empty where the table has changed since the article was assessed."""
    default = reference.severities.get(loudest.theme, loudest.severity)
    rating = reference.severity.rate(loudest.theme, loudest.claim, loudest.score, default)
    return rating.reason if rating.severity is loudest.severity else ""


def _told_about(view: StoryView, theme: ThemeId) -> list[Assessment]:
    new = view.undecided - view.baseline
    return [a for a in view.assessments if a.theme == theme and a.article in new and a.flagged]


def _measures(
    quotations: Sequence[Quotation], citations: Mapping[str, Citation], otherwise: tuple[str, ...]
) -> tuple[Citation, ...]:
    cited = [measure for quotation in quotations for measure in quotation.evidence.measures]
    known = dict.fromkeys(one for one in cited if one in citations)
    return tuple(citations[one] for one in known or dict.fromkeys(one for one in otherwise if one in citations))
