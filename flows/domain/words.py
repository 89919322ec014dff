"""Ids and the words of the trade: status, source, direction, severity, action."""

from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
StoryId = NewType("StoryId", str)
AlertId = NewType("AlertId", str)
ThemeId = NewType("ThemeId", str)


class Status(StrEnum):
    """Certainty of a claim, the strongest first."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"

    @property
    def strength(self) -> int:
        """3 for occurred down to 0 for denied."""
        return 3 - list(Status).index(self)


class SourceType(StrEnum):
    """Who says so."""

    DPRK = "dprk"
    RUSSIA = "russia"
    CHINA = "china"
    GOVERNMENT = "government"
    INTELLIGENCE = "intelligence"
    UN = "un"
    EXPERT = "expert"
    MEDIA = "media"
    OUTLET = "outlet"

    @property
    def named(self) -> str:
        """The word as it stands in a sentence: `the UN`, `Russia`, `government`."""
        return _PROPER.get(self.value, self.value)


_PROPER = {"dprk": "the DPRK", "russia": "Russia", "china": "China", "un": "the UN"}


class Direction(StrEnum):
    """Which way people, goods or knowledge pass."""

    FROM_DPRK = "from_dprk"
    TO_DPRK = "to_dprk"
    BOTH = "both"
    UNCLEAR = "unclear"


class Severity(StrEnum):
    """How loudly an alert speaks, the quietest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low up to 3 for critical."""
        return list(Severity).index(self)


class Action(StrEnum):
    """What is done about a story for one theme."""

    ALERT = "alert"
    UPDATE = "update"
    FOLD = "fold"
    DIGEST = "digest"
    DROP = "drop"


class News(StrEnum):
    """What is new in a finding: a story that was not told before, or what has changed in one that was."""

    ALERT = "alert"
    THEME = "theme"
    """Another theme comes in."""
    STATUS = "status"
    """The claim became more certain, or was denied."""
    SOURCE = "source"
    """A stronger kind of source says so."""
    NUMBER = "number"
    PARTY = "party"
    """Another state or force comes in."""


class FactKind(StrEnum):
    """What kind of hard fact a sentence holds."""

    NUMBER = "number"
    PLACE = "place"
    NAME = "name"


class DeliveryState(StrEnum):
    """Where one target's copy of an alert stands."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    """An attempt failed; it is tried again."""
    DEAD = "dead"
    """Given up after its last attempt."""
    SILENCED = "silenced"
    """Kept back by somebody's silence."""
    COLLECTED = "collected"
    """Waits for the next digest of its target."""
    DIGESTED = "digested"
    """Told in a digest, which has copies of its own."""
    JOINED = "joined"
    """Was held, and is told together with the next alert about its story."""


class PollOutcome(StrEnum):
    """How one poll of a source came out."""

    OK = "ok"
    UNCHANGED = "unchanged"
    """It answered that nothing is new."""
    NOT_DUE = "not_due"
    """It was not asked: it failed before, and its time has not come."""
    TEMPORARY = "temporary"
    """Time-outs, server errors, too many requests, a network that is down: asked again soon."""
    PERMANENT = "permanent"
    """Nothing is there (404) or nobody is let in (401, 403): asked again now and then, for it may come back."""
    GONE = "gone"
    """It said that it is gone for good (410): asked again once a week."""
    REFUSED = "refused"
    """What it gave or where it led is not fit to be taken: a private address, a circle of redirects, a huge body."""
    NOT_A_FEED = "not_a_feed"
    """It answered with something that is no feed."""
