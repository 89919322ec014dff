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
_SHOWN: Final = 80
"""Characters of the sentence that makes a finding louder than what it leads with."""


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
    quotations = news.fresh[:QUOTATIONS]
    severity, rating = _rated(news, quotations, reference, _severity_of_theme(view, theme, reference))
    return Finding(
        theme=theme,
        title=reference.titles.get(theme, theme),
        action=decision.action,
        reason=decision.reason,
        severity=severity,
        score=max(quotation.evidence.score for quotation in quotations),
        claim=news.claim,
        quotations=quotations,
        measures=_measures(quotations, reference.citations, reference.legal_basis.get(theme, ())),
        rating=rating,
        news=_kind(decision, news),
    )


def _rated(
    news: Novelty, quotations: Sequence[Quotation], reference: Reference, default: Severity
) -> tuple[Severity, str]:
    """How loud a finding is and why: as its loudest claim that readers are told, the one it leads with where it is.

    What is known, or is not quoted, makes nothing louder. What its own source takes back is told as loudly
    as it was itself.
    """
    theme = news.theme
    rated = [
        (reference.severity.rate(theme, q.evidence.claim, q.evidence.score, default), q.evidence) for q in quotations
    ]
    rating, evidence = max(rated, key=lambda one: (one[0].severity.rank, one[1].claim == news.claim))
    of = "" if evidence.claim == news.claim else f", of “{shorten(evidence.text, _SHOWN, placeholder=' …')}”"
    if news.retracted and news.earlier is not None:
        before = reference.severity.rate(theme, news.earlier.claim, evidence.score, default)
        if before.severity.rank > rating.severity.rank:
            return before.severity, f"as loud as the claim that is taken back: {before.reason}"
    return rating.severity, rating.reason + of


def _severity_of_theme(view: StoryView, theme: ThemeId, reference: Reference) -> Severity:
    told = (a.severity for a in view.assessments if a.theme == theme and a.flagged)
    return reference.severities.get(theme) or max(told, key=lambda severity: severity.rank, default=Severity.MEDIUM)


def _kind(decision: Decision, news: Novelty) -> News | None:
    """What kind of news it is: the first that is true of it, as in the reason of the decision."""
    kinds = (
        (News.ALERT, decision.action is Action.ALERT),
        (News.THEME, news.first),
        (News.STATUS, news.status_now is not None),
        (News.SOURCE, news.confirmed_by is not None),
        (News.PARTY, bool(news.partner or news.turned)),
        (News.NUMBER, news.number is not None),
    )
    return next((kind for kind, is_it in kinds if is_it), None)


def _measures(
    quotations: Sequence[Quotation], citations: Mapping[str, Citation], otherwise: tuple[str, ...]
) -> tuple[Citation, ...]:
    cited = [measure for quotation in quotations for measure in quotation.evidence.measures]
    known = dict.fromkeys(one for one in cited if one in citations)
    return tuple(citations[one] for one in known or dict.fromkeys(one for one in otherwise if one in citations))
