"""The evidence of an alert as text: every sentence with its offsets, its claim and its reasons."""

import textwrap
from collections.abc import Iterator

from flows.domain import Article, Assessment, Evidence
from flows.inspection.records import Dossier

WIDTH = 100


def lines(found: Dossier) -> Iterator[str]:
    """Evidence, decisions and deliveries of one alert."""
    yield from ("", "EVIDENCE", "")
    for article, assessments in found.articles:
        yield f"{article.outlet or 'unknown outlet'}  {article.published or 'no date'}  {article.url}  [{article.id}]"
        for assessment in assessments:
            yield from _assessment(article, assessment)
    yield "DECISIONS"
    for past in found.decisions:
        decision = past.decision
        yield f"  {past.decided:%Y-%m-%d %H:%M}  {decision.theme}: {decision.action}: {decision.reason}"
    yield from ("", "DELIVERIES")
    for copy in found.deliveries:
        yield f"  {copy.target}: {copy.state} after {copy.attempts} attempts {copy.last_error}".rstrip()


def _assessment(article: Article, one: Assessment) -> Iterator[str]:
    flag = "flagged" if one.flagged else "below the threshold"
    yield f"  {one.theme}: score {one.score:.2f}, {flag}, severity {one.severity}"
    for evidence in one.evidence:
        yield from _evidence(article, evidence)
    yield ""


def _evidence(article: Article, one: Evidence) -> Iterator[str]:
    yield textwrap.fill(f"“{one.text}”", WIDTH, initial_indent="    ", subsequent_indent="     ")
    claim = one.claim
    speaker = f" ({claim.speaker})" if claim.speaker else ""
    yield f"      {one.field} {one.start}-{one.end} · {claim.status} · {claim.source}{speaker} · {claim.direction}"
    probability = "did not run" if one.probability is None else f"{one.probability:.2f}"
    yield f"      score {one.score:.2f} = rules {one.points}/100 ({', '.join(one.rules) or 'none'}), model {probability}"
    field = article.title if one.field == "title" else article.text
    words = dict.fromkeys(field[start:end] for start, end in one.spans)
    if words:
        yield f"      words: {', '.join(words)}"
    if one.terms:
        yield "      model: " + ", ".join(f"{term} {weight:+.2f}" for term, weight in one.terms)
