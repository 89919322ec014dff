"""Who says so: the source of what a sentence tells, and the words that name it.

A name of a service, a body or an office is a speaker when a verb of speech has it as its subject, when words like
'according to' stand before it, or when it stands alone before or after a headline ('Seoul: ...', '..., US says'). The name
of a state is one only where it is the subject itself ('Russian workers said' names no state as speaker).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.cues import Mark, Reading

STATE_SOURCES = {"KP": "dprk", "RU": "russia", "CN": "china", "UN": "un"}
"""Sources of the states that have a type of their own; all other states are `government`."""

SPEAKER_REACH = 12
"""Words between a named speaker and its verb."""

STATE_REACH = 2
"""Words between a state that speaks for itself and its verb: 'The United States on Friday said' is the longest."""

AFTER_REACH = 5
"""Words between 'according to' and the speaker."""

OFFICE_REACH = 4
"""Words between an office and the state it belongs to."""

_DEMONYM = re.compile(r"(?:ian|ean|ese|rean|rican|nian|ish|eans|ians)$", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b")
_INVERTED = re.compile(r"[,”\"’»」]\s*$")
_INVERTING = frozenset({"said", "says", "say", "claims", "claimed", "warns", "warned", "added", "adds", "told"})
_FINDERS = frozenset({"un", "expert", "intelligence", "government", "media"})
_PARTICIPLES = frozenset({"saying", "accusing", "claiming", "alleging", "warning", "adding"})
_TOPIC = re.compile(r"[은는이가はが]|에선|에서는|側は|측은")
_VERB_LAST = re.compile("[\uac00-\ud7a3\u3040-\u30ff]")
_CLAUSE = re.compile(r"[;:]|, (?:which|who|that|while|but|as|after)\b")
_SPEECH_LABEL = re.compile(r"(?:[A-Z]{2,4}\. )?[A-Z][A-Z’'\-]{2,}(?: [A-Z’'\-]{2,})?:")
_QUESTION = re.compile(r"Q[ :.]")
_HEAD = re.compile(r"([^:：]{2,45})[:：]")
_TAIL = re.compile(r"(?:[:：]|\s[-–—])\s*([^:]{2,45})$")
_BEFORE_QUOTE = re.compile(r"([^\"“「]{1,24}?),?\s*[\"“「]")
_AFTER_QUOTE = re.compile(r"[”\"」]\s*([^”\"」]{2,30})$")
_HEADLINE_SHARE = 0.75
"""Share of the letters that the speaker must fill in the part of a headline before or after a colon."""

_QUOTED_SHARE = 0.4
"""The same before or after a quotation, where an office or a place may stand beside the name."""



@dataclass(frozen=True, slots=True)
class Attribution:
    """A source with the place where it is named."""

    source: str
    start: int
    end: int
    """Offsets into the sentence; both 0 when nobody is named."""
    cue: int
    """Where the word of speech stands that makes it a speaker."""


def attributions(reading: Reading) -> list[Attribution]:
    """All sources that the sentence names as such, in the order of their words of speech."""
    names = _names(reading)
    found = [
        *_by_verb(reading, names),
        *_by_postposition(reading, names),
        *_by_preposition(reading, names),
        *_by_headline(reading, names),
    ]
    outside = [a for a in found if not _in_quotation(reading.text, a.cue)]
    return sorted(set(outside or found), key=lambda a: (a.cue, a.start))


def _in_quotation(text: str, at: int) -> bool:
    """True when a place stands inside quotation marks."""
    return text.count('"', 0, at) % 2 == 1 or text.count("“", 0, at) > text.count("”", 0, at)


def choose(reading: Reading, found: Sequence[Attribution], act: tuple[int, int] | None) -> Attribution | None:
    """The source of the act: the last one named before it that is no medium, else the first after it, else a medium.

    'according to a lawmaker briefed by the NIS' is its claim, too. Where the act is denied, who denies it speaks. 'Yonhap quoted the NIS as saying that ...' is a claim of the intelligence service; Yonhap passes it on.
    """
    if not found:
        return None
    named = [a for a in found if a.source != "media"] or list(found)
    denials = {m.start for m in reading.marks("status") if m.value == "denied"}
    for attribution in named:
        if attribution.cue in denials and (act is None or attribution.cue <= act[0]):
            return attribution
    if act is None:
        return named[0]
    before = [a for a in named if a.cue <= act[0]]
    if before:
        return before[-1]
    return next((a for a in named if a.source == "intelligence"), named[0])


def _names(reading: Reading) -> list[Mark]:
    """Speakers and offices, with the type of source as their value, in text order; longer names cover shorter ones."""
    names = list(reading.marks("speaker"))
    for office in reading.marks("official"):
        if not any(s.start < office.end and office.start < s.end for s in names):
            names.append(_office(reading, office))
    kept: list[Mark] = []
    for name in sorted(names, key=lambda m: (m.start, -m.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def _office(reading: Reading, office: Mark) -> Mark:
    """An office as the speaker of its state: of the state before it ('Russian ambassador'), else after it."""
    before = [s for s in reading.states if s.end <= office.start and reading.gap(s.end, office.start) <= OFFICE_REACH]
    if before and not _CLAUSE.search(reading.text, before[-1].end, office.start):
        state = before[-1]
        if not reading.text[state.end : office.start].strip(" '’s").startswith((",", "said", "says")):
            return Mark(state.start, office.end, _source_of(state))
    for state in reading.states:
        if state.start >= office.end and reading.gap(office.end, state.start) <= 1:
            return Mark(office.start, state.end, _source_of(state))
    return Mark(office.start, office.end, "government")


def _source_of(state: Mark) -> str:
    return STATE_SOURCES.get(state.value, "government")


def _by_verb(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    taken = [*names, *reading.marks("continues")]
    last_end = 0
    verb_last = _VERB_LAST.search(reading.text) is not None
    for verb, states in _verbs(reading):
        if any(t.start <= verb.start < t.end for t in taken):
            continue
        if verb_last:
            subject = _topic(reading, names, verb)
        elif reading.text[verb.start : verb.end].lower() in _PARTICIPLES:
            subject = _first(reading, names, verb)
        elif _INVERTED.search(reading.text, 0, verb.start):
            subject = _inverted_subject(reading, names, verb)
        else:
            subject = _subject(reading, names, verb, last_end, states=states)
        if subject is not None:
            yield Attribution(subject.value, subject.start, subject.end, verb.start)
            last_end = verb.end


def _first(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The first speaker of the sentence: the subject of a participle ('South Korea closed the site, saying ...')."""
    before = [n for n in (*names, *_states_as_names(reading)) if n.end <= verb.start]
    return min(before, key=lambda n: n.start) if before else None


