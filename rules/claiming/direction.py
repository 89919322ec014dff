"""Which way people, goods or knowledge pass, seen from the DPRK."""

from collections.abc import Mapping, Sequence

from rules.claiming.cues import Mark, Reading
from rules.rule import RuleHit

HOME = "KP"
"""Code of the DPRK."""

SUBJECT_REACH = 9
"""Words between a verb and the state that is its subject."""

COMPLEMENT_REACH = 6
"""Words between the act and the preposition that completes it: 'delivered millions of artillery rounds to'."""

OBJECT_REACH = 14
"""Words between a verb and the state that it gives to or gets from."""


def from_roles(hits: Sequence[RuleHit]) -> str:
    """The direction that the roles of the rules tell; empty when they tell none, or when rules disagree.

    A rule that found both who gives and who gets is heard before rules that found only one of them.
    """
    for complete in (True, False):
        ways = set()
        for hit in hits:
            supplier, recipient = hit.roles.get("supplier", ""), hit.roles.get("recipient", "")
            if complete and not (supplier and recipient):
                continue
            if supplier == HOME:
                ways.add("from_dprk")
            elif recipient == HOME:
                ways.add("to_dprk")
        if ways:
            return ways.pop() if len(ways) == 1 else ""
    return ""


def direction(
    reading: Reading, hits: Sequence[RuleHit], focus: Sequence[tuple[int, int]], act: tuple[int, int] | None
) -> str:
    """`from_dprk`, `to_dprk`, `both` or `unclear`.

    Roles of rules come first, then words of doing together in the focus, prepositions after the act, phrases that place
    the DPRK at one end, the act's own verb, other prepositions and verbs, and last any word of doing together.
    """
    told = from_roles(hits)
    if told:
        return told
    groups: dict[str, list[Mark]] = {}
    for mark in reading.marks("direction"):
        groups.setdefault(mark.value, []).append(mark)
    together = groups.get("both", ())
    if any(m.start < end and start < m.end for m in together for start, end in focus):
        return "both"
    own_verb = [verb for verb in reading.verbs if (verb.start, verb.end) == act]
    for ways in (
        _of_prepositions(reading, groups, act),
        {way for way in ("to_dprk", "from_dprk") if way in groups},
        {way for verb in own_verb if (way := _of_verb(reading, verb))},
        _of_prepositions(reading, groups, None),
        {way for verb in reading.verbs if (way := _of_verb(reading, verb))},
    ):
        if len(ways) == 1:
            return next(iter(ways))
        if ways:
            return "both"
    return "both" if together else "unclear"


def _of_prepositions(reading: Reading, groups: Mapping[str, Sequence[Mark]], act: tuple[int, int] | None) -> set[str]:
    """Ways that prepositions before states tell: 'to Russia' and 'from North Korea' both lead out of the DPRK.

    With an act only those that follow it closely count.
    """
    ways = set()
    for kind in ("toward", "out_of"):
        for word in groups.get(kind, ()):
            if act is not None and not (word.start >= act[1] and reading.gap(act[1], word.start) <= COMPLEMENT_REACH):
                continue
            state = _after(reading, word)
            for home in {s.value == HOME for s in state}:
                ways.add("to_dprk" if home == (kind == "toward") else "from_dprk")
    return ways


def _after(reading: Reading, word: Mark) -> list[Mark]:
    """The first state after a preposition; the DPRK where it is joined to that ('from Iran and North Korea')."""
    chain: list[Mark] = []
    end = word.end
    for state in reading.states:
        if state.start >= end and reading.text[end : state.start].strip(" ") in _JOINTS:
            chain.append(state)
            end = state.end
        elif chain:
            break
    home = [s for s in chain if s.value == HOME]
    return home or chain[:1]


_JOINTS = frozenset({"", "and", ",", ", and", "the", "or", "и", "and the"})


def _of_verb(reading: Reading, verb: Mark) -> str:
    """The way that one verb tells by its subject, or else by the DPRK after it; empty when neither is near."""
    subjects = _before(reading, verb)
    home_gives = verb.value == "give"
    if any(s.value == HOME for s in subjects):
        return "from_dprk" if home_gives else "to_dprk"
    by = reading.text.startswith(" by ", verb.end)
    for state in reading.states:
        if state.start >= verb.end and state.value == HOME and reading.gap(verb.end, state.start) <= OBJECT_REACH:
            out = any(m.end <= state.start and reading.gap(m.end, state.start) == 0 for m in _out_of(reading))
            return "from_dprk" if out or home_gives == by else "to_dprk"
    return ""


def _out_of(reading: Reading) -> list[Mark]:
    return [m for m in reading.marks("direction") if m.value == "out_of"]


def _before(reading: Reading, verb: Mark) -> list[Mark]:
    """The state nearest before a verb, with the states joined to it."""
    chain: list[Mark] = []
    for state in reversed([s for s in reading.states if s.end <= verb.start]):
        if not chain:
            if reading.gap(state.end, verb.start) > SUBJECT_REACH:
                break
        elif reading.text[state.end : chain[-1].start].strip(" ") not in _JOINTS:
            break
        chain.append(state)
    return chain
