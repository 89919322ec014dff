"""An alert into what its readers see. Pure: every text of others is cleaned and cut here, and nowhere else."""

import re
from collections.abc import Mapping

from flows.alerts import words
from flows.alerts.cleaning import Verbatim, brief, excerpt, link
from flows.alerts.naming import HEADING, names
from flows.alerts.view import ArticleView, KnownView, Limits, MeasureView, QuotationView, ThemeView, View
from flows.domain import Action, Alert, ArticleId, ArticleRef, Citation, Evidence, Finding, KnownClaim, Quotation

_INNER = str.maketrans({"“": "‘", "”": "’", '"': "’"})
"""A quotation inside a quotation stands in single marks."""
_NAMES = 6
"""Outlets or origins on one line."""
_FEW_NAMES = 3
_REPEATED = re.compile(r": “([^”]{20,})”")
_LONG_REASON = 2_000
_GLOSSES = 6
"""Terms of a quotation that are given in English."""
_FIT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")
"""What an id holds that needs no quotation marks in a shell, nor in a message."""


def view(alert: Alert, limits: Limits, subject: str, *, repeat: bool = False) -> View:
    """The alert in readers' words, with at most what `limits` allow; `repeat` when it may have arrived before."""
    hidden = len(alert.articles) - limits.articles
    unknown = len(alert.known) - limits.known
    numbers = {article.id: number for number, article in enumerate(alert.articles[: limits.articles], 1)}
    return View(
        subject=subject,
        severity=words.SEVERITY[alert.severity],
        ordinal=_ordinal(alert),
        created=words.minute(alert.created),
        headline=brief(alert.headline, 200),
        themes=tuple(_theme(finding, alert, limits, numbers) for finding in alert.findings[: limits.themes]),
        summary=_named(alert.findings) if len(alert.findings) > 1 else "",
        more_themes=_more_themes(alert.findings[limits.themes :]),
        known=tuple(_known(one, alert) for one in alert.known[: limits.known]),
        more_known=f"and {unknown} more" if unknown > 0 else "",
        names=names(alert, numbers),
        names_note=HEADING,
        reach=_reach(alert),
        tally=words.joined((words.count(len(alert.articles), "article"), _few_origins(alert))),
        origins=_origins(alert),
        articles=tuple(_article(article, numbers[article.id]) for article in alert.articles[: limits.articles]),
        more_articles=f"and {hidden} more" if hidden > 0 else "",
        command=command(alert),
        notices=tuple(brief(notice, 400) for notice in alert.notices),
        repeat=words.DUPLICATE if repeat else "",
    )


def command(alert: Alert) -> Verbatim:
    """What to type for everything that is known about an alert; the beginning of an id will do."""
    found = _FIT.match(alert.id)
    return Verbatim(f"sanctions-watch alerts show {found[0][:120]}" if found else "sanctions-watch alerts list")


def _ordinal(alert: Alert) -> str:
    if alert.number <= 1:
        return "first alert about this story"
    last = f"; alert {alert.number - 1} was sent on {words.day(alert.before)}" if alert.before else ""
    return f"update: alert {alert.number} about this story{last}"


def _names(raw: tuple[str, ...], most: int) -> str:
    names = [brief(name, 60) or "?" for name in raw[:most]]
    return ", ".join(names) + (f" and {len(raw) - most} more" if len(raw) > most else "")


def _reach(alert: Alert) -> str:
    known = alert.outlets
    outlets = f"outlet{'s' if len(known) > 1 else ''}: {_names(known, _NAMES)}" if known else "outlets not known"
    return f"{words.count(len(alert.articles), 'article')}, {outlets}"


def _origins(alert: Alert) -> str:
    if not alert.origins:
        return "independent origins not known"
    return f"{words.count(len(alert.origins), 'independent origin')}: {_names(alert.origins, _NAMES)}"


def _few_origins(alert: Alert) -> str:
    if not alert.origins:
        return "independent origins not known"
    return f"{words.count(len(alert.origins), 'independent origin')} ({_names(alert.origins, _FEW_NAMES)})"


def _named(findings: tuple[Finding, ...]) -> str:
    return ", ".join(f"{brief(one.title, 40)} ({words.STATUS[one.claim.status]})" for one in findings[:_NAMES])


def _more_themes(hidden: tuple[Finding, ...]) -> str:
    return f"and {words.count(len(hidden), 'more theme')}: {_named(hidden)}" if hidden else ""


