"""The rules of a set, compiled, with an index that names the few signals that may fire on a sentence."""

from dataclasses import dataclass
from operator import itemgetter

from rules.language.bits import numbers_of
from rules.language.definition import Rule
from rules.loading.grouping import group_id
from rules.matching.filing import Filing
from rules.matching.sentence import Sentence
from rules.matching.signals import (
    Around,
    Check,
    CompiledExclusion,
    Fired,
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
_Keyed = tuple[_Key, Check]


class CompiledRules:
    """All rules that can fire. Immutable."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._vocabulary = ruleset.vocabulary
        self._rules: list[_Compiled] = []
        narrow: list[tuple[int, _Keyed]] = []
        wide: list[tuple[int, _Keyed]] = []
        for rule in ruleset.rules:
            if rule.status is RuleStatus.RETIRED:
                continue
            for index, signal in enumerate(rule.signals):
                check = compile_signal(signal, rule.roles, ruleset.vocabulary)
                shelf = wide if check.wide else narrow
                shelf.extend((needs, ((len(self._rules), index), check)) for needs in check.ways)
            self._rules.append(_Compiled(rule, _exclusions(rule, ruleset)))
        self._narrow = Filing(narrow)
        self._wide = Filing(wide)
        asked = self._narrow.needs | self._wide.needs
        for compiled in self._rules:
            for exclusion in compiled.exclusions:
                asked |= exclusion.asks
        self.asks = frozenset(numbers_of(asked))
        """Numbers of the lists and groups that rules may ask a sentence for."""

    def hits(self, sentence: Sentence, around: Around) -> tuple[RuleHit, ...]:
        """The rules that fire on a sentence, in the order of the set."""
        candidates = self._narrow.found(sentence.bits)
        if sentence.bits & self._wide.needs:
            bits = 0
            for one in around:
                bits |= one.bits
            candidates += self._wide.found(bits)
        if not candidates:
            return ()
        fired: dict[int, list[Fired]] = {}
        for (number, _), check in sorted(dict(candidates).items(), key=itemgetter(0)):
            one_fired = check(sentence, around)
            if one_fired is not None:
                fired.setdefault(number, []).append(one_fired)
        hits = (self._hit(self._rules[number], found, sentence) for number, found in fired.items())
        return tuple(hit for hit in hits if hit is not None)

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
