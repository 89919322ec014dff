"""What a message shows of an alert: every text cleaned, cut and in a reader's words. Templates only lay it out."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.alerts import words
from flows.alerts.cleaning import cut, excerpt, link, one_line
from flows.domain import Action, Alert, ArticleId, ArticleRef, Citation, Finding, Quotation

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "’"})
"""A quotation inside a quotation stands in single marks; lengths stay, so that the marked terms stay where they are."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an alert a message shows."""

    quotations: int = 3
    """For each theme."""
    quotation: int = 320
    """Characters of one quotation."""
    measures: int = 2
    """For each theme."""
    requirement: int = 260
    """Characters of what one measure requires, and of each exemption."""
    articles: int = 8
    reasons: bool = True
    """Whether the scores are explained."""


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quoted sentence with who says it, how sure they are, and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    """The sentence in pieces; True marks the terms that made rules fire."""
    status: str
    who: str
    direction: str
    """Empty where it is that of the theme."""
    place: str
    """`EFE, 13 Dec 2023`."""
    number: int
    """Place of the article in the list of articles, from 1; 0 when it is not listed."""
    link: str
    background: bool

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(piece for piece, _ in self.pieces)

    @property
    def claim(self) -> str:
        """`planned, according to “the spy agency” (intelligence service)`."""
        shadow = "only a shadow rule fired" if self.background else ""
        return words.joined((f"{self.status}, according to {self.who}", self.direction, shadow))

    @property
    def cited(self) -> str:
        """`EFE, 13 Dec 2023 [2]`: the number leads to the list of articles."""
        return f"{self.place} [{self.number}]" if self.number else self.place


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A relevant measure: never a finding that it was broken."""

    label: str
    requires: str
    exemptions: tuple[str, ...]
    note: str
    """`paragraph number not verified`, or empty."""

    @property
    def exempt(self) -> str:
        """`possible exemptions: ...`, or empty."""
        if not self.exemptions:
            return ""
        return f"possible exemption{'s' if len(self.exemptions) > 1 else ''}: {'; '.join(self.exemptions)}"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme of the alert."""

    title: str
    severity: str
    status: str
    source: str
    direction: str
    new: str
    quotations: tuple[QuotationView, ...]
    more: str
    """`and 2 more`, or empty."""
    measures: tuple[MeasureView, ...]
    more_measures: str
    score: str
    reasons: tuple[str, ...]
    """Why it scored: rules with points, the model's probability, its terms."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of the story."""

    number: int
    title: str
    place: str
    link: str


@dataclass(frozen=True, slots=True)
class View:
    """An alert as its readers see it."""

    subject: str
    severity: str
    ordinal: str
    """`first alert about this story`, `alert 3 about this story`."""
    created: str
    headline: str
    themes: tuple[ThemeView, ...]
    """In the order of the alert: the most prominent first."""
    reach: str
    """`3 articles, outlets: The Korea Herald, EFE`."""
    tally: str
    """`3 articles, 2 independent origins`: the same in short."""
    origins: str
    """`2 independent origins: NIS, KCNA`."""
    articles: tuple[ArticleView, ...]
    more_articles: str
    command: str
    notices: tuple[str, ...]


def view(alert: Alert, limits: Limits, subject: str) -> View:
    """The alert in readers' words, with at most what `limits` allow."""
    hidden = len(alert.articles) - limits.articles
    listed = {article.id: number for number, article in enumerate(alert.articles[: limits.articles], 1)}
    return View(
        subject=subject,
        severity=words.SEVERITY[alert.severity],
        ordinal="first alert about this story" if alert.number <= 1 else f"alert {alert.number} about this story",
        created=words.minute(alert.created),
        headline=cut(one_line(alert.headline), 200),
        themes=tuple(_theme(finding, limits, listed) for finding in alert.findings),
        reach=_reach(alert),
        tally=words.joined(
            (
                words.count(len(alert.articles), "article"),
                words.count(len(alert.origins), "independent origin") if alert.origins else "",
            )
        ),
        origins=_origins(alert),
        articles=tuple(_article(article, listed[article.id]) for article in alert.articles[: limits.articles]),
        more_articles=f"and {hidden} more" if hidden > 0 else "",
        command=f"sanctions-watch alerts show {one_line(alert.id)}",
        notices=tuple(cut(one_line(notice), 400) for notice in alert.notices),
    )


