"""All lists of terms and cues in one automaton, and the masking of names by their roles.

The automaton finds literals; what it cannot know is checked on each find: the borders of words by script, capitals,
endings, and longer phrases that mean something else. Most finds are cues, which only a sentence with evidence is asked
for: who searches says which lists are wanted now (`select`), and resolves the same finds again for the others later.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from rules.language.bits import bits_of, numbers_of
from rules.language.definition import CueList, Term, TermList
from rules.language.entries import SCRIPTS, Entry, Row, end_of, row
from rules.language.masking import mask
from rules.language.place import Place
from rules.language.terms import Phrase, phrases
from rules.rule import ListId, TermHit
from rules.text.folding import Folded


@dataclass(frozen=True, slots=True)
class Group:
    """Terms without a list of their own: exclusion phrases, words of shapes. Only the engine sees their hits."""

    id: str
    terms: tuple[Term, ...]
    words: bool = False
    """True for words of shapes: no plural is added to them, and they may overlap each other."""


_SMALL = 1_000
"""Heads of a vocabulary that is scanned in a table of all transitions."""

Find = tuple[int, int, int]
"""Number of a head and where it stands in the folded text."""

Raw = tuple[int, int, int, str]
"""Start, minus the end, list and code: sorted, the longer of two hits that start together comes first."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a folded text."""

    raw: list[Raw]
    """Hits of lists and of exclusion phrases, in order."""
    words: list[Find]
    """Words of shapes, in order: start, end, their groups as bits. There are many, and few are ever asked for."""


def literal_id(word: str) -> str:
    """The id of the group that holds a literal of a shape."""
    return f"literal:{word}"


class Selection:
    """Some lists of a vocabulary. Immutable."""

    def __init__(self, rows: Sequence[Row | None]) -> None:
        self.rows = rows
        """By the number of the head; None for a head of other lists only."""


