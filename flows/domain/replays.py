"""What a replay of an archive gave, day by day."""

from dataclasses import dataclass
from datetime import date, datetime

from flows.domain.alerts import Alert
from flows.domain.articles import Article, Problem
from flows.domain.stories import Decision
from flows.domain.words import ArticleId


@dataclass(frozen=True, slots=True)
class Arrival:
    """A text as it came in."""

    when: datetime
    article: Article
    """With the revision that it was then."""


@dataclass(frozen=True, slots=True)
class ReplayedDecision:
    """A decision with the pass in which it would have been made."""

    when: datetime
    decision: Decision
    articles: tuple[ArticleId, ...]
    """What it was about."""


@dataclass(frozen=True, slots=True)
class ReplayDay:
    """The figures of one day, UTC."""

    day: date
    articles: int = 0
    """Texts that came in and name the subject."""
    flagged: int = 0
    """Of them, those over a theme's threshold: what one alert an article would have sent."""
    alerts: int = 0
    """First alerts about a story."""
    updates: int = 0
    """Further alerts about a story."""


@dataclass(frozen=True, slots=True)
class Replay:
    """An archive run through assess and decide as if it came in now."""

    archive: str
    """What it was, in words."""
    documents: int
    subjects: int
    """Documents that name the subject."""
    passes: int
    """Passes that found something new."""
    step: str
    """How often there was a pass, in words."""
    days: tuple[ReplayDay, ...] = ()
    """Every day from the first arrival to the last, also those without any."""
    alerts: tuple[Alert, ...] = ()
    """The earliest first."""
    decisions: tuple[ReplayedDecision, ...] = ()
    """Ditto."""
    problems: tuple[Problem, ...] = ()

    @property
    def flagged(self) -> int:
        """Articles over a threshold: the alerts of a system that sends one an article."""
        return sum(day.flagged for day in self.days)

    @property
    def updates(self) -> int:
        """Alerts that were not the first about their story."""
        return sum(day.updates for day in self.days)