def _reach(alert: Alert) -> str:
    known = [cut(one_line(outlet), 60) for outlet in alert.outlets]
    shown = ", ".join(known[:6]) + (f" and {len(known) - 6} more" if len(known) > 6 else "")  # noqa: PLR2004 - a line holds six
    outlets = f"outlets: {shown}" if len(known) > 1 else f"outlet: {shown}" if known else "outlets not known"
    return f"{words.count(len(alert.articles), 'article')}, {outlets}"


def _origins(alert: Alert) -> str:
    if not alert.origins:
        return "independent origins not known"
    names = [cut(one_line(origin), 60) for origin in alert.origins]
    shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")  # noqa: PLR2004 - ditto
    return f"{words.count(len(names), 'independent origin')}: {shown}"


def _theme(finding: Finding, limits: Limits, listed: Mapping[ArticleId, int]) -> ThemeView:
    hidden = len(finding.quotations) - limits.quotations
    unlisted = len(finding.measures) - limits.measures
    reason = cut(one_line(finding.reason), 300)
    return ThemeView(
        title=cut(one_line(finding.title), 80),
        severity=words.SEVERITY[finding.severity],
        status=words.STATUS[finding.claim.status],
        source=words.SOURCE[finding.claim.source],
        direction=words.DIRECTION[finding.claim.direction],
        new=f"update: {reason}" if finding.action is Action.UPDATE else reason,
        quotations=tuple(
            _quotation(quotation, finding, limits, listed) for quotation in finding.quotations[: limits.quotations]
        ),
        more=f"and {hidden} more" if hidden > 0 else "",
        measures=tuple(_measure(citation, limits) for citation in finding.measures[: limits.measures]),
        more_measures=f"and {unlisted} more" if unlisted > 0 else "",
        score=f"{finding.score:.2f}",
        reasons=_reasons(finding) if limits.reasons else (),
    )


def _quotation(
    quotation: Quotation, finding: Finding, limits: Limits, listed: Mapping[ArticleId, int]
) -> QuotationView:
    evidence = quotation.evidence
    same_way = evidence.claim.direction is finding.claim.direction
    spans = [(start - evidence.start, end - evidence.start) for start, end in evidence.spans]
    return QuotationView(
        pieces=excerpt(evidence.text.translate(_INNER), spans, limits.quotation),
        status=words.STATUS[evidence.claim.status],
        who=words.speaker_and_source(evidence.claim, cut(one_line(evidence.claim.speaker), 100)),
        direction="" if same_way else words.DIRECTION[evidence.claim.direction],
        place=_place(quotation),
        number=listed.get(quotation.article, 0),
        link=link(quotation.url),
        background=evidence.background,
    )


def _measure(citation: Citation, limits: Limits) -> MeasureView:
    return MeasureView(
        label=cut(one_line(citation.label), 80),
        requires=cut(one_line(citation.requires), limits.requirement).rstrip("."),
        exemptions=tuple(
            text for raw in citation.exemptions if (text := cut(one_line(raw), limits.requirement).rstrip("."))
        ),
        note="" if citation.verified else "paragraph number not verified",
    )


def _reasons(finding: Finding) -> tuple[str, ...]:
    """Why the best sentence scored as it did."""
    if not finding.quotations:
        return ()
    best = finding.quotations[0].evidence
    rules = ", ".join(one_line(rule) for rule in best.rules[:4])
    reasons = [f"{'rule' if len(best.rules) == 1 else 'rules'} {rules} ({best.points} of 100 points)" if rules else ""]
    if best.probability is not None:
        terms = [f"{cut(one_line(term.replace('§', '')), 40)} {weight:+.1f}" for term, weight in best.terms[:4]]
        reasons.append(f"model {best.probability:.2f}" + (f" ({', '.join(terms)})" if terms else ""))
    return tuple(reason for reason in reasons if reason)


def _article(article: ArticleRef, number: int) -> ArticleView:
    return ArticleView(number, cut(one_line(article.title), 160) or "(no title)", _place(article), link(article.url))


def _place(published: Quotation | ArticleRef) -> str:
    """Where and when something stood."""
    outlet = cut(one_line(published.outlet), 60) or "Outlet not known"
    return words.joined((outlet, words.day(published.published)))
