"""The words a reader sees for the values of the domain, and small matters of grammar and dates."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.domain import Claim, Direction, Severity, SourceType, Status

STATUS = {
    Status.OCCURRED: "occurred",
    Status.PLANNED: "planned",
    Status.POSSIBLE: "possible",
    Status.DENIED: "denied",
}
"""Certainty as the source presents it."""

SOURCE = {
    SourceType.DPRK: "the DPRK",
    SourceType.RUSSIA: "Russia",
    SourceType.CHINA: "China",
    SourceType.GOVERNMENT: "government",
    SourceType.INTELLIGENCE: "intelligence service",
    SourceType.UN: "United Nations",
    SourceType.EXPERT: "experts",
    SourceType.MEDIA: "other media",
    SourceType.OUTLET: "the outlet itself",
}
"""Who says so."""

SHORT_SOURCE = {
    SourceType.DPRK: "DPRK",
    SourceType.RUSSIA: "Russia",
    SourceType.CHINA: "China",
    SourceType.GOVERNMENT: "government",
    SourceType.INTELLIGENCE: "intelligence",
    SourceType.UN: "UN",
    SourceType.EXPERT: "experts",
    SourceType.MEDIA: "media",
    SourceType.OUTLET: "outlet",
}
"""Who says so, in one word, where there is no room."""

DIRECTION = {
    Direction.FROM_DPRK: "from the DPRK",
    Direction.TO_DPRK: "to the DPRK",
    Direction.BOTH: "to and from the DPRK",
    Direction.UNCLEAR: "direction unclear",
}
"""Which way it passes."""

SEVERITY = {
    Severity.LOW: "low",
    Severity.MEDIUM: "medium",
    Severity.HIGH: "high",
    Severity.CRITICAL: "critical",
}
"""How loudly the alert speaks."""

DUPLICATE = "Possible duplicate: an earlier attempt went unanswered and may have arrived."
"""What stands at the foot of a message that is repeated because nobody knows what became of it."""


def count(number: int, noun: str) -> str:
    """`1 article`, `3 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def speaker_and_source(claim: Claim, speaker: str) -> str:
    """Who says so: the speaker's words with the kind of source, or the kind alone."""
    kind = SOURCE[claim.source]
    if not speaker or speaker.casefold() == kind.casefold():
        return kind
    return f"“{speaker}” ({kind})"


def day(when: datetime | None) -> str:
    """`13 Dec 2023` in UTC, whatever the locale; empty when the time is not known."""
    if when is None:
        return ""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    moment = when.astimezone(UTC)
    return f"{moment.day} {months[moment.month - 1]} {moment.year}"


def minute(when: datetime) -> str:
    """`13 Dec 2023 12:00 UTC`."""
    return f"{day(when)} {when.astimezone(UTC):%H:%M} UTC"


def joined(parts: Sequence[str], separator: str = ", ") -> str:
    """The parts that say something, joined."""
    return separator.join(part for part in parts if part)


def place(outlet: str, published: datetime | None) -> str:
    """Where and when something stood: `EFE, 13 Dec 2023`."""
    return joined((outlet or "Outlet not known", day(published) or "date not known"))
