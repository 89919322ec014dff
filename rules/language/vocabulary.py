"""All lists of terms and cues in one automaton, and the masking of names by their roles.

The automaton finds literals; what it cannot know is checked on each find: the borders of words by script, capitals,
endings, and longer phrases that mean something else.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from rules.language.definition import CueList, Term, TermList
from rules.language.masking import mask
from rules.language.place import Place
from rules.language.terms import MAX_LENGTH, Phrase, phrases
from rules.rule import ListId, TermHit
from rules.text.folding import Folded
from rules.text.words import HAN_KANA

_LATIN, _CYRILLIC, _HANGUL, _HAN_KANA, _DIGIT, _OTHER = (1 << bit for bit in range(6))
_ALPHABETS = _LATIN | _CYRILLIC | _OTHER
_HAN_KANA_CHAR = re.compile(f"[{HAN_KANA}]")
_LAST_LATIN = "\u036f"


class _Scripts(dict[str, int]):
    """Character to the bit of its script; 0 for what is no part of a word."""

    def __missing__(self, char: str) -> int:
        bit = self[char] = _script(char)
        return bit


def _script(char: str) -> int:
    if not char.isalnum():
        return 0
    if char.isdigit():
        return _DIGIT
    if char <= _LAST_LATIN or "\u1e00" <= char <= "\u1eff":
        return _LATIN
    if "\u0400" <= char <= "\u052f":
        return _CYRILLIC
    if "\uac00" <= char <= "\ud7a3" or "\u1100" <= char <= "\u11ff":
        return _HANGUL
    return _HAN_KANA if _HAN_KANA_CHAR.match(char) else _OTHER


_SCRIPTS = _Scripts()


def _border(char: str, *, before: bool) -> int:
    """Scripts that must not stand next to this character for it to begin, or to end, a word."""
    script = _SCRIPTS[char]
    if script == _DIGIT:
        return _DIGIT | _ALPHABETS
    if script & _ALPHABETS:
        return script | _DIGIT
    return _HANGUL if script == _HANGUL and before else 0


class _Entry(NamedTuple):
    list: int
    code: str
    exception: bool
    anywhere: bool
    rest: re.Pattern[str] | None
    capitals: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Terms without a list of their own: exclusion phrases, words of shapes. Only the engine sees their hits."""

    id: str
    terms: tuple[Term, ...]
    words: bool = False
    """True for words of shapes: no plural is added to them, and they may overlap each other."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a folded text."""

    places: list[Place]
    """Hits of lists and of exclusion phrases."""
    words: list[tuple[int, int, int]]
    """Words of shapes: start, end, number of the group. There are many, and few are ever asked for."""


def literal_id(word: str) -> str:
    """The id of the group that holds a literal of a shape."""
    return f"literal:{word}"


class Vocabulary:
    """All terms of a pack, compiled. Immutable and safe to share between threads."""

    def __init__(self, lists: Iterable[TermList], groups: Iterable[Group] = ()) -> None:
        self.ids: list[ListId] = []
        """Ids of lists by number; groups stand behind the lists."""
        self._heads: dict[str, list[_Entry]] = {}
        self._masks: dict[ListId, Mapping[str, str]] = {}
        self._concepts: set[ListId] = set()
        for one in lists:
            self._add_list(one)
        self.visible = len(self.ids)
        """Numbers below this are lists that authors named."""
        ordered = sorted(groups, key=lambda group: group.words)
        for group in ordered:
            self._add_terms(self._number(group.id), group.terms, plurals=not group.words)
        loose = len(self.ids) - sum(group.words for group in ordered)
        self._numbers: dict[str, int] = {name: number for number, name in enumerate(self.ids)}
        self._automaton = AhoCorasick(self._heads)
        self._rows = [_row(head, entries, loose) for head, entries in self._heads.items()]

    def number(self, name: str) -> int:
        """The number of a list or group."""
        return self._numbers[name]

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
                entry = _Entry(number, term.code, exception, match == "anywhere", _rest(phrase), phrase.capitals)
                entries = self._heads.setdefault(phrase.head, [])
                if entry not in entries:
                    entries.append(entry)

    def search(self, folded: Folded) -> Found:
        """Hits in a folded text by its own offsets, in order; of overlapping hits of one list the first, longest."""
        text, cased = folded.text, folded.cased
        length = len(text)
        scripts = _SCRIPTS
        table = self._rows
        found: list[_Raw] = []
        exceptions: list[_Raw] = []
        words: list[tuple[int, int, int]] = []
        for head, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            left, right, loose, plain, special = table[head]
            free_left = not start or not scripts[text[start - 1]] & left
            if free_left and (end == length or not scripts[text[end]] & right):
                if loose:
                    words += [(start, end, number) for number in loose]
                if plain:
                    found += [(start, -end, number, code) for number, code in plain]
            for entry in special:
                stop = _checked(entry, text, cased, start, end, free=free_left, right=right)
                if stop:
                    (exceptions if entry.exception else found).append((start, -stop, entry.list, entry.code))
        words.sort()
        return Found(_resolve(found, exceptions), words)

    def places(self, folded: Folded) -> list[Place]:
        """The hits of `search` without the words of shapes."""
        return self.search(folded).places

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


_Row = tuple[int, int, tuple[int, ...], tuple[tuple[int, str], ...], tuple[_Entry, ...]]
_Raw = tuple[int, int, int, str]
"""Start, minus the end, list and code: sorted, the longer of two hits that start together comes first."""


def _row(head: str, entries: list[_Entry], loose: int) -> _Row:
    """Borders of a head; groups from `loose` on; lists that ask for nothing else; the entries that do."""
    plain = [e for e in entries if not (e.exception or e.anywhere or e.rest or e.capitals)]
    return (
        _border(head[0], before=True),
        _border(head[-1], before=False),
        tuple(e.list for e in plain if e.list >= loose),
        tuple((e.list, e.code) for e in plain if e.list < loose),
        tuple(e for e in entries if e not in plain),
    )


def _checked(entry: _Entry, text: str, cased: str, start: int, end: int, *, free: bool, right: int) -> int:
    """Where the hit of an entry ends, or 0 when it is none."""
    if not free and not entry.anywhere:
        return 0
    for offset, letters in entry.capitals:
        if not cased.startswith(letters, start + offset):
            return 0
    if entry.rest is not None:
        match = entry.rest.match(text, end)
        return match.end() if match else 0
    if entry.anywhere or end == len(text) or not _SCRIPTS[text[end]] & right:
        return end
    return 0


def _resolve(found: list[_Raw], exceptions: list[_Raw]) -> list[Place]:
    found.sort()
    excepted: dict[int, list[_Raw]] = {}
    for one in sorted(exceptions):
        excepted.setdefault(one[2], []).append(one)
    ends: dict[int, int] = {}
    places = []
    for start, minus, number, code in found:
        if ends.get(number, -1) > start:
            continue
        if number in excepted and _inside(start, -minus, code, excepted[number]):
            continue
        ends[number] = -minus
        places.append(Place(start, -minus, number, code))
    return places


def _inside(start: int, end: int, code: str, exceptions: Sequence[_Raw]) -> bool:
    """True when one of the exceptions, sorted, covers the span. None is longer than a term can be."""
    first = bisect_left(exceptions, (start - 2 * MAX_LENGTH,))
    last = bisect_right(exceptions, (start, 0))
    return any(end <= -minus and scope in {"", code} for _, minus, _, scope in exceptions[first:last])
