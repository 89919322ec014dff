"""Signals and exclusions, compiled against a vocabulary, and the questions they are asked of one sentence.

The lists hit are kept as bits of one number, so that most signals are ruled out by a single comparison.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Protocol

from rules.language.definition import AnySignal, Exclusion, RoleLimit, ShapeSignal, Signal, TogetherSignal
from rules.language.place import Place
from rules.language.shapes import Shape, Slot, bind, common_words, roles
from rules.language.vocabulary import Vocabulary, literal_id
from rules.matching.sentence import Sentence
from rules.matching.together import nearest


@dataclass(frozen=True, slots=True)
class Fired:
    """A signal that fired."""

    name: str
    points: int
    places: tuple[Place, ...]
    """Terms in the sentence itself that made it fire."""
    roles: Mapping[str, str] = field(default_factory=dict)


Around = Sequence[Sentence]
"""The sentence itself and its direct neighbours, for signals that look into the paragraph."""


class Check(Protocol):
    """A compiled signal."""

    @property
    def ways(self) -> Sequence[int]:
        """For each way in which it can fire the lists that must be hit, as bits."""

    @property
    def wide(self) -> bool:
        """True when the neighbours of the sentence count too."""

    def __call__(self, sentence: Sentence, around: Around) -> Fired | None:
        """What made it fire, or None."""


def compile_signal(signal: Signal, limits: Mapping[str, RoleLimit], vocabulary: Vocabulary) -> Check:
    """A function that says whether a signal fires on a sentence."""
    match signal:
        case ShapeSignal():
            return _ShapeCheck(signal, limits, vocabulary)
        case TogetherSignal():
            return _TogetherCheck(signal, vocabulary)
        case AnySignal():
            return _AnyCheck(signal, vocabulary)


class CompiledShape:
    """A shape with the numbers of its lists."""

    def __init__(self, language: str, shape: Shape, limits: Mapping[str, RoleLimit], vocabulary: Vocabulary) -> None:
        self.language = language
        self.slots: tuple[Slot, ...] = shape.slots
        self._common = [common_words(slot.literal) if slot.literal else None for slot in shape.slots]
        names = [slot.list or literal_id(slot.literal) for slot in shape.slots]
        rare = [name for name, common in zip(names, self._common, strict=True) if common is None]
        self._numbers = [vocabulary.number(name) if name in rare else -1 for name in names]
        self.needs = vocabulary.bits(rare)
        self._limits = limits

    def bind(self, sentence: Sentence) -> tuple[Place, ...] | None:
        """The hits that fill the shape, or None."""
        if self.needs & ~sentence.bits or self.language not in ("any", sentence.language):
            return None
        candidates = [
            sentence.of(number) if common is None else sentence.find(common)
            for number, common in zip(self._numbers, self._common, strict=True)
        ]
        if not all(candidates):
            return None
        return bind(self.slots, candidates, sentence.words, self._fits)

    def _fits(self, filled: Mapping[str, str]) -> bool:
        supplier = filled.get("supplier")
        if supplier and supplier == filled.get("recipient"):
            return False
        return all(limit.allows(filled[role]) for role, limit in self._limits.items() if role in filled)


class _ShapeCheck:
    wide = False

    def __init__(self, signal: ShapeSignal, limits: Mapping[str, RoleLimit], vocabulary: Vocabulary) -> None:
        self._name, self._points = signal.name, signal.points
        self._shapes = [CompiledShape(language, shape, limits, vocabulary) for language, shape in signal.shapes]
        self.ways = [shape.needs for shape in self._shapes]

    def __call__(self, sentence: Sentence, around: Around) -> Fired | None:
        """The shape with the shortest span decides the roles; the others add roles it does not have."""
        del around
        bound = [
            (places[-1].end - places[0].start, places, shape)
            for shape in self._shapes
            if not shape.needs & ~sentence.bits and (places := shape.bind(sentence)) is not None
        ]
        if not bound:
            return None
        bound.sort(key=itemgetter(0))
        places, shape = bound[0][1], bound[0][2]
        named = tuple(place for place, slot in zip(places, shape.slots, strict=True) if slot.list)
        joined = join_roles(roles(shape.slots, places) for _, places, shape in bound)
        return Fired(self._name, self._points, named, joined)


class _TogetherCheck:
    def __init__(self, signal: TogetherSignal, vocabulary: Vocabulary) -> None:
        self._signal = signal
        self._numbers = [vocabulary.number(name) for name in signal.lists]
        self._needs = vocabulary.bits(signal.lists)
        self._here = vocabulary.bits(signal.needs_here)
        self.ways = [self._needs]
        self.wide = signal.paragraph

    def __call__(self, sentence: Sentence, around: Around) -> Fired | None:
        signal = self._signal
        if not self._needs & sentence.bits or self._here & ~sentence.bits:
            return None
        if not signal.paragraph and self._needs & ~sentence.bits:
            return None
        reach: Around = around if signal.paragraph else (sentence,)
        bits = 0
        for one in reach:
            bits |= one.bits
        if self._needs & ~bits:
            return None
        candidates = [
            [(index, place) for index, one in enumerate(reach) for place in one.of(number)] for number in self._numbers
        ]
        here = next(index for index, one in enumerate(reach) if one is sentence)
        must_be_here = {index for index, number in enumerate(self._numbers) if self._here >> number & 1}
        chosen = nearest(
            candidates, here, must_be_here, sentence.words if signal.words is not None else None, signal.words
        )
        if chosen is None:
            return None
        places = sorted(place for index, place in chosen if index == here)
        return Fired(signal.name, signal.points, tuple(places))


class _AnyCheck:
    wide = False

    def __init__(self, signal: AnySignal, vocabulary: Vocabulary) -> None:
        self._signal = signal
        self._numbers = {vocabulary.number(name) for name in signal.lists}
        self._bits = vocabulary.bits(signal.lists)
        self.ways = [1 << number for number in self._numbers]

    def __call__(self, sentence: Sentence, around: Around) -> Fired | None:
        del around
        distinct: list[Place] = []
        for place in sentence.places:
            if place.list in self._numbers and (not distinct or place.start >= distinct[-1].end):
                distinct.append(place)
        if len(distinct) < self._signal.at_least:
            return None
        return Fired(self._signal.name, self._signal.points, tuple(distinct))


class CompiledExclusion:
    """An exclusion with the numbers of its lists."""

    def __init__(self, exclusion: Exclusion, group: str, vocabulary: Vocabulary) -> None:
        self._bits = vocabulary.bits(exclusion.lists)
        if exclusion.phrases:
            self._bits |= 1 << vocabulary.number(group)
        self._unless = vocabulary.bits(exclusion.unless)
        self._shapes = [CompiledShape("any", shape, {}, vocabulary) for shape in exclusion.shapes]
        self.asks = self._bits | self._unless
        """The lists that it asks for, as bits."""
        for shape in self._shapes:
            self.asks |= shape.needs

    def blocks(self, sentence: Sentence) -> bool:
        """True when a rule must not fire on this sentence."""
        if self._unless & sentence.bits:
            return False
        return bool(self._bits & sentence.bits) or any(shape.bind(sentence) for shape in self._shapes)


def join_roles(mappings: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """One mapping of role to code out of several, the first ones first; supplier and recipient stay different."""
    joined: dict[str, str] = {}
    for mapping in mappings:
        for role, code in mapping.items():
            other = joined.get({"supplier": "recipient", "recipient": "supplier"}.get(role, ""))
            if role not in joined and code != other:
                joined[role] = code
    return joined
