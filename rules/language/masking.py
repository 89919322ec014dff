"""A sentence as the classifier sees it: role words for names, `NUM` for figures, concepts marked with their list."""

import re
from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Mapping, Sequence

from rules.rule import ListId, TermHit

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

_Change = tuple[int, int, str]
"""Start, end and what stands there instead; start equals end for a mark that is put in."""


def mask(
    text: str,
    terms: Sequence[TermHit],
    offset: int,
    masks: Mapping[ListId, Mapping[str, str]],
    concepts: Collection[ListId],
) -> str:
    """The masked sentence; `offset` is where it stands in the field that the offsets of `terms` count in.

    `masks` maps a list to words by code, where the empty code stands for all others. Of overlapping hits with a mask
    the longest is replaced. The mark of a concept stands behind its hit, or behind the name that covers its end.
    Words put in are set off by blanks, so that they stay words in scripts that write none.
    """
    here = [hit for hit in terms if offset <= hit.start and hit.end <= offset + len(text)]
    changes = _names(here, offset, masks)
    taken = _Taken((start, end) for start, end, _ in changes)
    changes += [(match.start(), match.end(), "NUM") for match in _NUMBER.finditer(text) if taken.free(*match.span())]
    taken = _Taken((start, end) for start, end, _ in changes)
    changes += _marks(here, offset, concepts, taken)
    masked = ""
    done = 0
    for start, end, word in sorted(changes):
        masked += text[done:start]
        if masked and not masked[-1].isspace() and (start == end or masked[-1].isalnum()):
            masked += " "
        masked += word
        if text[end : end + 1].isalnum():
            masked += " "
        done = end
    return masked + text[done:]


def _names(terms: Sequence[TermHit], offset: int, masks: Mapping[ListId, Mapping[str, str]]) -> list[_Change]:
    words: list[_Change] = []
    for hit in terms:
        by_code = masks.get(hit.list, {})
        word = by_code.get(hit.code) or by_code.get("", "")
        if word:
            words.append((hit.start - offset, hit.end - offset, word))
    chosen: list[_Change] = []
    taken = _Taken()
    for start, end, word in sorted(words, key=lambda w: (w[0] - w[1], w[0])):
        if taken.free(start, end):
            taken.add(start, end)
            chosen.append((start, end, word))
    return chosen


class _Taken:
    """Spans that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def add(self, start: int, end: int) -> None:
        """Take a span that is free."""
        insort(self._spans, (start, end))

    def free(self, start: int, end: int) -> bool:
        """True when no span that is taken overlaps this one."""
        at = bisect_left(self._spans, (end,))
        return at == 0 or self._spans[at - 1][1] <= start

    def around(self, at: int) -> int | None:
        """The end of the span that holds a place inside it, None when none does."""
        before = bisect_left(self._spans, (at,))
        if before and self._spans[before - 1][1] > at:
            return self._spans[before - 1][1]
        return None


def _marks(terms: Sequence[TermHit], offset: int, concepts: Collection[ListId], taken: _Taken) -> list[_Change]:
    marks: set[_Change] = set()
    for hit in terms:
        if hit.list in concepts:
            end = hit.end - offset
            at = taken.around(end) or end
            marks.add((at, at, f"§{hit.list}"))
    return list(marks)
