"""How loudly an alert speaks: a table that people read and edit, not a formula.

Relevance, certainty and source stay apart in it: each row names what it asks of each, and the first that fits decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flows.domain import Claim, Severity, SourceType, Status, ThemeId
from flows.errors import ConfigurationError
from flows.options import SeverityRule
from rules.errors import Problem
from rules.yaml_reader import Block, read_block

TABLE: Final = Path(__file__).with_name("severity.yaml")
"""The table shipped with the application."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A severity with its reason."""

    severity: Severity
    reason: str
    """In words, for people."""


@dataclass(frozen=True, slots=True)
class SeverityTable:
    """Rows in the order in which they are asked."""

    own: tuple[SeverityRule, ...]
    """The user's rows; they are asked first."""
    shipped: tuple[SeverityRule, ...]

    def rate(self, theme: ThemeId, claim: Claim | None, score: float, default: Severity) -> Rating:
        """The severity of a claim; `default` is that of the theme, for what no row fits and for no claim at all."""
        if claim is None:
            return Rating(default, "the severity of the theme, as nothing is claimed")
        for whose, rows in (("your", self.own), ("the shipped", self.shipped)):
            for number, row in enumerate(rows, start=1):
                if _fits(row, theme, claim, score):
                    return Rating(row.severity, f"row {number} of {whose} severity table: {_words(row, claim)}")
        asked = f"{claim.status}, said by {claim.source.named}"
        return Rating(default, f"the severity of the theme, as no row of the severity table fits '{asked}'")


def load_severity_table(own: Sequence[SeverityRule] = (), path: Path = TABLE) -> SeverityTable:
    """Read the shipped table and put the user's rows before it.

    Raises:
        ConfigurationError: with every mistake of the file, each with its line.
    """
    problems: list[Problem] = []
    rows: list[SeverityRule] = []
    block = read_block(path, problems)
    if block is not None:
        block.choice("kind", ["severity"], required=True)
        rows = [_row(one) for one in block.blocks("rows", required=True)]
        block.done()
    if problems:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    return SeverityTable(tuple(own), tuple(rows))


def _fits(row: SeverityRule, theme: ThemeId, claim: Claim, score: float) -> bool:
    return (
        (not row.themes or theme in row.themes)
        and (not row.statuses or claim.status in row.statuses)
        and (not row.sources or claim.source in row.sources)
        and score >= row.min_score
    )


def _words(row: SeverityRule, claim: Claim) -> str:
    """What of the claim the row asks for."""
    parts = [" or ".join(row.themes), str(claim.status) if row.statuses else ""]
    parts.append(f"said by {claim.source.named}" if row.sources else "")
    parts.append(f"score from {row.min_score:.2f}" if row.min_score else "")
    return ", ".join(filter(None, parts)) or "everything"


def _row(block: Block) -> SeverityRule:
    row = SeverityRule(
        severity=Severity(block.choice("severity", list(Severity), Severity.MEDIUM, required=True)),
        themes=tuple(map(ThemeId, block.texts("themes"))),
        statuses=tuple(Status(word) for word in block.choices("statuses", Status)),
        sources=tuple(SourceType(word) for word in block.choices("sources", SourceType)),
        min_score=block.number("min_score", low=0.0, high=1.0),
    )
    block.done()
    return row
