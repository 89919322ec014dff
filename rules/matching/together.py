"""Terms of several lists near each other, each at a place of its own.

`missile` and `missile technology` on the same words are one place: they do not stand together.
"""

from collections.abc import Collection, Sequence

from rules.language.place import Place
from rules.text.words import Words

Found = tuple[int, Place]
"""Number of the sentence in the paragraph, and the hit."""

MAX_PER_LIST = 40
"""Hits of one list that are tried; a hostile text may have thousands in one sentence."""
_MAX_STEPS = 20_000


def nearest(
    candidates: Sequence[Sequence[Found]],
    here: int,
    must_be_here: Collection[int],
    words: Words | None = None,
    reach: int | None = None,
) -> tuple[Found, ...] | None:
    """One hit of each list so that no two overlap and one at least stands in the sentence `here`.

    `must_be_here` numbers the lists whose hit must stand there. With `reach`, at most so many words stand between the
    end of the first and the start of the last. Hits in the sentence itself are tried first.
    """
    ordered = [
        sorted(found[:MAX_PER_LIST], key=lambda f: (f[0] != here, f))
        if index not in must_be_here
        else [one for one in found[:MAX_PER_LIST] if one[0] == here]
        for index, found in enumerate(candidates)
    ]
    chosen: list[Found] = []
    steps = 0

    def extend(index: int) -> bool:
        nonlocal steps
        if index == len(ordered):
            return any(number == here for number, _ in chosen)
        for one in ordered[index]:
            steps += 1
            if steps > _MAX_STEPS:
                return False
            if _apart(one, chosen) and _close(one, chosen, words, reach):
                chosen.append(one)
                if extend(index + 1):
                    return True
                chosen.pop()
        return False

    return tuple(chosen) if extend(0) else None


def _apart(one: Found, chosen: Sequence[Found]) -> bool:
    number, place = one
    return all(number != other or place.end <= taken.start or taken.end <= place.start for other, taken in chosen)


def _close(one: Found, chosen: Sequence[Found], words: Words | None, reach: int | None) -> bool:
    if words is None or reach is None or not chosen:
        return True
    first = min((found[1] for found in (*chosen, one)), key=lambda place: place.start)
    last = max((found[1] for found in (*chosen, one)), key=lambda place: place.start)
    return words.between(first.end, last.start) <= reach
