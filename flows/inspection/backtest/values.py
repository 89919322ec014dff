"""What a backtest compares, and what it finds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from flows.domain import Article, Assessment, Problem


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sets of rules."""

    label: str
    """What people call it."""
    pack: Path
    overlays: tuple[Path, ...] = ()
    digest: str = ""
    """What its contents must be; empty when whatever stands there is meant."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an article comes to for one theme by one set of rules."""

    theme: str
    score: float
    flagged: bool
    """An alert, where nothing speaks against it later."""
    near: bool
    """In the digest of near misses, if not flagged."""
    severity: str
    status: str
    """Of the claim; empty, like the two that follow, without evidence."""
    source: str
    direction: str
    field: str
    """Where the sentence stands that is quoted first, `title` or `text`; empty without one."""
    start: int
    end: int
    rules: tuple[str, ...]
    """That speak for it."""
    shadow: tuple[str, ...]
    """That would."""

    def row(self) -> list[Any]:
        """As JSON."""
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def of_row(cls, row: Sequence[Any]) -> "Verdict":
        """What `row` gave."""
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
        return cls(*values)

    @classmethod
    def of(cls, one: Assessment, *, near: bool) -> "Verdict":
        """What remains of an assessment."""
        claim = one.claim
        live = [evidence for evidence in one.evidence if not evidence.background]
        first = next(iter(live or one.evidence), None)
        shadow = [rule for evidence in one.evidence if evidence.background for rule in evidence.rules]
        rules = dict.fromkeys(rule for evidence in live for rule in evidence.rules)
        return cls(
            theme=one.theme,
            score=round(one.score, 4),
            flagged=one.flagged,
            near=near and not one.flagged,
            severity=str(one.severity) if claim else "",
            status=str(claim.status) if claim else "",
            source=str(claim.source) if claim else "",
            direction=str(claim.direction) if claim else "",
            field=first.field if first else "",
            start=first.start if first else 0,
            end=first.end if first else 0,
            rules=tuple(sorted(rules)),
            shadow=tuple(sorted(set(shadow) - set(rules))),
        )


NOTHING = Verdict(
    theme="", score=0.0, flagged=False, near=False, severity="", status="", source="", direction="", field="", start=0,
    end=0, rules=(), shadow=(),
)  # fmt: skip
"""What is said of an article in which nothing was found."""


RULES_MORE, RULES_LESS = "rules more: ", "rules less: "
"""How `Change.moved` begins where other rules speak for an alert than before."""


class Kind(StrEnum):
    """How an article fares by the new rules, in the order in which people want to know."""

    LOST = "lost"
    GAINED = "gained"
    CHANGED = "changed"
    """An alert by both, which reads otherwise."""
    DIGEST_LOST = "digest lost"
    """No alert by either; no longer among the near misses of the digest."""
    DIGEST_GAINED = "digest gained"
    SHADOW = "shadow"
    """Only rules on trial find it otherwise."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The sentence to show for a change."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Offsets into `text` of the words that made rules fire."""


@dataclass(frozen=True, slots=True)
class Change:
    """One article for one theme, where the two sets differ."""

    kind: Kind
    article: Article
    theme: str
    old: Verdict
    new: Verdict
    moved: tuple[str, ...]
    """What an alert would say otherwise, such as `severity high → medium`."""
    story: str = ""
    """Names the story it belongs to; empty for an article by itself."""
    quotation: Quotation = field(default_factory=lambda: Quotation(""))
    reasons: tuple[str, ...] = ()
    """Why, in words: rules, terms, the classifier."""

    @property
    def in_name_only(self) -> bool:
        """Whether an alert reads as before, but for the rules that it names."""
        return self.kind is Kind.CHANGED and all(one.startswith((RULES_MORE, RULES_LESS)) for one in self.moved)


@dataclass(frozen=True, slots=True)
class Alerts:
    """Alerts of the archive: one a story and theme, however many articles tell it."""

    old: int
    new: int
    gained: int
    lost: int


@dataclass(frozen=True, slots=True)
class Marks:
    """How the flags of a set agree with the labels of one theme."""

    right: int
    """Labelled and flagged."""
    wrong: int
    """Flagged, not labelled."""
    missed: int
    """Labelled, not flagged."""

    @property
    def precision(self) -> float | None:
        """Share of the flagged that are labelled; None where nothing is flagged."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Share of the labelled that are flagged; None where nothing is labelled."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None


@dataclass(frozen=True, slots=True)
class Judged:
    """How both sets did on labelled articles."""

    name: str
    """The file of the labels."""
    articles: int
    marks: Mapping[str, tuple[Marks, Marks]]
    """Theme to old and new."""
    lost: tuple[Change, ...]
    """Labelled articles that the old rules flag and the new ones do not."""
    absent: tuple[str, ...] = ()
    """Ids of labels without a text, here or in the archive."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds."""

    name: str
    documents: int
    subjects: int
    """Documents that name the subject of either set."""
    problems: tuple[Problem, ...] = ()
    """Documents that could not be read."""
    reused: bool = False
    """True when it was known from an earlier backtest which these are."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What was done, and what was known from earlier backtests."""

    seconds: float = 0.0
    scored: int = 0
    """Times an article was scored by a set."""
    known: int = 0
    """Times the verdict on an article was known from an earlier backtest."""
    spared: int = 0
    """Articles that nothing which differs between the sets can touch: the old verdict holds."""
    asked: int = 0
    """Sentences the classifier was asked about."""
    remembered: int = 0
    """Sentences whose probabilities were known."""
    processes: int = 1

    def __add__(self, other: "Effort") -> "Effort":
        return Effort(
            self.seconds + other.seconds,
            self.scored + other.scored,
            self.known + other.known,
            self.spared + other.spared,
            self.asked + other.asked,
            self.remembered + other.remembered,
            max(self.processes, other.processes),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """All that a backtest found."""

    old: Side
    new: Side
    digests: tuple[str, str]
    """Of the rules of both."""
    differences: tuple[str, ...]
    """Files that differ, such as `rule changed: labour.hire`."""
    archives: tuple[Contents, ...]
    changes: tuple[Change, ...]
    alerts: Alerts | None
    """None when there were too many articles to group them."""
    judged: Judged | None
    effort: Effort
    problems: tuple[Problem, ...] = ()
    """Articles the program tripped over."""

    def of(self, *kinds: Kind) -> list[Change]:
        """The changes of these kinds."""
        return [one for one in self.changes if one.kind in kinds]
