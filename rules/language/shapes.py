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
MAX_STEPS = 20_000
"""Hits that are tried for one shape on one sentence; only a text meant to do harm has more."""
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
            gap = int(token[3:] or DEFAULT_GAP)
            if gap > MAX_GAP:
                raise ShapeSyntaxError(f"has a gap of {gap} words, at most {MAX_GAP} are allowed")
            continue
        slots.append(_slot(token, gap or 0))
        gap = None
    if gap is not None:
        raise ShapeSyntaxError("ends in '...'")
    if not any(slot.list for slot in slots):
        raise ShapeSyntaxError("names no list; words alone go into a list")
    return Shape(written, tuple(slots))


def _slot(token: str, gap: int) -> Slot:
    if token.startswith("{"):
        match = _SLOT.match(token)
        if match is None:
            raise ShapeSyntaxError(f"has '{token}' where {{list}} or {{role=list}} is meant")
        return Slot(ListId(match[2]), match[1] or "", "", gap)
    try:
        phrases(token, plurals=False)
    except TermSyntaxError as error:
        raise ShapeSyntaxError(f"has the word '{token}', which {error}") from error
    return Slot(None, "", token, gap)


Fits = Callable[[dict[str, str]], bool]
"""Says whether these codes may fill these roles."""


def bind(
    slots: Sequence[Slot], candidates: Sequence[Sequence[Place]], words: Words, fits: Fits
) -> tuple[Place, ...] | None:
    """The hits that fill the slots with the shortest span, or None.

    `candidates` holds for each slot the hits that may fill it, in text order; `words` counts in the same text. Of two
    spans of the same length the first wins.
    """
    best: tuple[Place, ...] | None = None
    shortest = steps = 0
    chosen: list[Place] = []

    def extend(index: int) -> None:
        nonlocal best, shortest, steps
        if index == len(slots):
            best = tuple(chosen)
            shortest = chosen[-1].end - chosen[0].start
            return
        slot = slots[index]
        allowed = 2 * slot.gap + 1 if slot.gap else 0
        last = chosen[-1].end if chosen else 0
        for place in candidates[index][bisect_left(candidates[index], (last,)) :]:
            steps += 1
            if steps > MAX_STEPS:
                return
            if chosen:
                if words.halves(last, place.start) > allowed:
                    break
                if best is not None and place.end - chosen[0].start >= shortest:
                    continue
            chosen.append(place)
            if not slot.role or fits(roles(slots, chosen)):
                extend(index + 1)
            chosen.pop()

    extend(0)
    return best


def roles(slots: Sequence[Slot], chosen: Sequence[Place]) -> dict[str, str]:
    """Role to code, for the slots filled so far whose hits have a code."""
    return {slot.role: place.code for slot, place in zip(slots, chosen, strict=False) if slot.role and place.code}
