"""What two sketches say of each other: what they share, what speaks for one event, and what rules it out."""

from typing import Final

from flows.stories.copies import BEGINS_ALIKE, contained, shared
from flows.stories.fingerprint import Sketch
from flows.stories.frames import MUTUAL

OTHER_ACT: Final = 0.8
"""Factor for two headlines of different acts."""
OTHER_SUBJECT: Final = 0.3
"""Factor for headlines in which different states do the same."""
ALIKE: Final = 0.6
"""Share of other words from which reports with different names are one form filled in twice."""
FEW: Final = 4
"""Words that two short reports must have to be copies of each other."""
SHORT_COPY: Final = 0.9
"""Share of words that two reports too short for signatures must have in common to be copies."""


def factor(a: Sketch, b: Sketch) -> float:
    """What the likeness of two reports' words is multiplied by, for what their words alone do not tell."""
    if a.frame.act and b.frame.act and a.frame.act != b.frame.act:
        return OTHER_ACT
    return OTHER_SUBJECT if _other_subject(a, b) else 1.0


def contradiction(a: Sketch, b: Sketch) -> str:
    """Why two reports cannot be of one event however alike they are, in words; empty when nothing speaks against it."""
    return _miscounted(a, b) or _swapped(a, b) or _elsewhere(a, b) or _refilled(a, b)


def copied(a: Sketch, b: Sketch) -> float:
    """Estimated share of text that two reports have in common, 0..1, or that the beginning of one is of the other."""
    whole = shared(a.text, b.text)
    begins = contained(a.opening, b.opening, a.begun, b.begun)
    return max(whole, begins if begins >= BEGINS_ALIKE else 0.0, 0.0 if a.text and b.text else _same_words(a, b))


def _same_words(a: Sketch, b: Sketch) -> float:
    ours, theirs = {term for term, _ in a.terms}, {term for term, _ in b.terms}
    both = len(ours & theirs)
    alike = both / max(len(ours | theirs), 1)
    return alike if both >= FEW and alike >= SHORT_COPY else 0.0


def _other_subject(a: Sketch, b: Sketch) -> bool:
    return bool(
        a.frame.act
        and a.frame.act not in MUTUAL
        and a.frame.subjects
        and b.frame.subjects
        and set(a.frame.subjects).isdisjoint(b.frame.subjects)
    )


def _miscounted(a: Sketch, b: Sketch) -> str:
    counted: dict[str, set[str]] = {}
    for noun, number in b.ordinals:
        counted.setdefault(noun, set()).add(number)
    for noun in dict.fromkeys(noun for noun, _ in a.ordinals):
        mine = {number for other, number in a.ordinals if other == noun}
        theirs = counted.get(noun, mine)
        if mine.isdisjoint(theirs):
            return f"{noun} {_all(mine)} is not {noun} {_all(theirs)}"
    return ""


def _swapped(a: Sketch, b: Sketch) -> str:
    one, other = a.frame, b.frame
    if (
        one.act
        and one.act == other.act
        and one.act not in MUTUAL
        and one.subjects
        and other.subjects
        and set(one.subjects) <= set(other.objects)
        and set(other.subjects) <= set(one.objects)
    ):
        return (
            f"the actors are swapped: {_all(one.subjects)} {one.act} {_all(one.objects)}, "
            f"{_all(other.subjects)} {other.act} {_all(other.objects)}"
        )
    return ""


def _elsewhere(a: Sketch, b: Sketch) -> str:
    """Why two reports tell of others that receive, or that are put under sanctions."""
    for ours, theirs, what in ((a.receivers, b.receivers, "sent to"), (a.sanctioned, b.sanctioned, "sanctions on")):
        if ours and theirs and set(ours).isdisjoint(theirs):
            return f"{what} {_all(ours)} is not {what} {_all(theirs)}"
    return ""


def _refilled(a: Sketch, b: Sketch) -> str:
    """Why two reports are one form filled in twice: other names, and other amounts or all other words the same."""
    if not a.names or not b.names or not set(a.names).isdisjoint(b.names):
        return ""
    differ = f"{_all(a.names)} is not {_all(b.names)}"
    if a.amounts and b.amounts and set(a.amounts).isdisjoint(b.amounts):
        return f"{differ}, and {_all(a.amounts)} is not {_all(b.amounts)}"
    ours = {term for term, _ in a.terms}.difference(a.names, a.amounts)
    theirs = {term for term, _ in b.terms}.difference(b.names, b.amounts)
    if len(ours & theirs) >= ALIKE * len(ours | theirs):
        return f"like words, but {differ}"
    return ""


def _all(values: tuple[str, ...] | set[str]) -> str:
    return "/".join(sorted(values))
