"""What a route asks of an alert: sets of words that must be met, each by the same finding. Pure set algebra."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from flows.domain.alerts import Alert, Finding
from flows.domain.articles import Article
from flows.domain.words import Action, ArticleId, Direction, News, Severity, SourceType, Status, ThemeId

_FOLDED = frozenset({"languages", "outlets"})
"""Fields whose words are compared in any case of letters."""
_UPDATES = frozenset(News) - {News.ALERT}


@dataclass(frozen=True, slots=True)
class Interest:
    """What must fit for an alert to be heard. What is left empty fits everything.

    All that is asked must be met by one finding; language, outlet and source by one article that it quotes.
    """

    themes: tuple[ThemeId, ...] = ()
    min_severity: Severity = Severity.LOW
    max_severity: Severity = Severity.CRITICAL
    statuses: tuple[Status, ...] = ()
    source_types: tuple[SourceType, ...] = ()
    """Who says so."""
    directions: tuple[Direction, ...] = ()
    languages: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    """Publishers, in any case of letters."""
    sources: tuple[str, ...] = ()
    """Names of entries of watch.yaml."""
    min_outlets: int = 0
    """Distinct outlets that report the story."""
    min_origins: int = 0
    """Independent origins of its claims."""
    novelty: tuple[News, ...] = ()

    def misses(self, finding: Finding, alert: Alert, articles: Mapping[ArticleId, Article]) -> str:
        """What of a finding does not fit, in words; empty when all does.

        Args:
            finding: one of the alert's.
            alert: it and its story.
            articles: of the story, for language and source; an article that is missing has neither.
        """
        if self.themes and finding.theme not in self.themes:
            return f"the theme is {finding.theme}, not {_one_of(self.themes)}"
        if finding.severity.rank < self.min_severity.rank:
            return f"{finding.theme} is {finding.severity}, below {self.min_severity}"
        if finding.severity.rank > self.max_severity.rank:
            return f"{finding.theme} is {finding.severity}, above {self.max_severity}"
        claim = finding.claim
        asked: tuple[tuple[str, tuple[str, ...], str], ...] = (
            ("claimed to be", self.statuses, claim.status),
            ("said by", self.source_types, claim.source),
            ("of direction", self.directions, claim.direction),
        )
        for words, wanted, given in asked:
            if wanted and given not in wanted:
                return f"{finding.theme} is {words} {given}, not {_one_of(wanted)}"
        if self.novelty and not _is_news(finding, self.novelty):
            what = finding.news or finding.action
            return f"what is new about {finding.theme} is '{what}', not {_one_of(self.novelty)}"
        if len(alert.outlets) < self.min_outlets:
            return f"the story has {_count(len(alert.outlets), 'outlet')}, not {self.min_outlets}"
        if len(alert.origins) < self.min_origins:
            return f"the story has {_count(len(alert.origins), 'independent origin')}, not {self.min_origins}"
        return self._misses_articles(finding, articles)

    def _misses_articles(self, finding: Finding, articles: Mapping[ArticleId, Article]) -> str:
        if not (self.languages or self.outlets or self.sources):
            return ""
        quoted = {q.article: (q.outlet, articles.get(q.article)) for q in finding.quotations}
        for outlet, article in quoted.values():
            language, source = (article.language, article.source) if article else ("", "")
            if (
                (not self.languages or language.casefold() in _folded(self.languages))
                and (not self.outlets or outlet.casefold() in _folded(self.outlets))
                and (not self.sources or source in self.sources)
            ):
                return ""
        asked = [
            f"{word} {_one_of(wanted)}"
            for word, wanted in (
                ("in the language", self.languages),
                ("by the outlet", self.outlets),
                ("from the source", self.sources),
            )
            if wanted
        ]
        return f"no article quoted on {finding.theme} is {' and '.join(asked)}"

    def within(self, outer: "Interest") -> tuple["Interest", tuple[str, ...]]:
        """What is left of this where the other must be met as well, and the fields in which nothing can meet both."""
        met: dict[str, Any] = {
            "min_severity": max(self.min_severity, outer.min_severity, key=lambda one: one.rank),
            "max_severity": min(self.max_severity, outer.max_severity, key=lambda one: one.rank),
            "min_outlets": max(self.min_outlets, outer.min_outlets),
            "min_origins": max(self.min_origins, outer.min_origins),
        }
        conflicts = []
        for name in _set_fields():
            mine, theirs = getattr(self, name), getattr(outer, name)
            both = tuple(word for word in mine if _key(name, word) in {_key(name, one) for one in theirs})
            met[name] = both if mine and theirs else mine or theirs
            if mine and theirs and not both:
                conflicts.append(name)
        if met["min_severity"].rank > met["max_severity"].rank:
            conflicts.append("min_severity" if self.min_severity.rank > outer.max_severity.rank else "max_severity")
        return replace(self, **met), tuple(conflicts)

    def covers(self, other: "Interest") -> bool:
        """True when everything the other fits, fits this."""
        for name in _set_fields():
            mine = {_key(name, word) for word in getattr(self, name)}
            theirs = {_key(name, word) for word in getattr(other, name)}
            if mine and (not theirs or not theirs <= mine):
                return False
        return (
            self.min_severity.rank <= other.min_severity.rank
            and self.max_severity.rank >= other.max_severity.rank
            and self.min_outlets <= other.min_outlets
            and self.min_origins <= other.min_origins
        )

    def __str__(self) -> str:
        """What is asked, in words, without the outer lines of severity."""
        parts = [f"{self.min_severity} or above"]
        if self.max_severity is not Severity.CRITICAL:
            parts[0] = f"{self.min_severity} to {self.max_severity}"
        if self.themes:
            parts[0] += f" on {', '.join(self.themes)}"
        worded = (
            ("", self.statuses),
            ("said by ", self.source_types),
            ("direction ", self.directions),
            ("in ", self.languages),
            ("by ", self.outlets),
            ("from source ", self.sources),
            ("news: ", self.novelty),
        )
        parts += [f"{word}{' or '.join(wanted)}" for word, wanted in worded if wanted]
        parts += [f"from {_count(self.min_outlets, 'outlet')}"] if self.min_outlets else []
        parts += [f"from {_count(self.min_origins, 'independent origin')}"] if self.min_origins else []
        return "; ".join(parts)


def _is_news(finding: Finding, wanted: tuple[News, ...]) -> bool:
    if finding.action is Action.ALERT:
        return News.ALERT in wanted
    # What an older version stored does not say what kind of update it was.
    return finding.news in wanted if finding.news else set(wanted) >= _UPDATES


def _set_fields() -> tuple[str, ...]:
    empty = Interest()
    return tuple(one.name for one in fields(Interest) if getattr(empty, one.name) == ())


def _key(name: str, word: str) -> str:
    return word.casefold() if name in _FOLDED else word


def _folded(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}


def _one_of(words: tuple[str, ...]) -> str:
    return " or ".join(words)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
