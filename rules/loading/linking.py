"""Check that every name one part of a pack uses, another part has."""

from collections.abc import Iterable, Iterator

from rules.errors import Problem
from rules.language.definition import AnySignal, Exclusion, Origin, Rule, ShapeSignal, Signal, TogetherSignal
from rules.language.shapes import Slot
from rules.language.vocabulary import Vocabulary
from rules.loading.merging import Merged
from rules.rule import ListId
from rules.text.folding import fold
from rules.yaml_reader import did_you_mean


def lists_of(signal: Signal) -> tuple[tuple[ListId, ...], ...]:
    """The lists a signal needs, one tuple for each way in which it can fire."""
    match signal:
        case ShapeSignal():
            return tuple(shape.lists for _, shape in signal.shapes)
        case TogetherSignal():
            return (signal.lists,)
        case AnySignal():
            return tuple((name,) for name in signal.lists)


def named_lists(rule: Rule) -> frozenset[ListId]:
    """Every list that a rule names, in signals and in exclusions."""
    signals = {name for signal in rule.signals for way in lists_of(signal) for name in way}
    return frozenset(signals.union(*map(lists_of_exclusion, rule.exclusions)))


def lists_of_exclusion(exclusion: Exclusion) -> tuple[ListId, ...]:
    """Every list that an exclusion names."""
    return (*exclusion.lists, *exclusion.unless, *(name for shape in exclusion.shapes for name in shape.lists))


def link_problems(merged: Merged, *, complete: bool) -> list[Problem]:
    """Unknown names. Where files are missing (`complete` is False) only what does not depend on them is checked."""
    if not complete:
        return []
    links = _Links(merged)
    header = merged.header
    links.check("list", header.subject, header.origin)
    links.check("theme", header.themes, header.origin)
    for part in merged.themes.values():
        links.check("measure", part.theme.legal_basis, part.origin)
    for one in merged.filters.values():
        links.check("theme", one.themes, one.origin)
        links.check_exclusions(one.exclusions, one.origin)
    for rule in merged.rules.values():
        links.check_rule(rule)
    names: dict[str, Rule] = {}
    for rule in merged.rules.values():
        if rule.name in names:
            other = names[rule.name].origin
            links.add(rule.origin, f"the name '{rule.name}' is taken", f"by {other.path}:{other.line}")
        names[rule.name] = rule
    return links.problems


class _Links:
    def __init__(self, merged: Merged) -> None:
        self.problems: list[Problem] = []
        self._off = merged.off
        self._known: dict[str, set[str]] = {
            "list": {*merged.lists, *merged.cues},
            "theme": set(merged.themes),
            "measure": set(merged.legal),
            "filter": set(merged.filters),
        }

    def add(self, origin: Origin, message: str, hint: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(origin.path, origin.line, message, hint))

    def check(self, kind: str, names: Iterable[str], origin: Origin) -> None:
        """Note the names that are not known."""
        for name in dict.fromkeys(names):
            if name in self._known[kind]:
                continue
            gone = ("terms" if kind == "list" else kind, name) in self._off
            hint = "it is switched off by an overlay" if gone else did_you_mean(name, self._known[kind])
            self.add(origin, f"unknown {kind} '{name}'", hint)

    def check_rule(self, rule: Rule) -> None:
        """Note what a rule names in vain."""
        path = rule.origin.path
        self.check("theme", [rule.theme], rule.at("theme"))
        self.check("measure", rule.legal_basis, rule.at("legal_basis"))
        self.check("filter", rule.filters, rule.at("filters"))
        for signal in rule.signals:
            names = (name for way in lists_of(signal) for name in way)
            self.check("list", names, Origin(path, signal.line))
        self.check_exclusions(rule.exclusions, rule.origin)
        known = {slot.role for signal in rule.signals for slot in _slots(signal)} - {""}
        for role in sorted(set(rule.roles) - known):
            self.add(rule.at("roles"), f"'roles' limits '{role}', which no shape has", did_you_mean(role, known))

    def check_exclusions(self, exclusions: Iterable[Exclusion], origin: Origin) -> None:
        """Note the lists that exclusions name in vain."""
        for exclusion in exclusions:
            self.check("list", lists_of_exclusion(exclusion), Origin(origin.path, exclusion.line))


def _slots(signal: Signal) -> Iterator[Slot]:
    if isinstance(signal, ShapeSignal):
        for _, shape in signal.shapes:
            yield from shape.slots


def near_miss_problems(rules: Iterable[Rule], vocabulary: Vocabulary) -> list[Problem]:
    """Rules without a test that expects nothing though it holds at least half of the lists that a signal needs."""
    return [
        Problem(
            rule.origin.path,
            rule.at("tests").line,
            "has no near miss among its tests",
            "add a test with 'expect: none' that has the terms of a signal but another actor",
        )
        for rule in rules
        if not any(not case.fires and is_near_miss(rule, case.text, vocabulary) for case in rule.tests)
    ]


def is_near_miss(rule: Rule, text: str, vocabulary: Vocabulary) -> bool:
    """True when a text hits at least half of the lists that some signal of the rule needs."""
    hit = {vocabulary.ids[place.list] for place in vocabulary.places(fold(text))}
    ways = [way for signal in rule.signals for way in lists_of(signal)]
    return any(2 * len(hit.intersection(way)) >= len(way) for way in ways)
