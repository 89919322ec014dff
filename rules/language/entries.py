"""What must hold where the automaton finds the head of a term: borders of words by script, capitals, endings."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from rules.language.bits import bits_of
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


SCRIPTS = _Scripts()


def _border(char: str, *, before: bool) -> int:
    """Scripts that must not stand next to this character for it to begin, or to end, a word."""
    script = SCRIPTS[char]
    if script == _DIGIT:
        return _DIGIT | _ALPHABETS
    if script & _ALPHABETS:
        return script | _DIGIT
    return _HANGUL if script == _HANGUL and before else 0


class Entry(NamedTuple):
    """One phrase of one list under its head."""

    list: int
    code: str
    exception: bool
    anywhere: bool
    rest: re.Pattern[str] | None
    capitals: tuple[tuple[int, str], ...]

    @property
    def plain(self) -> bool:
        """True when the borders of its head are all that it asks for."""
        return not (self.exception or self.anywhere or self.rest or self.capitals)


class Row(NamedTuple):
    """All that is written under one head."""

    left: int
    """Scripts that must not stand before it."""
    right: int
    """Scripts that must not stand behind it."""
    words: int
    """Groups of words of shapes that it belongs to, as bits."""
    plain: tuple[tuple[int, str], ...]
    """List and code of the entries that ask for nothing else."""
    special: tuple[Entry, ...]
    """The entries that do."""
    inside: tuple[Entry, ...]
    """Those of them that need not begin a word."""


def row(head: str, entries: Iterable[Entry], loose: int, wanted: Callable[[int], bool]) -> Row | None:
    """The row of a head for the lists that are wanted, None when there are none; groups from `loose` on are words."""
    here = [entry for entry in entries if wanted(entry.list)]
    if not here:
        return None
    plain = [entry for entry in here if entry.plain]
    return Row(
        _border(head[0], before=True),
        _border(head[-1], before=False),
        bits_of(entry.list for entry in plain if entry.list >= loose),
        tuple((entry.list, entry.code) for entry in plain if entry.list < loose),
        tuple(entry for entry in here if not entry.plain),
        tuple(entry for entry in here if entry.anywhere),
    )


def end_of(entry: Entry, text: str, cased: str, start: int, end: int, *, right: int) -> int:
    """Where the hit of a special entry ends whose head stands from `start` to `end`; 0 when it is none."""
    for offset, letters in entry.capitals:
        if not cased.startswith(letters, start + offset):
            return 0
    if entry.rest is not None:
        match = entry.rest.match(text, end)
        return match.end() if match else 0
    if entry.anywhere or end == len(text) or not SCRIPTS[text[end]] & right:
        return end
    return 0