def _topic(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker of a Korean or Japanese sentence, whose verb stands last: the last name before it with a subject's particle."""
    before = [n for n in (*names, *_states_as_names(reading)) if n.end <= verb.start]
    marked = [n for n in before if _TOPIC.match(reading.text, n.end)]
    if marked:
        return max(marked, key=lambda n: n.end)
    near = [n for n in names if n.end <= verb.start and reading.gap(n.end, verb.start) <= SPEAKER_REACH]
    return near[-1] if near else None


def _verbs(reading: Reading) -> list[tuple[Mark, bool]]:
    """Verbs of speech and of finding, in text order, with whether a bare state may be their subject."""
    verbs = [(m, True) for m in reading.marks("says")] + [(m, False) for m in reading.marks("finds")]
    return sorted(verbs, key=lambda v: v[0].start)


def _by_postposition(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    for word in reading.marks("says_after"):
        before = [n for n in (*names, *_states_as_names(reading)) if n.end <= word.start]
        if before:
            near = max(before, key=lambda n: n.end)
            if reading.gap(near.end, word.start) <= AFTER_REACH:
                yield Attribution(near.value, near.start, near.end, word.start)


def _subject(reading: Reading, names: Sequence[Mark], verb: Mark, since: int, *, states: bool) -> Mark | None:
    text = reading.text
    best: Mark | None = None
    for name in names:
        if name.start < since or name.end > verb.start or _POSSESSIVE.match(text, name.end):
            continue
        if reading.gap(name.end, verb.start) <= SPEAKER_REACH and (states or name.value in _FINDERS):
            best = name
    for state in reading.states if states else ():
        if state.start < since or state.end > verb.start or (best is not None and state.start < best.end):
            continue
        near = reading.gap(state.end, verb.start) <= STATE_REACH and "," not in text[state.end : verb.start]
        if near and _speaks_for_itself(text, state):
            best = Mark(state.start, state.end, _source_of(state))
    return best


def _speaks_for_itself(text: str, state: Mark) -> bool:
    return not _POSSESSIVE.match(text, state.end) and not _DEMONYM.search(text, state.start, state.end)


def _inverted_subject(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker after its verb: '..., said the minister', ', say US reports'."""
    if reading.text[verb.start : verb.end].lower() not in _INVERTING:
        return None
    for name in (*names, *_states_as_names(reading)):
        if name.start >= verb.end and reading.gap(verb.end, name.start) <= 1:
            return name
    return None


def _states_as_names(reading: Reading) -> Iterator[Mark]:
    for state in reading.states:
        if _speaks_for_itself(reading.text, state):
            yield Mark(state.start, state.end, _source_of(state))


def _by_preposition(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    for word in reading.marks("according"):
        near = [n for n in names if n.start >= word.end and reading.gap(word.end, n.start) <= AFTER_REACH]
        if not near:
            near = [n for n in _states_as_names(reading) if n.start >= word.end and reading.gap(word.end, n.start) <= 1]
        if near:
            first = min(near, key=lambda n: n.start)
            yield Attribution(first.value, first.start, first.end, word.start)


def _by_headline(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    if not reading.title:
        return
    text = reading.text
    parts = [(m.start(1), m.end(1), _HEADLINE_SHARE) for m in (_HEAD.match(text), _TAIL.search(text)) if m]
    parts += [(m.start(1), m.end(1), _QUOTED_SHARE) for m in (_BEFORE_QUOTE.match(text), _AFTER_QUOTE.search(text)) if m]
    for start, end, share in parts:
        inside = [n for n in (*names, *_states_as_names(reading)) if start <= n.start and n.end <= end]
        if inside and sum(n.end - n.start for n in inside) >= share * (end - start):
            speaker = max(inside, key=lambda n: n.end - n.start)
            yield Attribution(speaker.value, speaker.start, speaker.end, start)


def by_act(reading: Reading) -> tuple[str, str] | None:
    """The source behind an official act (a seizure, a charge, sanctions) and the words for it; None without such an act.

    Only states do such things, and whoever is hit by them is no speaker; so the source is a government where the subject is
    not one of the states with a type of their own.
    """
    verb_last = _VERB_LAST.search(reading.text) is not None
    for act in reading.marks("acts"):
        doers = [n for n in _names(reading) if n.value in {"government", "un", "russia", "china"}]
        doers += [n for n in _states_as_names(reading) if n.value != "dprk"]
        before = [n for n in doers if n.end <= act.start and reading.gap(n.end, act.start) <= SPEAKER_REACH]
        if verb_last:
            before = [n for n in before if _TOPIC.match(reading.text, n.end)]
        if before:
            doer = max(before, key=lambda n: n.end)
            return doer.value, reading.text[doer.start : doer.end]
        if act.value:
            return act.value, ""
    return None


def nearest(reading: Reading, at: int) -> str:
    """The source of the name or office nearest to an offset; empty when the sentence holds none."""
    names = _names(reading)
    return min(names, key=lambda n: abs(n.start - at)).value if names else ""


def transcript_turn(text: str) -> str:
    """Whose turn begins with this sentence of a transcript: `answer` ('MR. SMITH: ...'), `question` ('Q ...') or nobody's."""
    if _QUESTION.match(text):
        return "question"
    return "answer" if _SPEECH_LABEL.match(text) else ""


def words(reading: Reading, found: Attribution) -> str:
    """The words that name a source: with the state before it, and with the states joined to it ('Seoul and Washington')."""
    start = found.start
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
    return reading.text[start : found.end]


_AND = frozenset({"and", ", and", "and the", "&", "·", "、", "和", "и"})
_OF = frozenset({"", "'s", "’s", "'", "’"})
