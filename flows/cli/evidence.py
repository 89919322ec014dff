"""The evidence of an alert as text: every sentence with its offsets, its claim and its reasons.

Words of articles are untrusted: what steers a terminal is taken out of them.
"""

import textwrap
from collections.abc import Iterator

from flows.alerts import words
from flows.alerts.cleaning import one_line
from flows.domain import Article, Assessment, Evidence
from flows.inspection.records import Dossier

WIDTH = 100


def lines(found: Dossier) -> Iterator[str]:
    """Evidence, severity, decisions and deliveries of one alert."""
    yield from ("", "EVIDENCE", "")
    for article, assessments in found.articles:
        date = f"{article.published:%Y-%m-%d %H:%M}" if article.published else "no date"
        outlet = one_line(article.outlet) or "unknown outlet"
        yield "  ".join(filter(None, (outlet, date, one_line(article.url), f"[{article.id}]")))
        if article.title:
            yield "  " + textwrap.shorten(one_line(article.title), WIDTH - 2, placeholder=" …")
        for assessment in assessments:
            yield from _assessment(article, assessment)
    yield "SEVERITY"
    for finding in found.alert.findings:
        if finding.rating:
            yield f"  {finding.theme}: {finding.severity}: {finding.rating}"
    yield from ("", "DECISIONS")
    for past in found.decisions:
        decision = past.decision
        yield f"  {past.decided:%Y-%m-%d %H:%M}  {decision.theme}: {decision.action}: {decision.reason}"
    yield from ("", "DELIVERIES")
    for copy in found.deliveries:
        yield f"  {copy.target}: {copy.state} after {words.count(copy.attempts, 'attempt')} {copy.last_error}".rstrip()


def _assessment(article: Article, one: Assessment) -> Iterator[str]:
    flag = "flagged" if one.flagged else "below the threshold"
    yield f"  {one.theme}: score {one.score:.2f}, {flag}, severity {one.severity}"
    for evidence in one.evidence:
        yield from _evidence(article, evidence)
    yield ""


def _evidence(article: Article, one: Evidence) -> Iterator[str]:
    yield textwrap.fill(f"“{one_line(one.text)}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    claim = one.claim
    speaker = f" ({one_line(claim.speaker)})" if claim.speaker else ""
    yield f"      {one.field} {one.start}-{one.end} · {claim.status} · {claim.source}{speaker} · {claim.direction}"
    model = "did not run" if one.probability is None else f"{one.probability:.2f}"
    yield f"      score {one.score:.2f} from rules {one.points}/100 ({', '.join(one.rules) or 'none'}), model {model}"
    field = article.title if one.field == "title" else article.text
    fired = dict.fromkeys(one_line(field[start:end]) for start, end in one.spans)
    if fired:
        yield f"      words: {', '.join(fired)}"
    if one.terms:
        yield "      model: " + ", ".join(f"{term} {weight:+.2f}" for term, weight in one.terms)
