"""What scoring needs of rules and classifier, by shape: the libraries know nothing of each other, nor of this."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.features import Passage
from rules.document import Document
from rules.rule import Claim, RuleHit, SentenceScan, TermHit, Theme


class Scan(Protocol):
    """What the engine found in a document."""

    @property
    def subject(self) -> bool:
        """False for a document that never names the subject of the pack."""

    @property
    def sentences(self) -> tuple[SentenceScan, ...]:
        """Title first, then body, in order; none without the subject."""


class Rules(Protocol):
    """What is asked of a rule set itself."""

    @property
    def themes(self) -> tuple[Theme, ...]:
        """In the order of the pack."""

    @property
    def digest(self) -> str:
        """Names the contents of all rules."""


class Masking(Protocol):
    """The vocabulary of the rules."""

    def mask(self, text: str, terms: Sequence[TermHit], offset: int) -> str:
        """The sentence as the classifier sees it."""


class Engine(Protocol):
    """Applies the rules to a document."""

    @property
    def ruleset(self) -> Rules:
        """What it applies."""

    @property
    def vocabulary(self) -> Masking:
        """Its lists."""

    def scan(self, document: Document) -> Scan:
        """Pure; safe to share between threads."""

    def terms(self, text: str) -> SentenceScan:
        """The terms of a short text, whatever its subject."""


class ClaimReader(Protocol):
    """Reads claims out of scanned sentences."""

    def read(
        self,
        scan: Scan,
        index: int,
        theme: str,
        hits: Sequence[RuleHit] = (),
        publisher: SentenceScan | None = None,
    ) -> Claim:
        """The claim of one sentence for one theme."""

    def is_norm(self, scan: Scan, index: int) -> bool:
        """True for a sentence that only says what a rule asks for."""


class Classifier(Protocol):
    """Says how alike a sentence is to the examples of each theme."""

    @property
    def classes_(self) -> tuple[str, ...]:
        """Themes in the order of the columns."""

    @property
    def digest(self) -> str:
        """Names the model."""

    def predict_proba(self, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        """Shape (passages, themes)."""

    def explain(self, passage: Passage, theme: str, n: int = 5) -> tuple[tuple[str, float], ...]:
        """The terms that moved one theme most, with their contribution to the log-odds."""


Probabilities = Mapping[str, float]
"""Theme to the classifier's probability; empty without a classifier."""
