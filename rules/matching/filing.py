"""An index of ways to fire: a sentence looks only at those whose two rarest lists it hits."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rules.language.bits import bits_of, numbers_of

Filed = TypeVar("Filed")


@dataclass(frozen=True, slots=True)
class _Drawer(Generic[Filed]):
    """Ways filed under the same rarest list."""

    seconds: int
    """Their second rarest lists, as bits; the own list for ways that need no other."""
    ways: dict[int, list[tuple[int, Filed]]]
    """By the second list: the lists needed, as bits, and what is filed."""


class Filing(Generic[Filed]):
    """What needs certain lists, filed under those of them that the fewest others need. Immutable."""

    def __init__(self, ways: Iterable[tuple[int, Filed]]) -> None:
        """`ways` holds the lists needed, at least one, as bits, with what is to be found by them."""
        every = list(ways)
        common = Counter(number for needs, _ in every for number in numbers_of(needs))
        drawers: dict[int, dict[int, list[tuple[int, Filed]]]] = {}
        self.needs = 0
        """All lists that are needed by any of them, as bits."""
        for needs, what in every:
            rare = sorted(numbers_of(needs), key=lambda number: (common[number], number))
            drawers.setdefault(rare[0], {}).setdefault(rare[:2][-1], []).append((needs, what))
            self.needs |= needs
        self._drawers = {number: _Drawer(bits_of(ways), ways) for number, ways in drawers.items()}
        self._firsts = bits_of(drawers)

    def found(self, bits: int) -> list[Filed]:
        """What needs no more than these lists."""
        found = []
        lacks = ~bits
        firsts = bits & self._firsts
        while firsts:
            first = firsts.bit_length() - 1
            firsts ^= 1 << first
            drawer = self._drawers[first]
            seconds = bits & drawer.seconds
            while seconds:
                second = seconds.bit_length() - 1
                seconds ^= 1 << second
                for needs, what in drawer.ways[second]:
                    if not needs & lacks:
                        found.append(what)
        return found
