"""Hand-written stand-ins for the libraries, by the shapes that scoring asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from flows.scoring import parts
from models.features import Passage
from rules.document import Document
from rules.rule import Claim, RuleHit, RuleName, RuleStatus, SentenceScan, TermHit, Theme, ThemeId


def a_theme(ident: str = "labour_dispatch") -> Theme:
    return Theme(ThemeId(ident), ident.title(), "", ("unscr-1",), "medium", 0.5)


def a_hit(
    points: int = 80,
    *,
    theme: str = "labour_dispatch",
    rule: str = "labour",
    status: RuleStatus = RuleStatus.EXPERIMENTAL,
    measures: tuple[str, ...] = ("unscr-1",),
) -> RuleHit:
    return RuleHit(RuleName(rule), ThemeId(theme), points, status, ("sends",), (), legal_basis=measures)


def a_sentence(text: str, *hits: RuleHit, field: str = "text", start: int = 0) -> SentenceScan:
    return SentenceScan(field, start, start + len(text), text, (), hits)


@dataclass
class FakeScan:
    sentences: tuple[SentenceScan, ...] = ()

    @property
    def subject(self) -> bool:
        return bool(self.sentences)


@dataclass
class FakeRules:
    themes: tuple[Theme, ...] = (a_theme(), a_theme("arms_transfer"))
    digest: str = "rules-1"


class ShoutingMask:
    """Masks a sentence by writing it in capitals."""

    def mask(self, text: str, terms: Sequence[TermHit], offset: int) -> str:
        del terms, offset
        return text.upper()


@dataclass
class FakeEngine:
    """Finds what it was told to find, by the text of a document; nothing for any other document."""

    scans: Mapping[str, tuple[SentenceScan, ...]]
    ruleset: FakeRules = field(default_factory=FakeRules)
    vocabulary: ShoutingMask = field(default_factory=ShoutingMask)

    def scan(self, document: Document) -> FakeScan:
        return FakeScan(self.scans.get(document.text, ()))

    def terms(self, text: str) -> SentenceScan:
        return SentenceScan("text", 0, len(text), text, (), ())


@dataclass
class FakeClaims:
    """Reads the status in the last word of a sentence; a sentence that ends in `norm` is one."""

    asked: list[int] = field(default_factory=list)

    def read(
        self,
        scan: parts.Scan,
        index: int,
        theme: str,
        hits: Sequence[RuleHit] = (),
        publisher: SentenceScan | None = None,
    ) -> Claim:
        del theme, hits, publisher
        last = scan.sentences[index].text.split()[-1]
        status = last if last in {"planned", "possible", "denied"} else "occurred"
        return Claim(status, "expert", "experts", "from_dprk")

    def is_norm(self, scan: parts.Scan, index: int) -> bool:
        self.asked.append(index)
        return scan.sentences[index].text.endswith("norm")


@dataclass
class FakeClassifier:
    """Gives each masked sentence the probability it was told, and 0.01 otherwise; remembers what it was shown."""

    probabilities: Mapping[str, float]
    classes_: tuple[str, ...] = ("arms_transfer", "labour_dispatch")
    digest: str = "model-1"
    batches: list[list[Passage]] = field(default_factory=list)

    def predict_proba(self, passages: Sequence[Passage]) -> npt.NDArray[np.float64]:
        self.batches.append(list(passages))
        return np.array([[0.01, self.probabilities.get(passage.text, 0.01)] for passage in passages])

    def explain(self, passage: Passage, theme: str, n: int = 5) -> tuple[tuple[str, float], ...]:
        return ((f"{theme}:{passage.text[:4]}", 1.5),)[:n]