class Vocabulary:
    """All terms of a pack, compiled. Immutable and safe to share between threads."""

    def __init__(self, lists: Iterable[TermList], groups: Iterable[Group] = ()) -> None:
        self.ids: list[ListId] = []
        """Ids of lists by number; groups stand behind the lists."""
        self._heads: dict[str, list[Entry]] = {}
        self._masks: dict[ListId, Mapping[str, str]] = {}
        self._concepts: set[ListId] = set()
        for one in lists:
            self._add_list(one)
        self.visible = len(self.ids)
        """Numbers below this are lists that authors named."""
        ordered = sorted(groups, key=lambda group: group.words)
        for group in ordered:
            self._add_terms(self._number(group.id), group.terms, plurals=not group.words)
        self._loose = len(self.ids) - sum(group.words for group in ordered)
        self._numbers: dict[str, int] = {name: number for number, name in enumerate(self.ids)}
        # A table of all transitions is twice as fast while it fits a cache; a big one takes memory and wins nothing.
        small = len(self._heads) <= _SMALL
        self._automaton = AhoCorasick(self._heads, implementation=Implementation.DFA if small else None)
        self._all = self.select(range(len(self.ids)))

    def number(self, name: str) -> int:
        """The number of a list or group."""
        return self._numbers[name]

    def bits(self, names: Iterable[str]) -> int:
        """Lists and groups as bits of one number."""
        return bits_of(map(self.number, names))

    def select(self, numbers: Collection[int]) -> Selection:
        """These lists and groups, for `resolve`."""
        wanted = frozenset(numbers).__contains__
        return Selection([row(head, entries, self._loose, wanted) for head, entries in self._heads.items()])

    def _number(self, name: str) -> int:
        self.ids.append(ListId(name))
        return len(self.ids) - 1

    def _add_list(self, one: TermList) -> None:
        number = self._number(one.id)
        self._add_terms(number, one.terms, plurals=one.plurals, match=one.match)
        self._add_terms(number, one.exceptions, exception=True)
        if one.masks:
            self._masks[one.id] = one.masks
        if one.concept:
            self._concepts.add(one.id)
        if isinstance(one, CueList) and one.stops_at:
            self._add_terms(self._number(one.stops), one.stops_at, plurals=False)

    def _add_terms(
        self,
        number: int,
        terms: Iterable[Term],
        *,
        plurals: bool = True,
        match: str = "word",
        exception: bool = False,
    ) -> None:
        for term in terms:
            english = term.language in {"en", "any"}
            for phrase in phrases(term.text, plurals=plurals and english, exact=match == "case"):
                entry = Entry(number, term.code, exception, match == "anywhere", _rest(phrase), phrase.capitals)
                entries = self._heads.setdefault(phrase.head, [])
                if entry not in entries:
                    entries.append(entry)

    def finds(self, folded: Folded) -> list[Find]:
        """Every place where the head of a term stands, whether it is a hit or not."""
        finds: list[Find] = self._automaton.find_matches_as_indexes(folded.text, overlapping=True)
        return finds

    def resolve(self, finds: Iterable[Find], folded: Folded, selection: Selection) -> Found:
        """Hits of the selected lists, by the offsets of the folded text; of overlapping ones the first, longest."""
        text, cased = folded.text, folded.cased
        length = len(text)
        scripts = SCRIPTS
        table = selection.rows
        found: list[Raw] = []
        exceptions: list[Raw] = []
        words: list[Find] = []
        for head, start, end in finds:
            here = table[head]
            if here is None:
                continue
            left, right, groups, plain, special, inside = here
            free = not start or not scripts[text[start - 1]] & left
            if not free:
                special = inside
            elif end == length or not scripts[text[end]] & right:
                if groups:
                    words.append((start, end, groups))
                for number, code in plain:
                    found.append((start, -end, number, code))
            for entry in special:
                stop = end_of(entry, text, cased, start, end, right=right)
                if stop:
                    (exceptions if entry.exception else found).append((start, -stop, entry.list, entry.code))
        words.sort()
        return Found(_resolved(found, exceptions), words)

    def places(self, folded: Folded) -> list[Place]:
        """Hits of all lists and of exclusion phrases in a folded text, by its own offsets, in order."""
        found = self.resolve(self.finds(folded), folded, self._all)
        return [Place(start, -minus, number, code) for start, minus, number, code in found.raw]

    def numbers(self, folded: Folded) -> set[int]:
        """Numbers of the lists and groups that are hit in a folded text."""
        found = self.resolve(self.finds(folded), folded, self._all)
        return {one[2] for one in found.raw}.union(*(numbers_of(groups) for _, _, groups in found.words))

    def find(self, folded: Folded) -> tuple[TermHit, ...]:
        """Hits of all lists and cues in a text, in order, by the offsets of the text as it came in."""
        return self.hits(self.places(folded), folded)

    def hits(self, places: Iterable[Place], folded: Folded) -> tuple[TermHit, ...]:
        """Places as others see them, without those of groups."""
        ids, visible = self.ids, self.visible
        if not folded.regions:
            return tuple(
                [TermHit(ids[number], code, start, end) for start, end, number, code in places if number < visible]
            )
        spans = [(place, *folded.original(place.start, place.end)) for place in places if place.list < visible]
        return tuple(TermHit(ids[place.list], place.code, start, end) for place, start, end in spans)

    def mask(self, text: str, terms: Sequence[TermHit], offset: int) -> str:
        """A sentence as the classifier sees it. `offset` is where it stands in the field that `terms` count in."""
        return mask(text, terms, offset, self._masks, self._concepts)


def _rest(phrase: Phrase) -> re.Pattern[str] | None:
    return re.compile(phrase.rest) if phrase.rest else None


def _resolved(found: list[Raw], exceptions: list[Raw]) -> list[Raw]:
    found.sort()
    if exceptions:
        found = _without(found, exceptions)
    ends: dict[int, int] = {}
    resolved = []
    for one in found:
        start, minus, number, _ = one
        if ends.get(number, 0) <= start:
            ends[number] = -minus
            resolved.append(one)
    return resolved


def _without(found: Iterable[Raw], exceptions: list[Raw]) -> list[Raw]:
    """Hits, in order, that no exception of their list (and code, where the exception has one) covers."""
    exceptions.sort()
    lists = {one[2] for one in exceptions}
    covered: dict[tuple[int, str], int] = {}
    at = 0
    kept = []
    for one in found:
        start, minus, number, code = one
        if number not in lists:
            kept.append(one)
            continue
        while at < len(exceptions) and exceptions[at][0] <= start:
            _, stop, of, scope = exceptions[at]
            covered[of, scope] = max(covered.get((of, scope), 0), -stop)
            at += 1
        if max(covered.get((number, ""), 0), covered.get((number, code), 0)) < -minus:
            kept.append(one)
    return kept
