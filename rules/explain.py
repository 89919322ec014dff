"""Say why a rule did not fire: the nearest way in which it might have, and what was missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.language.definition import AnySignal, Rule, ShapeSignal, Signal
from rules.language.terms import spellings
from rules.rule import SentenceScan
from rules.text.folding import fold


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How near a signal came to firing on a sentence."""

    signal: str
    way: str
    """The shape, or the lists, that came nearest."""
    present: tuple[str, ...]
    """Lists, and words of a shape, that it needs and the sentence has."""
    missing: tuple[str, ...]
    """Those that the sentence does not have."""

    def __str__(self) -> str:
        if self.missing:
            return f"signal '{self.signal}' ({self.way}) misses {', '.join(self.missing)}"
        return f"signal '{self.signal}' ({self.way}) has all its terms, but not as it asks for them"


def near_misses(rule: Rule, sentence: SentenceScan) -> tuple[NearMiss, ...]:
    """For each signal of the rule the way that came nearest on a sentence; the nearest signal first."""
    hit = {str(term.list) for term in sentence.terms}
    text = f" {fold(sentence.text).text} "
    found = []
    for signal in rule.signals:
        ways = []
        for way, lists, words in _ways(signal):
            needs = {**{name: name in hit for name in lists}, **{f"'{word}'": _stands(word, text) for word in words}}
            present = tuple(name for name, here in needs.items() if here)
            missing = tuple(name for name, here in needs.items() if not here)
            ways.append(NearMiss(signal.name, way, present, missing))
        found.extend(sorted(ways, key=_distance)[:1])
    return tuple(sorted(found, key=_distance))


def _ways(signal: Signal) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """How it is written, the lists and the words, for each way in which a signal can fire."""
    if isinstance(signal, ShapeSignal):
        return [(shape.written, shape.lists, shape.literals) for _, shape in signal.shapes]
    if isinstance(signal, AnySignal):
        return [(name, (name,), ()) for name in signal.lists]
    return [(" + ".join(signal.lists), signal.lists, ())]


def _stands(word: str, text: str) -> bool:
    return any(fold(form).text in text for form in spellings(word))


def nearest(rule: Rule, sentences: Iterable[SentenceScan]) -> NearMiss | None:
    """The nearest way in which a rule might have fired on one of these sentences."""
    found = [miss for sentence in sentences for miss in near_misses(rule, sentence)]
    return min(found, key=_distance, default=None)


def _distance(miss: NearMiss) -> tuple[int, int]:
    return len(miss.missing), -len(miss.present)
