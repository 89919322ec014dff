"""Say why a rule did not fire: the nearest way in which it might have, and what was missing."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.definition import Rule, ShapeSignal
from rules.linking import lists_of
from rules.rule import SentenceScan


@dataclass(frozen=True, slots=True)
class NearMiss:
    """How near a signal came to firing on a sentence."""

    signal: str
    way: str
    """The shape, or the lists, that came nearest."""
    present: tuple[str, ...]
    """Lists it needs that are hit in the sentence."""
    missing: tuple[str, ...]
    """Lists it needs that are not."""

    def __str__(self) -> str:
        if self.missing:
            return f"signal '{self.signal}' ({self.way}) misses {', '.join(self.missing)}"
        return f"signal '{self.signal}' ({self.way}) has all its terms, but not as it asks for them"


def near_misses(rule: Rule, sentence: SentenceScan) -> tuple[NearMiss, ...]:
    """For each signal of the rule the way that came nearest on a sentence; the nearest signal first."""
    hit = {term.list for term in sentence.terms}
    found = []
    for signal in rule.signals:
        ways = []
        written = [shape.written for _, shape in signal.shapes] if isinstance(signal, ShapeSignal) else None
        for index, lists in enumerate(lists_of(signal)):
            present = tuple(name for name in lists if name in hit)
            missing = tuple(name for name in lists if name not in hit)
            way = written[index] if written else " + ".join(lists)
            ways.append(NearMiss(signal.name, way, present, missing))
        found.extend(sorted(ways, key=_distance)[:1])
    return tuple(sorted(found, key=_distance))


def nearest(rule: Rule, sentences: Iterable[SentenceScan]) -> NearMiss | None:
    """The nearest way in which a rule might have fired on one of these sentences."""
    found = [miss for sentence in sentences for miss in near_misses(rule, sentence)]
    return min(found, key=_distance, default=None)


def _distance(miss: NearMiss) -> tuple[int, int]:
    return len(miss.missing), -len(miss.present)
