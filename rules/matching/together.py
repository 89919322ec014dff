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
_MAX_STEPS = 2_000


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

    def extend(index: int, first: Place | None, last: Place | None) -> bool:
        """Choose from the list `index` on; `first` and `last` are those of the chosen that begin first and last."""
        nonlocal steps
        if index == len(ordered):
            return any(number == here for number, _ in chosen)
        for one in ordered[index]:
            steps += 1
            if steps > _MAX_STEPS:
                return False
            if not _apart(one, chosen):
                continue
            place = one[1]
            left = place if first is None or place.start < first.start else first
            right = place if last is None or place.start > last.start else last
            if words is not None and reach is not None and words.between(left.end, right.start) > reach:
                continue
            chosen.append(one)
            if extend(index + 1, left, right):
                return True
            chosen.pop()
        return False

    return tuple(chosen) if extend(0, None, None) else None


def _apart(one: Found, chosen: Sequence[Found]) -> bool:
    number, place = one
    return all(number != other or place.end <= taken.start or taken.end <= place.start for other, taken in chosen)
