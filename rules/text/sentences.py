"""Text to sentences, in English, Korean, Russian, Chinese and Japanese, without being told which.

One expression finds where a sentence may end; what is known about abbreviations decides whether it does. A line break
always ends a sentence: headlines, by-lines and paragraphs of news text stand on lines of their own.
"""

import re

from rules.text.abbreviations import ALWAYS, BEFORE_NUMBER, OPENERS, UNLESS_OPENER

MAX_LENGTH = 2_000
"""Characters after which a sentence without an end is cut at a blank: a table, or a page meant to do harm."""

_END = re.compile(
    r"""([.!?…]+)(["')\]”’»]*)(?=\s)"""
    r"""|([。！？｡]+)([”’」』）)"»]*)"""
    r"""|(?<=[다요죠까음임함됨])([.!?]+)(["”’']*)(?=[가-힣“"‘])"""
)
_MARKS = re.compile("[.!?…。！？｡](?:(?<=[.!?…])[.!?…]+)?")
"""Where `_END` may begin. A run of points is tried once, from its first: else a long one takes quadratic time."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_NEXT = re.compile(r"""\s*["'“‘«(\[—–-]*\s*(\S?)(\w*)""")
_QUOTATION_GOES_ON = re.compile(r"[\u3040-\u309f\uac00-\ud7a3]")
_MAX_LIST_NUMBER = 2


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of every sentence, without blanks around it, in code points."""
    found: list[tuple[int, int]] = []
    start = 0
    length = len(text)
    while start <= length:
        end = text.find("\n", start)
        if end < 0:
            end = length
        if end > start:
            _line(text, start, end, found)
        start = end + 1
    return found


def _line(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    begin = stop = start
    for marks in _MARKS.finditer(text, start, end):
        if marks.start() < stop:
            continue
        match = _END.match(text, marks.start(), end)
        if match is None:
            continue
        stop = match.end()
        if stop >= end:
            break
        if match.group(1) is not None:
            if _goes_on(text, begin, match, end):
                continue
        elif (match.group(4) or match.group(6)) and _QUOTATION_GOES_ON.match(text, stop):
            continue  # 「…。」と and "…다."라고 quote inside a sentence
        _emit(text, begin, stop, found)
        begin = stop
    _emit(text, begin, end, found)


def _goes_on(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """True when a point, or another mark before a blank, does not end the sentence that starts at `begin`."""
    following = _NEXT.match(text, match.end(), end)
    first, rest = (following.group(1), following.group(2)) if following else ("", "")
    if not first or first.islower():
        return True
    if match.group(1) != "." or match.group(2):
        return False
    at = match.start()
    left = at
    while left > begin and (text[left - 1].isalnum() or text[left - 1] in ".-&'"):
        left -= 1
    word = text[left:at]
    low = word.lower()
    opener = (first + rest).lower() in OPENERS
    if low in BEFORE_NUMBER and first.isdigit():
        return True
    if len(word) == 1 and word.isupper():
        return True  # an initial: Vladimir V. Putin
    if "." in word and _DOTTED.match(word):
        return not opener  # U.S. Army, but: ... the U.S. The ...
    if low in UNLESS_OPENER:
        return not opener
    if low in ALWAYS:
        return True
    return word.isdigit() and len(word) <= _MAX_LIST_NUMBER and not text[begin:left].strip()  # '1. item'


def _emit(text: str, start: int, end: int, found: list[tuple[int, int]]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_LENGTH:
        cut = text.rfind(" ", start + 1, start + MAX_LENGTH)
        cut = start + MAX_LENGTH if cut < 0 else cut
        found.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        found.append((start, end))
