"""Values that pass between the stages and the store, beyond the vocabulary of `flows.domain`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from flows.domain import (
    Alert,
    Article,
    ArticleId,
    Assessment,
    Decision,
    Delivery,
    PlannedCopy,
    Problem,
    StoryId,
    ToldClaim,
)


class Outcome(StrEnum):
    """What became of an incoming article."""

    NEW = "new"
    REVISED = "revised"
    """Its text changed since it was stored; it waits to be assessed again."""
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Kept:
    """An incoming article after it was stored."""

    id: ArticleId
    outcome: Outcome
    revision: int


@dataclass(frozen=True, slots=True)
class AssessedArticle:
    """An article with everything the assess stage found out about it."""

    article: Article
    """As `unassessed` gave it: its revision says what was assessed."""
    assessments: tuple[Assessment, ...] = ()
    story: StoryId | None = None
    """The story it joins; None for an article that belongs to no story. A story that is not stored yet begins here."""
    sketch: Any = None
    """A JSON value from which grouping can rebuild what it knows of the article."""
    reason: str = ""
    """Why it belongs to the story, in words."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story, as grouping needs it."""

    article: ArticleId
    story: StoryId
    sketch: Any
    """The JSON value that was saved with it."""


@dataclass(frozen=True, slots=True)
class DecidedStory:
    """What was decided about one story in one pass; written as a whole or not at all."""

    story: StoryId
    members: tuple[tuple[ArticleId, int], ...]
    """The members that were looked at, each with its revision."""
    waiting: tuple[ArticleId, ...] = ()
    """Those of them that nothing was decided about before."""
    decisions: tuple[Decision, ...] = ()
    alert: Alert | None = None
    copies: tuple[PlannedCopy, ...] = ()
    """Who hears the alert, and when; the first of each target counts."""
    told: tuple[ToldClaim, ...] = ()
    repeated: tuple[ToldClaim, ...] = ()
    """Stored claims that the members repeat: they are remembered from now on."""


@dataclass(frozen=True, slots=True)
class DueDelivery:
    """A copy of an alert that this worker has claimed and must now send."""

    delivery: Delivery
    """Its `attempts` already counts the attempt to come."""
    alert: Alert
    """As it is to be told: with the alerts that were held for this target and joined to it."""


@dataclass(frozen=True, slots=True)
class Run:
    """One pass of the main flow."""

    id: str
    started: datetime
    finished: datetime | None = None
    """None while it works, and for ever if it was killed."""
    counts: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision with the time and the run in which it was made."""

    decision: Decision
    run: str
    decided: datetime
    articles: tuple[ArticleId, ...] | None = None
    """The articles it was about; None for what an older version stored."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a source has brought."""

    total: int
    """Articles stored in all."""
    recent: int
    """Of them, those fetched since the time that was asked for."""
    first: datetime
    """When its first one was fetched."""
    newest: datetime
    """When its newest one was fetched."""
