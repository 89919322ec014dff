"""Who speaks in a Chinese clause, and who is the topic of a Korean or Japanese sentence.

It is a name, or somebody whom no list knows by the state that opens the clause ('ロシア高等教育科学省は').
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rules.claiming.cues import Mark, Reading
from rules.claiming.names import source_of

REACH = 12
"""Words between the first name of a clause and its verb of speech."""

LED = 18
"""Letters between the state that opens a clause and the verb of speech of somebody unknown."""

_PRIVATE = re.compile("[商工女男民厂廠店家老业業社媒记記报報学學友亲親司企向对對从從给給把将將在与與和、]")
"""Letters of people and places that speak for no state, and of what stands between two parties."""

_TOPIC_OF_STATE = re.compile(
    r"(?![은는이가을를의에와과도はがをにとも])\s?(?:の?[^\s、,]{1,18}は|[^\s,]{1,10}(?: [^\s,]{1,8}){0,3}[은는]\s)"
)
_NO_OFFICE = re.compile(
    "노동자|근로자|일꾼|주민|회사|기업|업체|상인|기자|매체|언론|신문|방송|통신|학생|여성|남성|병사|군인|해커|선박|가족|기술자|전문가"
    "|労働者|住民|企業|会社|メディア|紙|放送|通信社|女性|男性|兵|ハッカー|学生|技術者|船|専門家|学者|業者|と"
)


def topic(reading: Reading, verb: Mark) -> Mark | None:
    """The state that opens a Korean or Japanese sentence with an office as its topic; None elsewhere."""
    for state in reading.states:
        office = _TOPIC_OF_STATE.match(reading.text, state.end) if state.start == 0 else None
        if office is not None and office.end() <= verb.start and not _NO_OFFICE.search(office[0]):
            return Mark(state.start, office.end() - 1, source_of(state))
    return None


def subject(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker in the clause of a verb of speech; None where nobody near enough is named."""
    text = reading.text
    opens = 1 + max(text.rfind(comma, 0, verb.start) for comma in "，。；")
    own = [n for n in names if n.start >= opens and n.end <= verb.start]
    if not own:
        return _led_by_state(reading, opens, verb)
    return _apposed(own) if reading.gap(own[0].end, verb.start) <= REACH else None


def _apposed(names: Sequence[Mark]) -> Mark:
    """The last of the names that follow each other without a break: the person behind body and office."""
    for name, following in pairwise(names):
        if following.start > name.end:
            return name
    return names[-1]


def _led_by_state(reading: Reading, opens: int, verb: Mark) -> Mark | None:
    """The state of '德国联邦宪法保卫局局长马森说'; None where somebody private speaks or nothing follows the state."""
    for state in reading.states:
        between = reading.text[state.end : verb.start]
        if state.start == opens and 0 < len(between) <= LED and not _PRIVATE.search(between):
            return Mark(state.start, verb.start, source_of(state))
    return None
