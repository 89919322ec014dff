"""The cues of a sentence, sorted by what they mean.

A cue list says with its `meaning` what its words are for. Claims are read from these groups:

- `status/<status>`: words that make what they govern denied, possible, planned or (over a plan) occurred
- `speaker/<source>`: names of speakers of a type; `official`: offices that speak for the country named beside them
- `says`, `acts`: verbs whose subject is the speaker; `according`: words before, `says_after`: words after the speaker
- `says_unnamed`: there is a source, but no name; `continues`: the speaker of the sentence before goes on
- `follows/<source>`: the sentence only says who is behind the sentence before it
- `document/<source>`: titles of texts that this source publishes itself
- `direction/<...>`: `give`, `get` (verbs by who gains), `both`, `to_dprk`, `from_dprk`, `toward` and
  `out_of` (words before a state), `exchange` (words before what is given in return), `usually_to_dprk` (goods)
- `publisher/<source>`: words in the name of a publisher whose own texts are this source's claims
- `norm`: a rule and no act; `norm_breach`: words beside a rule that speak of its breach
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rules.language.definition import CueList
from rules.rule import ListId, SentenceScan
from rules.text.words import Words

_JOINED = frozenset("向对對给給从從由自为為与與和同予到往에") | {
    "에게",
    "으로",
    "측에",
    "에서",
    "に",
    "へ",
    "側に",
    "から",
}

UNNAMED = "XX"
"""Code of places that name no state."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A hit of a cue in a sentence, or a named state. Offsets count from the start of the sentence."""

    start: int
    end: int
    value: str
    """What the cue stands for (a status, a type of source), or the code of the state."""
    window: int | None = None
    """How many words it reaches; None for the whole sentence."""
    direction: str = "both"
    stops: Sequence[int] = ()
    """Where words stand that end its reach."""


class Reading:
    """One sentence with its cues in groups and the states it names."""

    def __init__(self, scan: SentenceScan, marks: Mapping[str, Sequence[Mark]], states: Sequence[Mark]) -> None:
        self._scan = scan
        self.text = scan.text
        self.offset = scan.start
        self.title = scan.field == "title"
        self.states = states
        """The states named, in text order, where two hits overlap the longer; the value is the code."""
        self._marks = marks

    @cached_property
    def words(self) -> Words:
        """Where the words of the sentence begin."""
        return Words(self.text)

    @cached_property
    def verbs(self) -> tuple[Mark, ...]:
        """Words of giving and getting (`give` or `get`), in text order; 'take delivery' covers 'delivery'."""
        return outermost(m for m in self.marks("direction") if m.value in {"give", "get"})

    def marks(self, meaning: str) -> Sequence[Mark]:
        """The cues of a group, in text order."""
        return self._marks.get(meaning, ())

    def only(self, keep: Callable[[Mark], bool]) -> "Reading":
        """The same sentence with some of its marks and states."""
        marks = {group: [m for m in found if keep(m)] for group, found in self._marks.items()}
        return Reading(self._scan, marks, [s for s in self.states if keep(s)])

    def gap(self, start: int, end: int) -> int:
        """Words that begin between two offsets."""
        return self.words.between(start, end) if end > start else 0


class CueBook:
    """The cue lists of a set of rules, ready to sort the hits of sentences."""

    def __init__(self, cues: Mapping[ListId, CueList]) -> None:
        self._cues: dict[str, tuple[str, str, CueList]] = {}
        self._stops: dict[str, str] = {}
        for name, cue in cues.items():
            meaning, _, value = cue.meaning.partition("/")
            self._cues[name] = (meaning, value, cue)
            if cue.stops_at:
                self._stops[cue.stops] = name

    def read(self, scan: SentenceScan) -> Reading:
        """Sort what was found in a sentence."""
        found: list[tuple[str, str, CueList, int, int]] = []
        stops: dict[str, list[int]] = {}
        states: list[Mark] = []
        offset = scan.start
        for hit in scan.terms:
            known = self._cues.get(hit.list)
            if known is not None:
                found.append((*known, hit.start - offset, hit.end - offset))
            elif hit.code and hit.code != UNNAMED:
                states.append(Mark(hit.start - offset, hit.end - offset, hit.code))
            elif hit.list in self._stops:
                stops.setdefault(self._stops[hit.list], []).append(hit.start - offset)
        groups: dict[str, list[Mark]] = {}
        for meaning, value, cue, start, end in found:
            mark = Mark(start, end, value, cue.window, cue.direction, stops.get(cue.id, ()))
            groups.setdefault(meaning, []).append(mark)
        return Reading(scan, groups, outermost(_bare(scan.text, states)))


def _bare(text: str, states: Sequence[Mark]) -> Iterator[Mark]:
    """States without the terms that only join a state, found as well, with its preposition or particle ('向朝鲜')."""
    last_start = {(s.value, s.end): s.start for s in sorted(states, key=lambda s: s.start)}
    first_end = {(s.value, s.start): s.end for s in sorted(states, key=lambda s: -s.end)}
    for state in states:
        before = text[state.start : last_start[state.value, state.end]]
        after = text[first_end[state.value, state.start] : state.end]
        if before not in _JOINED and after not in _JOINED:
            yield state


def outermost(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in text order; of those that overlap only the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if kept and mark.start < kept[-1].end:
            if mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return tuple(kept)


def in_quotation(text: str, at: int) -> bool:
    """True when a place stands inside quotation marks."""
    return text.count('"', 0, at) % 2 == 1 or text.count("“", 0, at) > text.count("”", 0, at)
