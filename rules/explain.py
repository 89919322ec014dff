"""Say why a rule did not fire: the nearest way in which it might have, and what was missing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rules.language.definition import AnySignal, Rule, ShapeSignal, Signal
from rules.language.shapes import COMMON_WORDS
from rules.language.terms import is_capitals, spellings
from rules.rule import SentenceScan
from rules.text.folding import Folded, fold
from rules.text.scripts import sentence_language


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

    def says_something(self, subject: Iterable[str]) -> bool:
        """Whether more of it stands in the sentence than the name of the subject and words that stand everywhere."""
        everywhere = {f"'{word}'" for word in COMMON_WORDS} | set(subject)
        return any(everywhere.isdisjoint((name, *_alternatives(name))) for name in self.present)

    def __str__(self) -> str:
        if self.missing:
            return f"signal '{self.signal}' ({self.way}) misses {', '.join(self.missing)}"
        return f"signal '{self.signal}' ({self.way}) has all its terms, but not as it asks for them"


def near_misses(rule: Rule, sentence: SentenceScan) -> tuple[NearMiss, ...]:
    """For each signal of the rule the way that came nearest on a sentence; the nearest signal first.

    Ways that are written for another script than the sentence's are passed over.
    """
    language = sentence_language(sentence.text)
    hit = {str(term.list) for term in sentence.terms}
    folded = fold(sentence.text)
    found = []
    for signal in rule.signals:
        ways = []
        for way, lists, words in _ways(signal):
            if not all(_is_for(word, language) for word in words):
                continue
            needs = {**{name: name in hit for name in lists}, **{f"'{word}'": _stands(word, folded) for word in words}}
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


def _is_for(word: str, language: str) -> bool:
    """Whether a word of a shape can stand in a sentence of a language. Japanese headlines may have Han alone."""
    if not any(map(str.isalpha, word)):
        return True
    own = sentence_language(word)
    return own == language or {own, language} == {"zh", "ja"}


def _alternatives(name: str) -> Iterator[str]:
    """Of a quoted word of a shape its alternatives, quoted; of a list nothing."""
    if name.startswith("'"):
        yield from (f"'{word}'" for word in name.strip("'").split("/"))


def _stands(word: str, folded: Folded) -> bool:
    return any(
        _found(form, folded.cased, whole=True)
        if is_capitals(form)
        else _found(fold(form).text, folded.text, whole="*" not in word)
        for form in spellings(word)
    )


def _found(form: str, text: str, *, whole: bool) -> bool:
    if not form.isascii():
        # Korean goes on with particles, and Chinese and Japanese have no blanks.
        return form in text
    end = r"(?![^\W_])" if whole else ""
    return re.search(rf"(?<![^\W_]){re.escape(form)}{end}", text) is not None


def nearest(rule: Rule, sentences: Iterable[SentenceScan]) -> NearMiss | None:
    """The nearest way in which a rule might have fired on one of these sentences."""
    found = [miss for sentence in sentences for miss in near_misses(rule, sentence)]
    return min(found, key=_distance, default=None)


def _distance(miss: NearMiss) -> tuple[int, int]:
    return len(miss.missing), -len(miss.present)
