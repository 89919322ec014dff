"""Shapes: terms in an order, with a bounded number of words between them.

    {supplier=dprk} ... {act=send} ...5 {what=worker} ... from/of {country}

Where a shape fits in several ways the one with the shortest span is meant: in 'U.S. intelligence: Russia is buying ...'
the buyer is Russia.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rules.language.place import Place
from rules.language.terms import TermSyntaxError, phrases
from rules.rule import ListId
from rules.text.words import Words

COMMON_WORDS = frozenset(
    """
    a an and are as at be but by for from had has have he his in into is it its new no not of on or out over that the
    their they this to was were which who will with
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
"""Words that nearly every sentence has: they are looked for when all the rest of a shape is there, not before."""
DEFAULT_GAP = 10
"""Words that `...` stands for at most."""
MAX_GAP = 40
"""The widest gap an author may ask for."""
MAX_SLOTS = 12
"""Terms of one shape."""
MAX_STEPS = 5_000
"""Hits that are tried for one shape on one sentence; only a text meant to do harm has more."""
_SHOWN = 60
"""Characters of what an author wrote that a message repeats."""
_TOKEN = re.compile(r"\{[^{}]*\}|\.\.\.\d*|[^\s{}]+")
_SLOT = re.compile(r"\{(?:([a-z][a-z0-9_]*)=)?([a-z][a-z0-9_]*)\}$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A hit of a list, with the role it plays; or a literal word."""

    list: ListId | None
    """None for a literal."""
    role: str
    """May be empty."""
    literal: str
    """A word that stands for itself, in the syntax of terms; empty for a slot with a list."""
    gap: int
    """Words allowed between the slot before and this one; 0 for the first."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Slots in their order."""

    written: str
    slots: tuple[Slot, ...]

    @property
    def literals(self) -> tuple[str, ...]:
        """The words that stand for themselves, in order, without repetition."""
        return tuple(dict.fromkeys(slot.literal for slot in self.slots if slot.literal))

    @property
    def lists(self) -> tuple[ListId, ...]:
        """The lists it needs, in order, without repetition."""
        return tuple(dict.fromkeys(slot.list for slot in self.slots if slot.list))


def common_words(literal: str) -> re.Pattern[str] | None:
    """What finds a literal one of whose alternatives nearly every sentence has; None for other literals."""
    words = literal.split("/")
    if not COMMON_WORDS.intersection(words) or not all(word.isascii() and word.isalpha() for word in words):
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words).lower()})(?![^\W_])")


class ShapeSyntaxError(ValueError):
    """A shape that cannot be read; the message says why, for its author."""


def parse_shape(written: str) -> Shape:
    """A shape from its text. Raises `ShapeSyntaxError`."""
    tokens = _TOKEN.findall(written)
    if re.sub(r"\s", "", "".join(tokens)) != re.sub(r"\s", "", written):
        raise ShapeSyntaxError("has a brace that is not closed")
    slots: list[Slot] = []
    gap: int | None = None
    for token in tokens:
        if token.startswith("..."):
            if gap is not None or not slots:
                raise ShapeSyntaxError(f"has '{token}' where a term must stand")
            digits = token[3:]
            gap = int(digits or DEFAULT_GAP) if len(digits) <= len(str(MAX_GAP)) else MAX_GAP + 1
            if gap > MAX_GAP:
                raise ShapeSyntaxError(f"has a gap of {digits[:_SHOWN]} words, at most {MAX_GAP} are allowed")
            continue
        slots.append(_slot(token, gap or 0))
        gap = None
    if gap is not None:
        raise ShapeSyntaxError("ends in '...'")
    if len(slots) > MAX_SLOTS:
        raise ShapeSyntaxError(f"has {len(slots)} terms, at most {MAX_SLOTS} are allowed")
    if not any(slot.list for slot in slots):
        raise ShapeSyntaxError("names no list; words alone go into a list")
    return Shape(written, tuple(slots))


def _slot(token: str, gap: int) -> Slot:
    if token.startswith("{"):
        match = _SLOT.match(token)
        if match is None:
            raise ShapeSyntaxError(f"has '{token[:_SHOWN]}' where {{list}} or {{role=list}} is meant")
        return Slot(ListId(match[2]), match[1] or "", "", gap)
    try:
        phrases(token, plurals=False)
    except TermSyntaxError as error:
        raise ShapeSyntaxError(f"has the word '{token[:_SHOWN]}', which {error}") from error
    return Slot(None, "", token, gap)


Fits = Callable[[dict[str, str]], bool]
"""Says whether these codes may fill these roles."""
_Filled = tuple[tuple[str, str], ...]
"""Roles with the codes that fill them."""


def bind(
    slots: Sequence[Slot], candidates: Sequence[Sequence[Place]], words: Words, fits: Fits
) -> tuple[Place, ...] | None:
    """The hits that fill the slots with the shortest span, or None.

    `candidates` holds for each slot the hits that may fill it, in text order; `words` counts in the same text. Of two
    spans of the same length the first wins. How the rest of the slots is best filled depends on where the last hit ends
    and on the roles so far alone, so that each such question is answered once.
    """
    return _Binder(slots, candidates, words, fits).shortest()


class _Binder:
    """The search for one shape in one sentence."""

    def __init__(self, slots: Sequence[Slot], candidates: Sequence[Sequence[Place]], words: Words, fits: Fits) -> None:
        self._slots = slots
        self._candidates = candidates
        self._words = words
        self._fits = fits
        self._known: dict[tuple[int, int, _Filled], tuple[Place, ...] | None] = {}
        self._steps = 0

    def shortest(self) -> tuple[Place, ...] | None:
        """Over all hits that the shape may begin with."""
        shortest: tuple[Place, ...] | None = None
        for place in self._candidates[0]:
            found = self._from(0, place, ())
            if found is not None and (shortest is None or _length(found) < _length(shortest)):
                shortest = found
        return shortest

    def _from(self, index: int, place: Place, filled: _Filled) -> tuple[Place, ...] | None:
        """The hit `place` for a slot, with the best hits for the slots behind it."""
        role = self._slots[index].role
        if role and place.code:
            now = {**dict(filled), role: place.code}
            if not self._fits(now):
                return None
            filled = tuple(now.items())
        others = self._rest(index + 1, place.end, filled) if index + 1 < len(self._slots) else ()
        return None if others is None else (place, *others)

    def _rest(self, index: int, last: int, filled: _Filled) -> tuple[Place, ...] | None:
        """The hits for the slots from `index` on that end first, where the slots before end at `last`."""
        question = (index, last, filled)
        if question in self._known:
            return self._known[question]
        hits, gap = self._candidates[index], self._slots[index].gap
        reach = self._words.before(last) + (2 * gap + 1 if gap else 0)
        best: tuple[Place, ...] | None = None
        for at in range(bisect_left(hits, (last,)), len(hits)):
            place = hits[at]
            self._steps += 1
            if self._steps > MAX_STEPS or self._words.before(place.start) > reach:
                break
            found = self._from(index, place, filled)
            if found is not None and (best is None or found[-1].end < best[-1].end):
                best = found
        self._known[question] = best
        return best


def _length(places: Sequence[Place]) -> int:
    return places[-1].end - places[0].start


def roles(slots: Sequence[Slot], chosen: Sequence[Place]) -> dict[str, str]:
    """Role to code, for the slots filled so far whose hits have a code."""
    return {slot.role: place.code for slot, place in zip(slots, chosen, strict=False) if slot.role and place.code}