def _theme(finding: Finding, alert: Alert, limits: Limits, numbers: Mapping[ArticleId, int]) -> ThemeView:
    hidden = len(finding.quotations) - limits.quotations
    unlisted = len(finding.measures) - limits.measures
    reason = brief(_unrepeated(finding), limits.reason)
    is_update = finding.action is Action.UPDATE
    return ThemeView(
        title=brief(finding.title, 80),
        severity=words.SEVERITY[finding.severity],
        status=words.STATUS[finding.claim.status],
        source=words.SOURCE[finding.claim.source],
        direction=words.DIRECTION[finding.claim.direction],
        update=f"New since {_earlier(alert)}: {reason}" if is_update else "",
        new="" if is_update else reason,
        quotations=tuple(
            _quotation(quotation, finding, limits, numbers) for quotation in finding.quotations[: limits.quotations]
        ),
        more=f"and {words.count(hidden, 'more statement')}" if hidden > 0 else "",
        measures=tuple(_measure(citation, limits) for citation in finding.measures[: limits.measures]),
        more_measures=f"and {unlisted} more" if unlisted > 0 else "",
        score=f"{finding.score:.2f}",
        reasons=_reasons(finding, limits) if limits.reasons else (),
        rating=brief(finding.rating, 300) if limits.reasons else "",
    )


def _unrepeated(finding: Finding) -> str:
    """What is new, without a sentence that the message quotes anyway."""
    reason = finding.reason[:_LONG_REASON]
    quoted = [one.evidence.text for one in finding.quotations[:1]]
    for found in _REPEATED.finditer(reason):
        if any(" ".join(text.split()).startswith(found[1].rstrip(" …")) for text in quoted):
            return reason[: found.start()] + reason[found.end() :]
    return reason


def _earlier(alert: Alert) -> str:
    which = f"alert {alert.number - 1}" if alert.number > 1 else "the last alert"
    return f"{which} of {words.day(alert.before)}" if alert.before else which


def _quotation(
    quotation: Quotation, finding: Finding, limits: Limits, numbers: Mapping[ArticleId, int]
) -> QuotationView:
    evidence = quotation.evidence
    same_way = evidence.claim.direction is finding.claim.direction
    spans = [(start - evidence.start, end - evidence.start) for start, end in evidence.spans]
    return QuotationView(
        pieces=tuple((piece.translate(_INNER), hit) for piece, hit in excerpt(evidence.text, spans, limits.quotation)),
        status=words.STATUS[evidence.claim.status],
        who=words.speaker_and_source(evidence.claim, brief(evidence.claim.speaker, 100)),
        direction="" if same_way else words.DIRECTION[evidence.claim.direction],
        place=words.place(brief(quotation.outlet, 60), quotation.published),
        number=numbers.get(quotation.article, 0),
        link=link(quotation.url),
        gloss=_gloss(evidence),
        background=evidence.background,
    )


def _gloss(evidence: Evidence) -> str:
    pairs = (
        (brief(evidence.text[max(0, start - evidence.start) : max(0, end - evidence.start)], 30), brief(english, 40))
        for start, end, english in evidence.gloss
    )
    shown = dict.fromkeys(f"{term} = {english}" for term, english in pairs if term)
    return ", ".join(list(shown)[:_GLOSSES])


def _measure(citation: Citation, limits: Limits) -> MeasureView:
    return MeasureView(
        label=brief(citation.label, 80),
        requires=brief(citation.requires, limits.requirement).rstrip("."),
        exemptions=tuple(text for raw in citation.exemptions if (text := brief(raw, limits.requirement).rstrip("."))),
        note="" if citation.verified else "paragraph number not verified",
    )


def _reasons(finding: Finding, limits: Limits) -> tuple[str, ...]:
    """Why the best sentence scored as it did."""
    if not finding.quotations:
        return ()
    best = finding.quotations[0].evidence
    rules = ", ".join(brief(rule, 60) for rule in best.rules[:4])
    reasons = [f"{'rule' if len(best.rules) == 1 else 'rules'} {rules} ({best.points} of 100 points)" if rules else ""]
    if best.probability is not None:
        terms = [f"{brief(term.replace('§', ''), 40)} {weight:+.1f}" for term, weight in best.terms[: 4 * limits.terms]]
        reasons.append(f"model {best.probability:.2f}" + (f" ({', '.join(terms)})" if terms else ""))
    return tuple(reason for reason in reasons if reason)


def _known(one: KnownClaim, alert: Alert) -> KnownView:
    evidence = one.quotation.evidence
    titles = {finding.theme: finding.title for finding in alert.findings}
    told = f" (alert {brief(one.alert, 120)})" if one.alert else ""
    who = words.speaker_and_source(evidence.claim, brief(evidence.claim.speaker, 60))
    return KnownView(
        theme=brief(titles.get(one.theme, one.theme.replace("_", " ").capitalize()), 80),
        text=brief(evidence.text, 140).translate(_INNER),
        claim=f"{words.STATUS[evidence.claim.status]}, according to {who}",
        since=f"known since {words.day(one.first_told)}{told}",
    )


def _article(article: ArticleRef, number: int) -> ArticleView:
    return ArticleView(
        number,
        brief(article.title, 160) or "(no title)",
        words.place(brief(article.outlet, 60), article.published),
        link(article.url),
    )
