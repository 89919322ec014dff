"""One spelling for many: the copy of a text that terms are looked for in, with a way back to the offsets of the text.

Folded away are: case, full-width letters and other compatibility forms (NFKC), letters written as base and mark or as
single Jamo (NFC), curly quotes and apostrophes, hyphens (a blank), kinds of blanks and runs of them, invisible
characters, and the Russian ё. Line breaks stay: they end a sentence.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

_COMMON = (
    ("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\u00a0", " "), ("…", "."), ("«", '"'), ("»", '"'),
    ("ё", "\u0435"), ("Ё", "\u0415"),
)  # fmt: skip
"""What running text is full of, replaced one by one: quicker than a table for most texts."""

_SINGLE: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys("\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", " "),
    **dict.fromkeys("\u201a\u201b\u2032\u02bc\u00b4\uff07", "'"),
    **dict.fromkeys("\u201e\u201f\u2033\uff02", '"'),
    **dict.fromkeys("\u2120\u2122\u00a8\u00af\u00b8", " "),
    **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    **dict(zip("\u2025\u2116\u0130\u00b2\u00b3\u00b9\u00aa\u00ba\u00b5", ".#I231ao\u03bc", strict=True)),
}
"""Characters that another single one stands for. A trade mark sign is a blank, or `Shell™` would read `ShellTM`.
Half a surrogate pair, which no encoding has, becomes the sign for what could not be read."""

_MARKS = r"\u0300-\u036f\u0483-\u0487\u20d0-\u20ff\u3099\u309a"
_JAMO = r"\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7fb"
_SYLLABLE = (
    r"(?:[\u1100-\u115f\ua960-\ua97f]+[\u1160-\u11a7\ud7b0-\ud7c6]*|[\uac00-\ud7a3](?=[\u11a8-\u11ff]))[\u11a8-\u11ff]*"
)
_INVISIBLE = r"\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_OTHERS = (
    r"\u00a8\u00aa\u00af\u00b2-\u00b5\u00b8-\u00ba\u00bc-\u00be\u0130\u0132\u0133\u02b0-\u02b8\u02bc\u02d8-\u02dd"
    r"\u1680\u2000-\u200a\u2010-\u2012\u201a\u201b\u201e\u201f\u2025\u202f\u2032\u2033\u205f\u2070-\u209c\u20a8"
    r"\u2100-\u2189\u2212\u2460-\u24ea\u2f00-\u2fdf\u3000\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\ufe63\uff01-\uffef"
    r"\ud800-\udfff\U0001d400-\U0001d7ff\U0001f100-\U0001f251\U0002f800-\U0002fa1f"
)
_BLANK = r" \t\u1680\u2000-\u200a\u202f\u205f\u3000"
_MAX_MARKS = 30
"""Marks normalised together, as in the stream-safe format of Unicode (UAX 15): to order more takes quadratic time."""
_ODD = re.compile(f"[{_MARKS}{_JAMO}{_INVISIBLE}{_OTHERS}]")
_MAYBE = re.compile(f"[{_BLANK}{_MARKS}{_JAMO}{_INVISIBLE}{_OTHERS}](?:(?<![ \\t])|(?=[{_BLANK}]))")
"""Where a piece begins, or its second character stands."""
_ASCII_BLANKS = re.compile(r"[ \t][ \t]+")
_PIECE = re.compile(
    rf"[{_BLANK}]{{2,}}|[{_INVISIBLE}]+|[^\s{_MARKS}]?[{_MARKS}]{{1,{_MAX_MARKS}}}|{_SYLLABLE}|[{_JAMO}]"
    rf"|[\uff61-\uff9f][\uff9e\uff9f]?|[{_OTHERS}]"
)
_UNSEEN = re.compile(f"[{_INVISIBLE}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text: `text` and `cased` have the same length and describe the same characters."""

    text: str
    """In lower case, to be searched."""
    cased: str
    """The same, in the case of the original."""
    regions: tuple[tuple[int, int, int, int], ...] = ()
    """Where lengths differ: start and end in the folded text, start and end in the original, in order."""
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that a span of the folded text stands for."""
        if not self.regions:
            return start, end
        return (
            self._back(start, bisect_right(self._starts, start), 2),
            self._back(end, bisect_left(self._starts, end), 3),
        )

    def _back(self, offset: int, count: int, side: int) -> int:
        if count == 0:
            return offset
        region = self.regions[count - 1]
        return region[side] if offset < region[1] else region[3] + offset - region[1]

    def folded(self, offset: int) -> int:
        """Where an offset into the original stands in the folded text; the start of a piece that changed its length."""
        count = bisect_right(self.regions, offset, key=itemgetter(2))
        if count == 0:
            return offset
        begin, end, _, stop = self.regions[count - 1]
        return begin if offset < stop else end + offset - stop


def fold(text: str) -> Folded:
    """The folded copy of a text."""
    cased = text
    regions: tuple[tuple[int, int, int, int], ...] = ()
    if text.isascii():
        if "  " in text:
            cased, regions = _replaced(text, _ASCII_BLANKS.finditer(text))
    else:
        for odd, plain in _COMMON:
            if odd in cased:
                cased = cased.replace(odd, plain)
        if "  " in cased or _is_odd(cased):
            cased, regions = _replaced(cased, _pieces(cased))
        cased = cased.replace("–", " ")
    cased = cased.replace("-", " ").replace("\t", " ")
    return Folded(cased.lower(), cased, regions, tuple(region[0] for region in regions))


def _is_odd(text: str) -> bool:
    dashed = text.replace("–", "").replace("—", "")
    return not dashed.isascii() and _ODD.search(dashed) is not None


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """What `_PIECE` finds in a text, in a fraction of the time: only a mark changes the character before it."""
    done = 0
    for maybe in _MAYBE.finditer(text):
        at = maybe.start()
        if at < done:
            continue
        match = (_PIECE.match(text, at - 1) if at > done else None) or _PIECE.match(text, at)
        if match is not None:
            done = match.end()
            yield match


def _replaced(text: str, pieces: Iterable[re.Match[str]]) -> tuple[str, tuple[tuple[int, int, int, int], ...]]:
    parts: list[str] = []
    regions: list[tuple[int, int, int, int]] = []
    done = length = 0
    for match in pieces:
        start, end = match.span()
        piece = match.group()
        plain = _SINGLE.get(piece) or _plain(piece)
        parts += (text[done:start], plain)
        length += start - done
        if len(plain) != end - start:
            regions.append((length, length + len(plain), start, end))
        length += len(plain)
        done = end
    parts.append(text[done:])
    return "".join(parts), tuple(regions)


def _plain(piece: str) -> str:
    if piece.isspace():
        return " "
    # A dotted capital I is the one character whose lower case is longer than itself.
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", piece)).replace("\u0130", "I")
