"""Which articles a change of the rules can touch at all. What it cannot touch need not be scored again.

An article is out of reach when no term that only one of the sets has stands in it, and when for every rule that differs
no signal has all of its lists, and words of a shape, anywhere in the article. Then both sets find the same terms and
fire the same rules. In doubt an article is within reach: exceptions, gaps and borders of sentences are not looked at.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from rules.language.definition import AnySignal, CueList, Origin, Rule, ShapeSignal, Signal, Term, TermList
from rules.language.shapes import common_words
from rules.language.vocabulary import Group, Vocabulary, literal_id
from rules.packs import RuleSet
from rules.rule import ListId
from rules.text.folding import fold

_WORDS = ("terms", "exceptions", "stops_at")
_CHANGED = "~"
"""Before the id of a list: its terms that only one of the sets has."""
_NOWHERE = Origin(Path(), 0)


class Reach:
    """What differs between two sets, to be asked of a text."""

    def __init__(self, old: RuleSet, new: RuleSet, own: tuple[Collection[str], Collection[str]]) -> None:
        """`own` names, for each set, the rules that the classifier cannot veto."""
        self.everything = _shape_of(old) != _shape_of(new)
        """True when the sets differ in something that touches every article: themes, or what the subject is."""
        sides = ({**old.lists, **old.cues}, {**new.lists, **new.cues})
        words = list(_changed_words(sides))
        ways = {way for rule in _changed_rules(old, new, own) for signal in rule.signals for way in _ways(signal)}
        asked = sorted({name for way in ways for name in way})
        literals = {literal_id(word): word for word in _literals((old, new))}
        groups = [Group(name, (Term(literals[name], "any", "", 0),), words=True) for name in asked if name in literals]
        lists = [_bare(side[ListId(name)], name) for name in asked for side in sides if name in side]
        # A list that differs stands here once for each set, and a hit of either counts.
        self._vocabulary = Vocabulary([*words, *lists], groups)
        self._names = [str(name) for name in self._vocabulary.ids]
        self._ways = sorted(ways)

    def touches(self, title: str, text: str) -> bool:
        """False when both sets say the same of an article."""
        if self.everything:
            return True
        hit = {self._names[number] for part in (title, text) for number in self._vocabulary.numbers(fold(part))}
        return any(name.startswith(_CHANGED) for name in hit) or any(hit.issuperset(way) for way in self._ways)


def _shape_of(rules: RuleSet) -> object:
    return rules.subject, [(theme.id, rules.parts["theme", theme.id]) for theme in rules.themes]


def _changed_words(sides: tuple[dict[ListId, Any], dict[ListId, Any]]) -> Iterator[TermList | CueList]:
    """For each list that differs the terms that only one side has; all, where the list itself is another one."""
    for name in sorted(sides[0].keys() | sides[1].keys()):
        old, new = sides[0].get(name), sides[1].get(name)
        before, after = _facts(old), _facts(new)
        if before == after:
            continue
        alike = old is not None and new is not None and before[0] == after[0]
        for one, words, others in ((old, before[1], after[1]), (new, after[1], before[1])):
            if one is not None:
                kept = words - others if alike else words
                yield replace(_bare(one, name), id=ListId(f"{_CHANGED}{name}"), terms=_terms(one, kept))


def _facts(one: TermList | CueList | None) -> tuple[object, frozenset[object]]:
    """What a list is beside its words, and its words."""
    if one is None:
        return None, frozenset()
    empty: dict[str, Any] = {key: () for key in _WORDS if hasattr(one, key)}
    rest = replace(one, title="", origin=_NOWHERE, **empty)
    return rest, frozenset((key, _plain(term)) for key in empty for term in getattr(one, key))


def _plain(term: Term) -> Term:
    return replace(term, line=0)


def _terms(one: TermList | CueList, kept: Collection[object]) -> tuple[Term, ...]:
    words = ((key, term) for key in _WORDS for term in getattr(one, key, ()))
    return tuple(term for key, term in words if (key, _plain(term)) in kept)


def _bare(one: TermList | CueList, name: str) -> TermList | CueList:
    """The list with nothing that could take a hit away."""
    if isinstance(one, CueList):
        return replace(one, id=ListId(name), exceptions=(), stops_at=())
    return replace(one, id=ListId(name), exceptions=())


def _changed_rules(old: RuleSet, new: RuleSet, own: tuple[Collection[str], Collection[str]]) -> Iterator[Rule]:
    before, after = (dict(_signed(rules, mine)) for rules, mine in zip((old, new), own, strict=True))
    for sign in before.keys() ^ after.keys():
        yield before.get(sign) or after[sign]


def _signed(rules: RuleSet, own: Collection[str]) -> Iterator[tuple[object, Rule]]:
    """Each rule with all that decides when it fires and what it counts."""
    for rule in rules.rules:
        filters = tuple(rules.parts["filter", one.id] for one in rules.filters_of(rule))
        yield (rules.parts["rule", rule.id], filters, rule.name in own), rule


def _ways(signal: Signal) -> Iterable[tuple[str, ...]]:
    """For each way in which it can fire the lists that must be hit, and the words that must stand there."""
    if isinstance(signal, ShapeSignal):
        return [
            tuple(sorted({*shape.lists, *(literal_id(word) for word in shape.literals if common_words(word) is None)}))
            for _, shape in signal.shapes
        ]
    if isinstance(signal, AnySignal):
        return [(name,) for name in signal.lists]
    return [tuple(sorted(set(signal.lists)))]


def _literals(sets: Iterable[RuleSet]) -> Iterator[str]:
    """The words that stand in shapes themselves."""
    for rules in sets:
        for rule in rules.rules:
            for signal in rule.signals:
                if isinstance(signal, ShapeSignal):
                    yield from (word for _, shape in signal.shapes for word in shape.literals)
