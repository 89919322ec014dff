"""The nouns of the rule language. All frozen: a loaded pack never changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

ThemeId = NewType("ThemeId", str)
RuleName = NewType("RuleName", str)
ListId = NewType("ListId", str)


class RuleStatus(StrEnum):
    """The ladder of a rule. Experimental and stable rules may alert; a shadow rule is shown, never alerts."""

    EXPERIMENTAL = "experimental"
    STABLE = "stable"
    SHADOW = "shadow"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of sanctions that articles are scored for."""

    id: ThemeId
    title: str
    definition: str
    """What counts and what does not, in words."""
    legal_basis: tuple[str, ...]
    """Ids of entries in the legal register, the most relevant first."""
    severity: str
    """Severity of an alert on this theme where the severity table has nothing closer."""
    threshold: float
    """Score from which an article is flagged, 0..1, where the operating points say nothing."""
    directed: bool = True
    """False for a theme with one direction only (labour always leaves the country)."""
    usual_direction: str = ""
    """The direction of a claim whose words tell none; empty where nothing is usual."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One paragraph of one resolution: an entry of the legal register."""

    id: str
    """As rules cite it, such as `unscr-2397-8`."""
    resolution: str
    """Such as `S/RES/2397 (2017)`."""
    paragraph: str
    """Such as `OP 8`; may be empty."""
    requires: str
    """What the paragraph asks for, in our own words."""
    exemptions: tuple[str, ...] = ()
    """Conduct that the paragraph, or another one, leaves lawful."""
    checked: str = "memory"
    """`text` (its text was read), `content` (the measure was read, its number is from memory) or `memory`."""
    checked_on: str = ""
    """ISO date of that check."""

    @property
    def verified(self) -> bool:
        """True when the paragraph number was checked against its text."""
        return self.checked == "text"


@dataclass(frozen=True, slots=True)
class TermHit:
    """A place where a term of a list stands in a sentence."""

    list: ListId
    """The list of terms, or of cues, that the term belongs to."""
    code: str
    """The identity of what is named (`KP`, `RU`); empty for terms without one."""
    start: int
    """Offset into the field, in code points."""
    end: int


@dataclass(frozen=True, slots=True)
class RuleHit:
    """One rule that fired on one sentence, with everything needed to explain it."""

    rule: RuleName
    theme: ThemeId
    points: int
    """Sum of the signals that fired, 0..100."""
    status: RuleStatus
    signals: tuple[str, ...]
    """Names of the signals that fired."""
    spans: tuple[TermHit, ...]
    """The terms that made them fire, in text order."""
    roles: Mapping[str, str] = field(default_factory=dict)
    """Role to identity (`supplier` to `KP`), from shapes; empty where none is known."""
    legal_basis: tuple[str, ...] = ()
    """Legal entries the rule cites."""


@dataclass(frozen=True, slots=True)
class SentenceScan:
    """One sentence of a document and what was found in it."""

    field: str
    """`title` or `text`."""
    start: int
    end: int
    """The sentence is `getattr(document, field)[start:end]`."""
    text: str
    terms: Sequence[TermHit]
    """Every hit of every list, cues included, in text order; offsets into the field."""
    hits: tuple[RuleHit, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """How a sentence presents what it tells. Values are those of the labelling guide."""

    status: str
    """`occurred`, `planned`, `possible` or `denied`."""
    source: str
    """`dprk`, `russia`, `china`, `government`, `intelligence`, `un`, `expert`, `media` or `outlet`."""
    speaker: str
    """The words that name who says so, as they stand in the text; empty for the outlet's own voice."""
    direction: str
    """`from_dprk`, `to_dprk`, `both` or `unclear`."""
