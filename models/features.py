"""What the classifier sees of a sentence: terms in six blocks, drawn from text whose names the caller has masked.

Masked text holds role words (`DPRK`, `STATE`, `NUM`) in place of names and numbers, and a concept mark (`§worker`)
behind every hit of a term list: 'DPRK has sent §send NUM labourers §worker to STATE'. Words carry what was learnt in
one language; roles and concepts carry it into the others. A concept says less where the subject is not named: 'shells
(subject near)', 'shells (no subject)' are terms of their own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Any

BLOCKS = ("words", "concepts", "pairs", "order", "context", "flags")
"""The blocks in the order of their columns."""

NORMALISED = frozenset({"words", "context", "flags"})
"""Blocks brought to length 1. The others add up term by term: a sentence of many clauses must not lose the one pair of
concepts that decides."""

DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {"words": 1.0, "concepts": 0.1, "pairs": 0.08, "order": 0.08, "context": 0.15, "flags": 0.4}
)
"""How strongly each block speaks; chosen by measurement, see the model card."""

MAX_CONCEPTS = 256
"""Roles and concepts that are read of one sentence; news has fewer than 50, a page made to do harm may have more."""

_HERE = "subject here"

_CONCEPT = r"§(?P<concept>[a-z0-9_]+)"
# Latin and Cyrillic words only. Hangul, kana and Han give no words: there the concepts must carry the sentence.
_WORD = r"(?P<word>[A-Za-zÀ-ɏѐ-ӿА-я]+(?:[-'’][A-Za-zÀ-ɏѐ-ӿА-я]+)*)"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its neighbours, all masked by the caller."""

    text: str
    before: str = ""
    """The sentence before; empty at the start of the text."""
    after: str = ""
    """The sentence after; empty at the end of the text."""
    title: bool = False
    """True for a headline."""


