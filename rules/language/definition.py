"""What a pack of rules consists of, as parsed from its files. All frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rules.language.shapes import Shape
from rules.rule import ListId, RuleName, RuleStatus, ThemeId

LANGUAGES = ("en", "ko", "ru", "zh", "ja")
"""The languages that terms and shapes may be written in; `any` stands beside them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something is written."""

    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a list, in the syntax of terms."""

    text: str
    language: str
    """One of `LANGUAGES`, or `any`."""
    code: str
    """Identity of what it names; may be empty."""
    line: int


@dataclass(frozen=True, slots=True)
class TermList:
    """A reusable list of terms in all languages."""

    id: ListId
    title: str
    terms: tuple[Term, ...]
    exceptions: tuple[Term, ...]
    """Longer phrases inside which a hit does not count; an exception with a code holds for hits of that code only."""
    origin: Origin
    masks: Mapping[str, str] = field(default_factory=dict)
    """Code to the word that replaces a hit in masked text; the empty code stands for all others."""
    concept: bool = False
    """True when masked text marks a hit with the list's id."""
    plurals: bool = True
    """True when English terms match their regular plural too."""
    match: str = "word"
    """`word`, `case` (letters as written) or `anywhere` (inside words too)."""


@dataclass(frozen=True, slots=True)
class CueList(TermList):
    """A list of words that show how a sentence presents what it tells."""

    direction: str = "forward"
    """`forward` (a cue stands before what it governs), `backward` or `both`."""
    window: int | None = None
    """How many words a cue reaches; None for the whole sentence."""
    stops_at: tuple[Term, ...] = ()
    """Words that end its reach; their hits carry the list id `<id>:stops`."""
    meaning: str = ""
    """A free word for the reader of claims."""

    @property
    def stops(self) -> ListId:
        """The list id that hits of `stops_at` carry."""
        return ListId(f"{self.id}:stops")


@dataclass(frozen=True, slots=True)
class ShapeSignal:
    """Terms in an order."""

    name: str
    points: int
    shapes: tuple[tuple[str, Shape], ...]
    """Language (or `any`) and shape."""
    line: int


@dataclass(frozen=True, slots=True)
class TogetherSignal:
    """Terms of all these lists near each other, each at a place of its own."""

    name: str
    points: int
    lists: tuple[ListId, ...]
    line: int
    paragraph: bool = False
    """True when the direct neighbours of the sentence count."""
    words: int | None = None
    """At most so many words between the first and the last term; None for no limit."""
    needs_here: tuple[ListId, ...] = ()
    """Lists that must be hit in the sentence itself."""


@dataclass(frozen=True, slots=True)
class AnySignal:
    """A number of terms out of these lists."""

    name: str
    points: int
    lists: tuple[ListId, ...]
    line: int
    at_least: int = 1


Signal = ShapeSignal | TogetherSignal | AnySignal


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What blocks a rule on a sentence."""

    phrases: tuple[Term, ...]
    lists: tuple[ListId, ...]
    shapes: tuple[Shape, ...]
    unless: tuple[ListId, ...]
    """The exclusion does not hold where one of these lists is hit."""
    line: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Exclusions that hold for many rules."""

    id: str
    title: str
    themes: tuple[ThemeId, ...]
    """Holds for every rule of these themes; empty when rules name it themselves."""
    exclusions: tuple[Exclusion, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class RoleLimit:
    """Which identities a role may have. Empty tuples limit nothing."""

    never: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def allows(self, code: str) -> bool:
        """True when a hit with this code may fill the role."""
        return code not in self.never and (not self.only or code in self.only)


@dataclass(frozen=True, slots=True)
class Case:
    """A test written inside a rule."""

    text: str
    fires: bool
    line: int
    title: str = ""
    before: str = ""
    after: str = ""
    language: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    status: str = ""
    source: str = ""
    direction: str = ""
    known_gap: bool = False
    """True when it is expected to fail today."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file has it."""

    id: str
    name: RuleName
    title: str
    theme: ThemeId
    status: RuleStatus
    author: str
    created: str
    """ISO date."""
    legal_basis: tuple[str, ...]
    signals: tuple[Signal, ...]
    false_positives: tuple[str, ...]
    """Texts that it is known to fire on wrongly, in words."""
    tests: tuple[Case, ...]
    origin: Origin
    description: str = ""
    requires_points: int = 1
    exclusions: tuple[Exclusion, ...] = ()
    filters: tuple[str, ...] = ()
    roles: Mapping[str, RoleLimit] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    """Line of each key of the file."""

    def at(self, key: str) -> Origin:
        """Where a key of the rule is written; where the rule is named when it has none."""
        return Origin(self.origin.path, self.lines.get(key, self.origin.line))
