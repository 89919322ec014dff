"""Rules that found what they look for and still did not fire: by an exclusion, a filter, or for too few points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rules.document import Document
from rules.engine import Engine, Scan
from rules.language.definition import Exclusion, Origin, Rule, Term, TermList
from rules.language.vocabulary import Vocabulary
from rules.packs import RuleSet
from rules.rule import ListId, RuleHit, RuleName, SentenceScan
from rules.text.folding import fold


@dataclass(frozen=True, slots=True)
class Withheld:
    """One rule on one sentence."""

    rule: RuleName
    points: int
    reason: str
    """What kept it back, with file and line."""

    def __str__(self) -> str:
        return f"{self.rule} found {self.points} points, but {self.reason}"


class Withholding:
    """Looks at documents once more with rules that nothing can keep back. Immutable; costs as much as the engine."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._rules = {rule.name: rule for rule in ruleset.rules}
        free = tuple(replace(rule, exclusions=(), filters=(), requires_points=1) for rule in ruleset.rules)
        self._engine = Engine(replace(ruleset, rules=free, filters={}))

    def look(self, document: Document, scan: Scan) -> tuple[tuple[Withheld, ...], ...]:
        """For each sentence of the document's scan the rules that were kept back on it."""
        return tuple(
            tuple(self._compare(found, free))
            for found, free in zip(scan.sentences, self._engine.scan(document).sentences, strict=True)
        )

    def _compare(self, found: SentenceScan, free: SentenceScan) -> Iterator[Withheld]:
        fired = {hit.rule for hit in found.hits}
        for hit in free.hits:
            if hit.rule not in fired:
                rule = self._rules[hit.rule]
                yield Withheld(hit.rule, hit.points, self._reason(rule, hit, found))

    def _reason(self, rule: Rule, hit: RuleHit, sentence: SentenceScan) -> str:
        if hit.points < rule.requires_points:
            return f"the rule asks for {rule.requires_points} points ({_place(rule.at('requires_points'))})"
        hits = {str(term.list) for term in sentence.terms}
        owners: list[tuple[str, Origin, Sequence[Exclusion]]] = [("its 'exclude'", rule.origin, rule.exclusions)]
        owners += [(f"the filter '{one.id}'", one.origin, one.exclusions) for one in self._ruleset.filters_of(rule)]
        for owner, origin, exclusions in owners:
            for exclusion in exclusions:
                words = _words(exclusion, sentence, hits)
                if words:
                    return f"{owner} keeps it back: {words} ({_place(Origin(origin.path, exclusion.line))})"
        return "an exclusion by its shape keeps it back"


def _words(exclusion: Exclusion, sentence: SentenceScan, hits: set[str]) -> str:
    """What of an exclusion stands in the sentence; empty when it does not hold there, or holds by a shape only."""
    if hits.intersection(exclusion.unless):
        return ""
    named = [sentence.text[start:end] for start, end in _phrases(exclusion.phrases, sentence.text)]
    named += [f"{{{name}}}" for name in exclusion.lists if name in hits]
    return ", ".join(dict.fromkeys(named))


def _phrases(phrases: tuple[Term, ...], text: str) -> list[tuple[int, int]]:
    alone = Vocabulary([TermList(ListId("phrases"), "", phrases, (), Origin(Path(), 0))])
    return [(hit.start, hit.end) for hit in alone.find(fold(text))]


def _place(origin: Origin) -> str:
    return f"{origin.path}:{origin.line}"
