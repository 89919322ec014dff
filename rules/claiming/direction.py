"""Which way people, goods or knowledge pass, seen from the DPRK."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rules.claiming.cues import Mark, Reading, outermost
from rules.claiming.exchange import Exchange, exchange, opposite
from rules.rule import RuleHit
from rules.text.words import HAN_KANA

HOME = "KP"
"""Code of the DPRK."""

PARTNERS = frozenset({"RU", "CN", "IR", "SY", "PK", "BY", "MM", "LY", "EG", "YE", "LB", "PS", "CU"})
"""States that deal with the DPRK; what others are said to give in a text about it goes elsewhere."""

CUSTOMERS = frozenset({"SY", "MM", "LY", "EG", "YE", "UG", "CD", "NA", "MZ", "TZ", "AO", "ET", "ER", "SD", "LB", "PS"})
"""States that the DPRK has supplied and that have little to give it."""

SUBJECT_REACH = 9
"""Words between a verb and the state that is its subject."""

COMPLEMENT_REACH = 6
"""Words between the act and the preposition that completes it: 'delivered millions of artillery rounds to'."""

OBJECT_REACH = 14
"""Words between a verb and the state that it gives to or gets from."""


_HAN = re.compile(f"[{HAN_KANA}]")
_TOWARD = re.compile(
    r"(?:측|군|정부)?(?:에게|에(?!서|\s*(?:따르|의하|의한|대한|대해|대하|맞서|관한|관해|비해|있는|있던))|(?:으로|로)(?!부터))"
    r"|(?:側|軍|政府)?(?:に(?!対|つい|よ[りるっ]|関|お[いけ]|いる|ある)|へ)"
)
_AT = re.compile(r"에서")
"""'From' or 'at', which tells something of the DPRK only: what comes 'at' Russia may come from anywhere."""
_AND = frozenset({"and", "&", "와", "과", "и", "和", "与", "與", "と"})
_OUT_OF = re.compile(r"(?:측|군|정부)?(?:에게서|으로부터|로부터|한테서)|(?:側|軍|政府)?から")


def from_roles(hits: Sequence[RuleHit]) -> str:
    """The direction that the roles of the rules tell; empty when they tell none, or when rules disagree."""
    ways = set()
    for hit in hits:
        if hit.roles.get("supplier") == HOME:
            ways.add("from_dprk")
        elif hit.roles.get("recipient") == HOME:
            ways.add("to_dprk")
    return ways.pop() if len(ways) == 1 else ""


def usual(reading: Reading) -> str:
    """The direction by what a sentence names, where its words tell none; empty where that says nothing either.

    Some goods only come to the DPRK, and its old customers get from it.
    """
    goods = {mark.value.removeprefix("usually_") for mark in reading.marks("direction") if "usually" in mark.value}
    if len(goods) == 1:
        return goods.pop()
    return "from_dprk" if not goods and any(state.value in CUSTOMERS for state in reading.states) else ""


def direction(
    reading: Reading, hits: Sequence[RuleHit], focus: Sequence[tuple[int, int]], act: tuple[int, int] | None
) -> str:
    """`from_dprk`, `to_dprk`, `both` or `unclear`.

    What is the price of an exchange goes against the rest, and roles of rules that ran over it say nothing. Elsewhere
    roles come first, then what the words say.
    """
    trade = exchange(reading)
    if trade is not None:
        if any(trade.pays(span) for span in focus):
            return _of_price(reading, trade, hits)
        return _of_words(trade.goods_of(reading), focus, act)
    return _of_subject(reading, act) or _of_pair(reading) or from_roles(hits) or _of_words(reading, focus, act)


def _of_subject(reading: Reading, act: tuple[int, int] | None) -> str:
    """The direction where the DPRK stands right before the act ('North Korea selling'); empty elsewhere."""
    for verb in reading.verbs:
        if (verb.start, verb.end) == act:
            for state in reading.states:
                if state.value == HOME and _RIGHT_BEFORE.fullmatch(reading.text, state.end, max(state.end, verb.start)):
                    return "from_dprk" if verb.value == "give" else "to_dprk"
    return ""


def _of_pair(reading: Reading) -> str:
    """`both` where the DPRK and the only other state act as one subject ('North Korea and Russia expand ...')."""
    others = {state.value for state in reading.states} - {HOME}
    if len(others) != 1 or all(mark.value != "both" for mark in reading.marks("direction")):
        return ""
    for one, other in pairwise(reading.states):
        if HOME in (one.value, other.value) and reading.text[one.end : other.start].strip() in _AND:
            return "" if any(verb.start < one.start for verb in reading.verbs) else "both"
    return ""


def _of_price(reading: Reading, trade: Exchange, hits: Sequence[RuleHit]) -> str:
    """The direction of a price; `both` where goods of the same kind are given ('shells in exchange for missiles')."""
    first = next(iter(reading.states), None)
    if first is not None and first.end <= trade.start and _HAN.match(reading.text, trade.start):
        # '以弹药换取技术': who stands first gives the goods, whatever the verb before.
        return "to_dprk" if first.value == HOME else "from_dprk"
    own = _of_words(trade.price_of(reading), (), None)
    goods = _of_words(trade.goods_of(reading), (), None)
    if goods in {"both", "unclear"} and first is not None and first.end <= trade.start:
        # 'A trades shells for technology': who stands first gives the goods.
        goods = "from_dprk" if first.value == HOME else "to_dprk"
    way = own if own in {"from_dprk", "to_dprk"} else opposite(goods)
    spans = [(s.list, (s.start - reading.offset, s.end - reading.offset)) for h in hits for s in h.spans if not s.code]
    paid = {kind for kind, span in spans if trade.pays(span)}
    return "both" if any(kind in paid for kind, span in spans if trade.gives(span)) else way


def _of_words(reading: Reading, focus: Sequence[tuple[int, int]], act: tuple[int, int] | None) -> str:
    """What the words of a sentence tell of the direction.

    Words of doing together in the focus come first, then prepositions at the act, phrases that place the DPRK at one
    end, the act's own verb, other prepositions and verbs, any word of doing together, and last the first state named.
    """
    groups: dict[str, list[Mark]] = {}
    for mark in reading.marks("direction"):
        groups.setdefault(mark.value, []).append(mark)
    together = groups.get("both", ())
    if any(m.start < end and start < m.end for m in together for start, end in focus):
        return "both"
    own_verb = [verb for verb in reading.verbs if (verb.start, verb.end) == act]
    for ways in (
        _of_prepositions(reading, groups, act),
        {m.value for m in outermost([*groups.get("to_dprk", ()), *groups.get("from_dprk", ())])},
        {way for verb in own_verb if (way := _of_verb(reading, verb))},
        _of_prepositions(reading, groups, None),
        {way for verb in reading.verbs if (way := _of_verb(reading, verb))},
    ):
        if len(ways) == 1:
            return next(iter(ways))
        if ways:
            return "both"
    return "both" if together else _of_topic(reading, act) or _of_partner(reading)


def _of_topic(reading: Reading, act: tuple[int, int] | None) -> str:
    """The direction by the first state of the sentence as the far subject of the act; empty without state or verb."""
    for verb in reading.verbs:
        if (verb.start, verb.end) == act and reading.states and reading.states[0].end <= verb.start:
            home = reading.states[0].value == HOME
            if home or any(s.value == HOME for s in reading.states):
                return "from_dprk" if home == (verb.value == "give") else "to_dprk"
    return ""


def _of_partner(reading: Reading) -> str:
    """The direction where only a partner of the DPRK is named: it gives to the DPRK and gets from it."""
    if any(s.value == HOME for s in reading.states):
        return "unclear"
    ways = set()
    for verb in reading.verbs:
        if any(s.value in PARTNERS for s in _before(reading, verb)[:1]):
            ways.add("to_dprk" if verb.value == "give" else "from_dprk")
    return ways.pop() if len(ways) == 1 else "unclear"


def _of_prepositions(reading: Reading, groups: Mapping[str, Sequence[Mark]], act: tuple[int, int] | None) -> set[str]:
    """Ways that prepositions before states tell: 'to Russia' and 'from North Korea' both lead out of the DPRK.

    With an act only those that follow it closely count.
    """
    ways = _of_postpositions(reading)
    for kind in ("toward", "out_of"):
        for word in groups.get(kind, ()):
            if act is not None and not _completes(reading, word, act):
                continue
            state = _after(reading, word)
            for home in {s.value == HOME for s in state}:
                ways.add("to_dprk" if home == (kind == "toward") else "from_dprk")
    return ways


def _completes(reading: Reading, word: Mark, act: tuple[int, int]) -> bool:
    """True for a preposition that belongs to the act: it follows closely; in Chinese it stands before the verb."""
    if word.start >= act[1]:
        return reading.gap(act[1], word.start) <= COMPLEMENT_REACH
    return _HAN.match(reading.text, word.start) is not None and reading.gap(word.end, act[0]) <= COMPLEMENT_REACH


def _of_postpositions(reading: Reading) -> set[str]:
    """Ways that Korean and Japanese particles behind states tell: '러시아에', '北朝鮮から'."""
    ways = set()
    for state in reading.states:
        for particle, gets in ((_TOWARD, True), (_OUT_OF, False)):
            # A term may hold its particle ('北朝鮮に').
            if particle.match(reading.text, state.end) or particle.fullmatch(reading.text, state.end - 1, state.end):
                ways.add("to_dprk" if (state.value == HOME) == gets else "from_dprk")
        if state.value == HOME and _AT.match(reading.text, state.end):
            ways.add("from_dprk")
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


_RIGHT_BEFORE = re.compile(
    r" (?:(?:they|it|he|she|we|which|that) (?:believe|say|think|claim|suspect|allege)s? )?"
    r"(?:(?:has|had|have|is|was|are|were|been|be|may|might|could|can|will|would|must|not|also|already|still|now|once"
    r"|allegedly|reportedly|secretly|covertly|quietly|illegally|illicitly|recently|likely|probably|possibly|directly"
    r"|firms|companies|leader|officials) )*"
)
_JOINTS = frozenset({"", "and", ",", ", and", "the", "or", "и", "and the", "a", "an", "its"})
_BESIDE = re.compile(
    r"(?:\b(?:with|from|against|about)(?: the)?|\b(?:[Сс]о?|у|от|из|против|об?))\s$|[与與同跟向给給对對从從]$"
)
"""Before a state that does not act itself ('Russia is in talks with North Korea to buy ...')."""
_BESIDE_AFTER = re.compile(r"(?:과|와|と)(?:의|の)?[\s、]?(?!러|중|이란|시리|ロ|露|中|イ|シ)")


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
        if _BESIDE.search(reading.text, 0, state.start) or _BESIDE_AFTER.match(reading.text, state.end):
            continue
        if not chain:
            if reading.gap(state.end, verb.start) > SUBJECT_REACH:
                break
        elif reading.text[state.end : chain[-1].start].strip(" ") not in _JOINTS:
            break
        chain.append(state)
    return chain
