"""Counting words, in the way that gaps and windows count them.

A word is a run of letters and digits, with points, commas and apostrophes inside (`U.S`, `1,000`, `Korea's`). Korean is
counted by blanks, so a particle belongs to its word. Chinese and Japanese write no blanks: there two characters of Han
or Kana count as one word, a common length of their words.
"""

import re
from bisect import bisect_left

HAN_KANA = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Character class (inside brackets) of scripts without blanks."""

_WORD = re.compile(rf"[{HAN_KANA}]|[^\W_{HAN_KANA}]+(?:[.,'’][^\W_{HAN_KANA}]+)*")
_HAN_KANA = re.compile(f"[{HAN_KANA}]")


class Words:
    """Where words begin in a part of a text."""

    __slots__ = ("_marks",)

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        marks: list[int] = []
        plain = _HAN_KANA.search(text, start, len(text) if end is None else end) is None
        for match in _WORD.finditer(text, start, len(text) if end is None else end):
            at = match.start()
            marks.append(at)
            if plain or not _HAN_KANA.match(text, at):
                marks.append(at)
        self._marks = marks

    def before(self, offset: int) -> int:
        """Twice the number of words that begin before an offset; one for a character of Han or Kana."""
        return bisect_left(self._marks, offset)

    def halves(self, start: int, end: int) -> int:
        """Twice the number of words that begin between two offsets; one for a character of Han or Kana."""
        return bisect_left(self._marks, end) - bisect_left(self._marks, start)

    def between(self, start: int, end: int) -> int:
        """Whole words that begin between two offsets. The rest of a word that runs over `start` is not counted."""
        return self.halves(start, end) // 2
