"""The rules of a set, compiled, with an index that names the few signals that may fire on a sentence."""

from collections import Counter
from dataclasses import dataclass

from rules.language.definition import Rule
from rules.loading.grouping import group_id
from rules.matching.signals import (
    Around,
    Check,
    CompiledExclusion,
    Fired,
    Sentence,
    compile_signal,
    join_roles,
)
from rules.packs import RuleSet
from rules.rule import RuleHit, RuleStatus

MAX_POINTS = 100
"""Points of a rule on one sentence are capped here."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: Rule
    exclusions: tuple[CompiledExclusion, ...]


_Key = tuple[int, int]
"""Number of the rule and of its signal."""


class CompiledRules:
    """All rules that can fire. Immutable.

    A way in which a signal can fire is filed under the one of its lists that the fewest ways need: a sentence asks only
    for the lists that are hit in it.
    """

    def __init__(self, ruleset: RuleSet) -> None:
        self._vocabulary = ruleset.vocabulary
        self._rules: list[_Compiled] = []
        self._wide: list[tuple[int, _Key, Check]] = []
        self._filed: dict[int, list[tuple[int, _Key, Check]]] = {}
        narrow: list[tuple[int, _Key, Check]] = []
        for rule in ruleset.rules:
            if rule.status is RuleStatus.RETIRED:
                continue
            for index, signal in enumerate(rule.signals):
                check = compile_signal(signal, rule.roles, ruleset.vocabulary)
                shelf = self._wide if check.wide else narrow
                shelf.extend((needs, (len(self._rules), index), check) for needs in check.ways)
            self._rules.append(_Compiled(rule, _exclusions(rule, ruleset)))
        common = Counter(number for needs, _, _ in narrow for number in _numbers(needs))
        for way in narrow:
            rarest = min(_numbers(way[0]), key=lambda number: (common[number], number))
            self._filed.setdefault(rarest, []).append(way)

    def hits(self, sentence: Sentence, around: Around) -> tuple[RuleHit, ...]:
        """The rules that fire on a sentence, in the order of the set."""
        if not sentence.bits:
            return ()
        fired: dict[int, list[Fired]] = {}
        for (number, _), check in sorted(self._candidates(sentence, around).items(), key=lambda item: item[0]):
            one = check(sentence, around)
            if one is not None:
                fired.setdefault(number, []).append(one)
        hits = (self._hit(self._rules[number], found, sentence) for number, found in fired.items())
        return tuple(hit for hit in hits if hit is not None)

    def _candidates(self, sentence: Sentence, around: Around) -> dict[_Key, Check]:
        lacks = ~sentence.bits
        found = {
            key: check
            for number in sentence.lists
            for needs, key, check in self._filed.get(number, ())
            if not needs & lacks
        }
        if self._wide:
            bits = 0
            for one in around:
                bits |= one.bits
            lacks = ~bits
            found.update((key, check) for needs, key, check in self._wide if not needs & lacks)
        return found

    def _hit(self, compiled: _Compiled, fired: list[Fired], sentence: Sentence) -> RuleHit | None:
        rule = compiled.rule
        points = min(MAX_POINTS, sum(one.points for one in fired))
        if points < rule.requires_points or any(exclusion.blocks(sentence) for exclusion in compiled.exclusions):
            return None
        places = sorted({place for one in fired for place in one.places})
        return RuleHit(
            rule=rule.name,
            theme=rule.theme,
            points=points,
            status=rule.status,
            signals=tuple(one.name for one in fired),
            spans=self._vocabulary.hits(places, sentence.folded),
            roles=join_roles(one.roles for one in sorted(fired, key=lambda f: -f.points)),
            legal_basis=rule.legal_basis,
        )


def _exclusions(rule: Rule, ruleset: RuleSet) -> tuple[CompiledExclusion, ...]:
    own = [(group_id(rule.name, index), exclusion) for index, exclusion in enumerate(rule.exclusions)]
    shared = [
        (group_id(f"filter:{one.id}", index), exclusion)
        for one in ruleset.filters_of(rule)
        for index, exclusion in enumerate(one.exclusions)
    ]
    return tuple(CompiledExclusion(exclusion, group, ruleset.vocabulary) for group, exclusion in (*own, *shared))


def _numbers(bits: int) -> list[int]:
    return [number for number in range(bits.bit_length()) if bits >> number & 1]
