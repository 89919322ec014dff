"""Names of possible speakers in a sentence: services, bodies, people, offices with their state, and states."""

import re
from collections.abc import Iterator, Sequence

from rules.claiming.cues import Mark, Reading

STATE_SOURCES = {"KP": "dprk", "RU": "russia", "CN": "china", "UN": "un"}
"""Sources of the states that have a type of their own; all other states are `government`."""

DATELINE = "="
"""Before the agency in a Korean dateline, '(서울=연합뉴스)', which attributes nothing."""

OFFICE_REACH = 4
"""Words between an office and the state it belongs to."""

POSSESSIVE = re.compile(r"['’]s?\b")
_DEMONYM = re.compile(r"(?:ian|ean|ese|rean|rican|nian|ish|eans|ians)$", re.IGNORECASE)
_OF_STATE = re.compile(r"(?:\s*[-–(]?|,? (?:of|for|from|in|to|at)(?: the)?)\s*")
_RUSSIAN_GENITIVE = re.compile(r"[а-яё]*(?: [а-яё-]+){0,3} ", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_ENVOY = re.compile(r"(?i:envoy|ambassador|representative|mission|diplomat)|代表|大使|대사|대표|постпред|представит")
_CLAUSE = re.compile(r"[;:]|, (?:which|who|that|while|but|as|after)\b")
_AND = frozenset({"and", ", and", "and the", "&", "·", "、", "和", "и"})
_STATELY = frozenset({"government", "china", "russia"})
_OWNING = frozenset({"", " ", "的", "の", "の "})
_BODY = re.compile(
    r"(?:мин|мид|парламент|совет|генштаб|прокурат|полици|власт|правит|посольств|посол|суд)", re.IGNORECASE
)
_OF = frozenset({"", "'s", "’s", "'", "’"})


def names_in(reading: Reading) -> list[Mark]:
    """Speakers and offices, with the type of source as their value, in text order; longer names cover shorter ones."""
    found = [m for m in reading.marks("speaker") if reading.text[m.start - 1 : m.start] != DATELINE]
    names = [_owned(reading, name) for name in found]
    for office in reading.marks("official"):
        if not any(s.start < office.end and office.start < s.end for s in names):
            names.append(_joined(reading, _office(reading, office), names))
    kept: list[Mark] = []
    for name in sorted(names, key=lambda m: (m.start, -m.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _owned(reading: Reading, name: Mark) -> Mark:
    """A body that many states have ('国防部', 'Минобороны') as that of the state it stands beside."""
    if name.value not in _STATELY or any(s.start < name.end and name.start < s.end for s in reading.states):
        return name
    for state in reading.states:
        if state.end <= name.start and reading.text[state.end : name.start] in _OWNING:
            return Mark(name.start, name.end, source_of(state))
        if state.start > name.end and _BODY.match(reading.text, name.start):
            return Mark(name.start, name.end, source_of(state)) if _belongs(reading.text, name, state) else name
    return name


def _joined(reading: Reading, office: Mark, names: Sequence[Mark]) -> Mark:
    """An office as part of the body it stands beside: 'US intelligence officials' speak for the service."""
    for name in names:
        beside = (
            not reading.text[name.end : office.start].strip() if name.end <= office.start else name.start < office.end
        )
        if name.value == "un" and _ENVOY.match(reading.text, office.start) and office.value != "un":
            continue
        if beside and name.value != "media":
            return Mark(min(name.start, office.start), max(name.end, office.end), name.value)
    return office


def _office(reading: Reading, office: Mark) -> Mark:
    """An office as the speaker of its state: of the state before it ('Russian ambassador'), else after it.

    Texts in Russian name their own offices without the state ('в посольстве').
    """
    before = [s for s in reading.states if s.end <= office.start and reading.gap(s.end, office.start) <= OFFICE_REACH]
    if len(before) > 1 and before[-1].value == "UN" and _ENVOY.match(reading.text, office.start):
        before.pop()
    spoken = before and any(before[-1].end <= verb.start < office.start for verb in reading.marks("says"))
    if before and not spoken and not _CLAUSE.search(reading.text, before[-1].end, office.start):
        state = before[-1]
        if not reading.text[state.end : office.start].strip(" '’s").startswith((",", "said", "says")):
            return Mark(state.start, office.end, source_of(state))
    for state in reading.states:
        if state.start >= office.end and _belongs(reading.text, office, state):
            return Mark(office.start, state.end, source_of(state))
    home = "russia" if _CYRILLIC.match(reading.text, office.start) else "government"
    return Mark(office.start, office.end, home)


def _belongs(text: str, office: Mark, state: Mark) -> bool:
    """True where a state behind an office says whose it is: 'officials in Seoul', 'министр иностранных дел Польши'."""
    pattern = _RUSSIAN_GENITIVE if _CYRILLIC.match(text, office.start) else _OF_STATE
    return pattern.fullmatch(text, office.end, state.start) is not None


def source_of(state: Mark) -> str:
    """The type of source that a state is."""
    return STATE_SOURCES.get(state.value, "government")


def speaks_for_itself(text: str, state: Mark) -> bool:
    """False where the name of a state only describes what follows: 'Russian workers', 'Russia's group'."""
    return not POSSESSIVE.match(text, state.end) and not _DEMONYM.search(text, state.start, state.end)


def states_as_names(reading: Reading) -> Iterator[Mark]:
    """States that may speak for themselves, with the type of source as their value."""
    for state in reading.states:
        if speaks_for_itself(reading.text, state):
            yield Mark(state.start, state.end, source_of(state))


def nearest(reading: Reading, at: int) -> str:
    """The source of the name or office nearest to an offset; empty when the sentence holds none."""
    names = names_in(reading)
    return min(names, key=lambda n: abs(n.start - at)).value if names else ""


def words(reading: Reading, start: int, end: int) -> str:
    """The words that name a source, with the state before it and the states joined to it ('Seoul and Washington')."""
    joined = False
    for state in reversed(reading.states):
        if state.end > start:
            continue
        between = reading.text[state.end : start].strip(" ")
        if between in _AND:
            joined = True
        elif between not in _OF and not (joined and between == ","):
            break
        start = state.start
    return reading.text[start:end]
