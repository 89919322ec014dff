"""What a message says of listed names: which entry, how it was found, where."""

from collections.abc import Mapping

from flows.alerts.cleaning import Verbatim, brief, link
from flows.alerts.view import NameView
from flows.alerts.words import place
from flows.domain import Alert, ArticleId, ArticleRef, ListedName, MatchKind

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


def names(alert: Alert, articles: Mapping[ArticleId, int]) -> tuple[NameView, ...]:
    """Each entry that is named: `KOREA EXAMPLE CORPORATION (KPe.001), by an alias: “KOREX”`, with where it stands.

    Args:
        alert: the alert.
        articles: the numbers that the message gives to its articles.
    """
    known = {article.id: article for article in alert.articles}
    shown = [_name(named, articles.get(named.article, 0), known.get(named.article)) for named in alert.listed[:SHOWN]]
    hidden = len(alert.listed) - SHOWN
    return (*shown, *([NameView(f"and {hidden} more", 0, "", Verbatim())] if hidden > 0 else []))


def _name(named: ListedName, number: int, article: ArticleRef | None) -> NameView:
    if article is None:
        return NameView(_text(named), number, "", Verbatim())
    return NameView(_text(named), number, place(brief(article.outlet, 60), article.published), link(article.url))


def _text(named: ListedName) -> str:
    entry = f"{brief(named.name, 100)} ({brief(named.entry, 40)})"
    words, spelled = brief(named.words, 100), brief(named.spelled, 100)
    # The list's own spelling is told where it is neither its name nor what the text has.
    listed = "" if named.spelled == named.name or _alike(spelled, words) else f", listed as “{spelled}”"
    return f"{entry}, {_HOW[named.how]}: “{words}”{listed}"


def _alike(one: str, other: str) -> bool:
    return one.casefold().replace("-", " ") == other.casefold().replace("-", " ")
