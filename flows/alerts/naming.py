"""What a message says of listed names: which entry, how it was found, where."""

from collections.abc import Mapping

from flows.alerts.cleaning import brief
from flows.domain import Alert, ArticleId, ListedName, MatchKind

SHOWN = 6
"""Entries that a message names one by one."""
HEADING = "Same name as an entry of the UN 1718 list; whether the same one is meant is not proven"

_HOW = {
    MatchKind.IMO: "by its IMO number",
    MatchKind.NAME: "by its name",
    MatchKind.ALIAS: "by an alias",
    MatchKind.FORMER: "by a former name",
    MatchKind.SHORTENED: "by its name but for the legal form",
    MatchKind.REORDERED: "by its name in the other order",
    MatchKind.WEAK: "by two weak aliases",
}


def listed_lines(alert: Alert, articles: Mapping[ArticleId, int]) -> tuple[str, ...]:
    """A line for each entry that is named: `KOREA EXAMPLE CORPORATION (KPe.001), by an alias: “KOREX” [2]`.

    Args:
        alert: the alert.
        articles: the numbers that the message gives to its articles.
    """
    lines = [_line(named, articles.get(named.article, 0)) for named in alert.listed[:SHOWN]]
    hidden = len(alert.listed) - SHOWN
    return (*lines, *([f"and {hidden} more"] if hidden > 0 else []))


def _line(named: ListedName, article: int) -> str:
    entry = f"{brief(named.name, 100)} ({brief(named.entry, 40)})"
    words, spelled = brief(named.words, 100), brief(named.spelled, 100)
    # The list's own spelling is told where it is neither its name nor what the text has.
    listed = "" if named.spelled == named.name or _alike(spelled, words) else f", listed as “{spelled}”"
    place = f" [{article}]" if article else ""
    return f"{entry}, {_HOW[named.how]}: “{words}”{listed}{place}"


def _alike(one: str, other: str) -> bool:
    return one.casefold().replace("-", " ") == other.casefold().replace("-", " ")
