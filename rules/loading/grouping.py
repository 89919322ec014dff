"""One vocabulary for a whole pack: its lists and cues, and the words that stand in rules and filters themselves."""

from collections.abc import Iterable, Iterator

from rules.language.definition import Exclusion, ShapeSignal, Term
from rules.language.shapes import Shape, common_words
from rules.language.vocabulary import Group, Vocabulary, literal_id
from rules.loading.merging import Merged


def compile_vocabulary(merged: Merged) -> Vocabulary:
    """All terms of a pack in one automaton; the order of files makes no difference."""
    owners: list[tuple[str, tuple[Exclusion, ...]]] = [
        (rule.name, rule.exclusions) for rule in sorted(merged.rules.values(), key=lambda rule: rule.name)
    ]
    owners += [(f"filter:{name}", one.exclusions) for name, one in sorted(merged.filters.items())]
    groups = [
        Group(group_id(owner, index), exclusion.phrases)
        for owner, exclusions in owners
        for index, exclusion in enumerate(exclusions)
        if exclusion.phrases
    ]
    groups += _literals(_shapes(merged, (exclusion for _, exclusions in owners for exclusion in exclusions)))
    lists = [one for _, one in sorted({**merged.lists, **merged.cues}.items())]
    return Vocabulary(lists, groups)


def group_id(owner: str, index: int) -> str:
    """The id of the group of phrases of the n-th exclusion of a rule (its name) or a filter (`filter:<id>`)."""
    return f"{owner}!{index}"


def _shapes(merged: Merged, exclusions: Iterable[Exclusion]) -> Iterator[Shape]:
    for rule in merged.rules.values():
        for signal in rule.signals:
            if isinstance(signal, ShapeSignal):
                yield from (shape for _, shape in signal.shapes)
    for exclusion in exclusions:
        yield from exclusion.shapes


def _literals(shapes: Iterable[Shape]) -> list[Group]:
    words = sorted({word for shape in shapes for word in shape.literals if common_words(word) is None})
    return [Group(literal_id(word), (Term(word, "any", "", 0),), words=True) for word in words]