@dataclass(frozen=True, slots=True)
class FeatureSettings:
    """How sentences are read. Stored with the fitted model, because inference must read alike."""

    roles: tuple[str, ...] = ("DPRK", "STATE", "NUM")
    """Words that the caller's masking puts in place of names and numbers."""
    subject: str = "DPRK"
    """The role word of the state that is watched."""
    word_grams: int = 2
    """Longest run of words that is one term."""
    reach: int = 6
    """How many places apart two roles or concepts may stand to count as one after the other."""
    min_documents: int = 3
    """A term met in fewer training sentences is left out."""
    weights: Mapping[str, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    """Block to factor; 0 switches a block off."""

    def as_json(self) -> dict[str, Any]:
        """Plain values, as the manifest of a fitted model holds them."""
        return {
            "roles": list(self.roles),
            "subject": self.subject,
            "word_grams": self.word_grams,
            "reach": self.reach,
            "min_documents": self.min_documents,
            "weights": {block: float(self.weights.get(block, 0.0)) for block in BLOCKS},
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "FeatureSettings":
        """The settings that `as_json` wrote. Raises KeyError, TypeError or ValueError for anything else."""
        if set(values) != set(cls().as_json()) or set(values["weights"]) != set(BLOCKS):
            raise ValueError("feature settings with other keys than this version knows")
        return cls(
            roles=tuple(map(str, values["roles"])),
            subject=str(values["subject"]),
            word_grams=int(values["word_grams"]),
            reach=int(values["reach"]),
            min_documents=int(values["min_documents"]),
            weights=MappingProxyType({block: float(values["weights"][block]) for block in BLOCKS}),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage taken apart."""

    words: tuple[str, ...]
    """Lower-cased words and role words, in order."""
    concepts: tuple[tuple[str, int], ...]
    """Role words and concepts, in order, with their places: marks of the same word stand at one place."""
    before: tuple[str, ...]
    """Roles and concepts of the sentence before."""
    after: tuple[str, ...]
    """Roles and concepts of the sentence after."""
    title: bool


class Reader:
    """Takes passages apart and lists their terms."""

    def __init__(self, settings: FeatureSettings) -> None:
        self.settings = settings
        # Each sentence comes three times in a row: for itself, and as a neighbour of the one before and the one after.
        self._tokens_of = lru_cache(maxsize=64)(self._take_apart)

    @cached_property
    def _tokens(self) -> re.Pattern[str]:
        roles = "|".join(map(re.escape, self.settings.roles)) or "(?!)"
        # A role word may stand glued to a Korean particle or to 's: a letter of its own script ends it, nothing else.
        return re.compile(rf"{_CONCEPT}|(?<![A-Za-z])(?P<role>{roles})(?![A-Za-z])|{_WORD}")

    def read(self, passage: Passage) -> Reading:
        """Take one passage apart."""
        words, concepts = self._tokens_of(passage.text)
        before, after = self._tokens_of(passage.before)[1], self._tokens_of(passage.after)[1]
        return Reading(
            words, concepts[:MAX_CONCEPTS], tuple(c for c, _ in before), tuple(c for c, _ in after), passage.title
        )

    def _take_apart(self, text: str) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
        """The words of a masked sentence, and its roles and concepts with their places."""
        words: list[str] = []
        concepts: list[tuple[str, int]] = []
        place = 0
        end = -1
        for match in self._tokens.finditer(text):
            kind, token = match.lastgroup, match[match.lastgroup or 0]
            if kind != "word":
                same = kind == "concept" and end >= 0 and not text[end : match.start()].strip()
                place += not same
                concepts.append((token, place))
            end = -1 if kind == "word" else match.end()
            if kind != "concept":
                words.append(token if kind == "role" else token.lower())
        return tuple(words), tuple(concepts)

    def terms(self, reading: Reading, block: str) -> list[str]:
        """The terms of one block, with repetitions. Raises KeyError for a block that does not exist."""
        match block:
            case "words":
                return _grams(reading.words, self.settings.word_grams)
            case "concepts":
                where = self._nearness(reading)
                place = "" if where == _HERE else f" ({where})"
                return [concept + place for concept, _ in reading.concepts]
            case "pairs":
                return self._pairs(reading.concepts)
            case "order":
                return self._order(reading.concepts)
            case "context":
                return [f"before: {c}" for c in reading.before] + [f"after: {c}" for c in reading.after]
            case "flags":
                return ["title" if reading.title else "body", self._nearness(reading)]
        raise KeyError(block)

    def _pairs(self, concepts: tuple[tuple[str, int], ...]) -> list[str]:
        """Any two concepts, whatever their order, that stand in one sentence with the subject."""
        distinct = {concept for concept, _ in concepts}
        if self.settings.subject not in distinct:
            return []
        others = sorted(distinct - {self.settings.subject})
        return [f"{self.settings.subject} + {a} + {b}" for a, b in combinations(others, 2)]

    def _order(self, concepts: tuple[tuple[str, int], ...]) -> list[str]:
        """Each concept with each that follows it within reach, once."""
        found: dict[str, None] = {}
        for i, (first, place) in enumerate(concepts):
            for second, later in concepts[i + 1 :]:
                if later - place > self.settings.reach:
                    break
                if later > place and first != second:
                    found[f"{first} → {second}"] = None
        return list(found)

    def _nearness(self, reading: Reading) -> str:
        if any(concept == self.settings.subject for concept, _ in reading.concepts):
            return _HERE
        near = self.settings.subject in reading.before or self.settings.subject in reading.after
        return "subject near" if near else "no subject"


def readable(block: str, term: str) -> str:
    """A term as people are shown it: 'dispatch', 'concept worker', 'concepts DPRK + abroad + worker', 'concepts DPRK →
    give'.
    """
    prefix = {"concepts": "concept ", "pairs": "concepts ", "order": "concepts "}.get(block, "")
    return prefix + term


def _grams(tokens: tuple[str, ...], longest: int) -> list[str]:
    grams = list(tokens)
    if longest > 1:
        grams += [f"{a} {b}" for a, b in pairwise(tokens)]
    for size in range(3, longest + 1):
        grams += [" ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1)]
    return grams
