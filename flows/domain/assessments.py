"""What an article says about a theme, sentence by sentence."""

from dataclasses import dataclass

from flows.domain.words import ArticleId, Direction, Severity, SourceType, Status, ThemeId


@dataclass(frozen=True, slots=True)
class Claim:
    """How one sentence presents what it tells."""

    status: Status
    source: SourceType
    speaker: str
    """The words that name the speaker, as they stand in the text; empty for the outlet's own voice."""
    direction: Direction


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks for a theme, with the reasons."""

    theme: ThemeId
    field: str
    """`title` or `text` of the article."""
    start: int
    end: int
    text: str
    score: float
    """Blended relevance, 0..1."""
    points: int
    """Rule points, 0..100; 0 when no rule fired."""
    probability: float | None
    """The classifier's calibrated probability; None when it did not run."""
    rules: tuple[str, ...]
    claim: Claim
    spans: tuple[tuple[int, int], ...] = ()
    """Offsets into the field of the terms that made the rules fire."""
    terms: tuple[tuple[str, float], ...] = ()
    """Terms that moved the classifier most, with their contribution to the log-odds."""
    measures: tuple[str, ...] = ()
    """Ids in the legal register that the rules cite."""
    gloss: tuple[tuple[int, int, str], ...] = ()
    """Offsets into the field of the terms in other scripts than Latin, each with its English."""
    background: bool = False
    """True when only shadow rules fired: shown, never alerted."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one article says about one theme."""

    article: ArticleId
    theme: ThemeId
    score: float
    flagged: bool
    """True when the score reaches the theme's threshold."""
    severity: Severity
    claim: Claim | None
    """The claim that speaks for the article (`rules.claims.strongest`); None without evidence."""
    evidence: tuple[Evidence, ...] = ()
    """Best first."""
    rules_digest: str = ""
    model_digest: str = ""
