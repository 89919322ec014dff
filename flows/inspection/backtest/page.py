"""A report as one HTML page that needs nothing beside itself: no script, no picture, nothing remote."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flows.alerts.cleaning import one_line
from flows.domain.text import safe
from flows.inspection.backtest.output import effort, percent, problems
from flows.inspection.backtest.values import Change, Kind, Quotation, Report, Verdict
from flows.sources.links import clean_link

SHOWN = 300
"""Articles of one kind on the page; the JSON has all."""

SECTIONS = {
    Kind.LOST: ("Lost", "Flagged by the old rules, not by the new ones."),
    Kind.GAINED: ("Gained", "Flagged by the new rules, not by the old ones."),
    Kind.CHANGED: ("Changed", "Flagged by both; the alert would read otherwise."),
    Kind.DIGEST_LOST: ("Out of the digest", "Never an alert, and no longer a near miss."),
    Kind.DIGEST_GAINED: ("New in the digest", "No alert, but a near miss now."),
    Kind.SHADOW: ("Rules on trial", "Only what shadow rules find differs. They never alert."),
}
"""Title and meaning of each kind."""


def page(report: Report) -> str:
    """The page. Everything that comes from outside is escaped."""
    sections = []
    for kind, (title, meaning) in SECTIONS.items():
        found = report.of(kind)
        if found:
            stories = list(_stories(found[:SHOWN]))
            sections.append({
                "id": kind.replace(" ", "-"), "title": title, "meaning": meaning, "count": len(found),
                "more": max(0, len(found) - SHOWN), "stories": stories,
            })  # fmt: skip
    return _ENVIRONMENT.get_template("page.html").render(
        report=report, sections=sections, effort=effort(report), problems=problems(report)[:SHOWN]
    )


def _stories(found: list[Change]) -> Iterator[list[Change]]:
    """Changes of the same story beside each other, in the order of the best of each."""
    first: dict[str, int] = {}
    for number, one in enumerate(found):
        first.setdefault(_story(one), number)
    ordered = sorted(found, key=lambda one: first[_story(one)])
    for _, members in groupby(ordered, key=_story):
        yield list(members)


def _story(one: Change) -> str:
    return f"{one.theme} {one.story}" if one.story else f"{one.theme} article {one.article.id}"


def _pieces(quotation: Quotation) -> Iterator[tuple[str, bool]]:
    """The sentence in pieces, each with whether a rule hit it."""
    done = 0
    for start, end in _merged(quotation.spans):
        if start > done:
            yield quotation.text[done:start], False
        yield quotation.text[start:end], True
        done = end
    yield quotation.text[done:], False


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _claim(one: Verdict) -> str:
    return (
        ", ".join(filter(None, (one.severity, one.status, one.source, one.direction.replace("_", " ")))) or "no claim"
    )


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        loader=PackageLoader("flows.inspection.backtest", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(pieces=_pieces, claim=_claim, link=clean_link, line=one_line, percent=percent, safely=safe)
    return made


_ENVIRONMENT = _environment()
