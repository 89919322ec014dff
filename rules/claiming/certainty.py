"""Whether a sentence presents an act as occurred, planned, possible or denied; and whether it is a rule, not an act.

The method is that of ConText (Harkema and others, 2009): a cue governs what stands within its window, before or after
it, unless a word between the two ends its reach. What it must govern is the anchor: the words for the act.
"""

import re
from collections.abc import Sequence

from rules.claiming.cues import Mark, Reading, in_quotation

NEAR = 4
"""Words between the terms of a rule and the verb that tells what was done with them."""

_MONTH = re.compile(r"(?:\d|\b(?:in|since|last|early|late|mid|until|by|from|of|on|this|next|and|to))[\s-]*$")
_CLAUSE_END = re.compile(r"[;；]")
_HAN = re.compile("[\u4e00-\u9fff]")
_INFINITIVE = re.compile(r"\bto $")


def anchor(reading: Reading, focus: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The words for the act: a verb of giving or getting in the focus, else the one nearest to it, else the focus.

    Of verbs that are equally near one outside quotation marks comes first, then the first in the text.
    `focus` holds spans of the terms that made a rule fire, without the states; offsets count from the sentence's start.
    """
    verbs = [(m.start, m.end) for m in reading.verbs]
    if not focus:
        return verbs[0] if verbs else None
    near: tuple[int, bool, tuple[int, int]] | None = None
    for verb in verbs:
        distance = min(_distance(reading, verb, span) for span in focus)
        found = (distance, in_quotation(reading.text, verb[0]), verb)
        if distance <= NEAR and (near is None or found < near):
            near = found
    if near is not None:
        return near[2]
    acts = [span for span in focus if not any(s.start < span[1] and span[0] < s.end for s in reading.states)]
    return max(acts or focus)


def _distance(reading: Reading, verb: tuple[int, int], span: tuple[int, int]) -> int:
    """Words between two spans; -1 where they overlap."""
    if verb[1] <= span[0]:
        return reading.gap(verb[1], span[0])
    if span[1] <= verb[0]:
        return reading.gap(span[1], verb[0])
    return -1


def status(reading: Reading, act: tuple[int, int] | None) -> str:
    """The status of the act: denied over possible over planned; occurred where nothing says otherwise."""
    marks = [m for m in reading.marks("status") if governs(reading, m, act)]
    found = {m.value for m in marks}
    if "denied" in found:
        return "denied"
    if "possible" in found:
        return "possible"
    if act is not None and any(m.value == "planned" and m.start < act[1] and act[0] < m.end for m in marks):
        # The act is a deal or a talk itself: whoever is accused of it has not delivered yet.
        return "planned"
    if "occurred" in found or ("planned" in found and _done_besides(reading)):
        return "occurred"
    if reading.title and reading.text.endswith(("?", "？", "か")):
        return "possible"
    if "planned" in found or _headline_infinitive(reading, act):
        return "planned"
    return "occurred"


def _done_besides(reading: Reading) -> bool:
    """True when another verb of the sentence is done already ('they will help ... and already provide ...')."""
    done = [m for m in reading.marks("status") if m.value == "occurred"]
    return any(governs(reading, m, (v.start, v.end)) for m in done for v in reading.verbs)


def governs(reading: Reading, cue: Mark, act: tuple[int, int] | None) -> bool:
    """True when the act stands in the reach of the cue; without a known act every real cue governs."""
    if _is_month(reading.text, cue):
        return False
    if act is None or (cue.start < act[1] and act[0] < cue.end):
        return True
    if cue.end <= act[0]:
        return cue.direction != "backward" and _reaches(reading, cue, cue.end, act[0])
    return cue.direction != "forward" and _reaches(reading, cue, act[1], cue.start)


def _reaches(reading: Reading, cue: Mark, start: int, end: int) -> bool:
    if cue.window is not None and reading.gap(start, end) > cue.window:
        return False
    if cue.value == "planned" and _HAN.match(reading.text, cue.start) and "，" in reading.text[start:end]:
        return False
    return not any(start <= stop < end for stop in cue.stops) and not _CLAUSE_END.search(reading.text, start, end)


def _is_month(text: str, cue: Mark) -> bool:
    """True for 'May' where it is the month: after a number or a preposition, or before a number."""
    if text[cue.start : cue.end] != "May":
        return False
    following = text[cue.end : cue.end + 2]
    return following[1:2].isdigit() or following[:1] in {",", ".", ")"} or bool(_MONTH.search(text, 0, cue.start))


def _headline_infinitive(reading: Reading, act: tuple[int, int] | None) -> bool:
    """True for 'North Korea to send': in a headline the infinitive is the future."""
    if act is None or not reading.title:
        return False
    before = _INFINITIVE.search(reading.text, 0, act[0])
    return before is not None and any(0 <= before.start() - s.end <= 1 for s in reading.states)


def is_norm(reading: Reading, act: tuple[int, int] | None) -> bool:
    """True when the sentence says what a rule asks for, and not that somebody did it."""
    if reading.marks("norm_breach"):
        return False
    return any(
        act is None or (norm.start <= act[0] if norm.direction == "both" else governs(reading, norm, act))
        for norm in reading.marks("norm")
    )
