"""The terms of a sentence, cues and all: most are never asked for, so they are made when they are."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import overload

from rules.language.place import Place
from rules.language.vocabulary import Find, Raw, Selection, Vocabulary
from rules.rule import TermHit
from rules.text.folding import Folded


class FieldTerms:
    """All hits in a title or a body: those that rules asked for, and the others once somebody wants them."""

    def __init__(
        self, vocabulary: Vocabulary, folded: Folded, finds: Sequence[Find], raw: Sequence[Raw], later: Selection
    ) -> None:
        self._vocabulary = vocabulary
        self._folded = folded
        self._finds = finds
        self._raw = raw
        self._later = later

    @cached_property
    def _places(self) -> list[Raw]:
        visible = self._vocabulary.visible
        others = self._vocabulary.resolve(self._finds, self._folded, self._later).raw
        return sorted([*(one for one in self._raw if one[2] < visible), *others])

    def between(self, start: int, end: int) -> tuple[TermHit, ...]:
        """Hits that lie between two offsets of the folded text, in order, by the offsets of the original."""
        places = self._places
        here = places[bisect_left(places, (start,)) : bisect_left(places, (end,))]
        return self._vocabulary.hits(
            [Place(begin, -minus, number, code) for begin, minus, number, code in here if -minus <= end], self._folded
        )


class Terms(Sequence[TermHit]):
    """The hits of one sentence, in text order; a tuple to all who read it."""

    __slots__ = ("_all", "_end", "_found", "_start")

    def __init__(self, every: FieldTerms, start: int, end: int) -> None:
        self._all: FieldTerms | None = every
        self._start = start
        self._end = end
        self._found: tuple[TermHit, ...] = ()

    def _tuple(self) -> tuple[TermHit, ...]:
        every = self._all
        if every is not None:
            self._found = every.between(self._start, self._end)
            self._all = None
        return self._found

    @overload
    def __getitem__(self, index: int) -> TermHit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[TermHit, ...]: ...
    def __getitem__(self, index: int | slice) -> TermHit | tuple[TermHit, ...]:
        return self._tuple()[index]

    def __len__(self) -> int:
        return len(self._tuple())

    def __iter__(self) -> Iterator[TermHit]:
        return iter(self._tuple())

    def __eq__(self, other: object) -> bool:
        return self._tuple() == (other._tuple() if isinstance(other, Terms) else other)

    def __hash__(self) -> int:
        return hash(self._tuple())

    def __repr__(self) -> str:
        return repr(self._tuple())

    def __reduce__(self) -> tuple[type[tuple[TermHit, ...]], tuple[tuple[TermHit, ...]]]:
        return tuple, (self._tuple(),)
