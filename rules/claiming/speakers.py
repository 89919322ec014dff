"""Who says so: the source of what a sentence tells, and the words that name it.

A name of a service, a body or an office is a speaker when a verb of speech has it as its subject, when words like
'according to' stand before it, or when it stands alone before or after a headline ('Seoul: ...', '..., US says'). The
name of a state is one only where it is the subject itself ('Russian workers said' names no state as speaker).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.claiming import clauses
from rules.claiming.cues import Mark, Reading, in_quotation
from rules.claiming.names import POSSESSIVE, names_in, source_of, speaks_for_itself, states_as_names

SPEAKER_REACH = 12
"""Words between a named speaker and its verb."""

STATE_REACH = 2
"""Words between a state that speaks for itself and its verb: 'The United States on Friday said' is the longest."""

AFTER_REACH = 5
"""Words between 'according to' and the speaker."""

LAST_WORDS = 2
"""Words between a Korean or Japanese subject and the verb that it is the subject of for certain."""

INVERTED_REACH = 4
"""Words between a Russian verb and the speaker after it: 'сообщил журналистам пресс-секретарь Кремля'."""

_INVERTED = re.compile(r"[,”\"’»」]\s*$")
_INVERTED_RUSSIAN = re.compile(r"(?:[,”\"»]\s*(?:[-–—]\s*)?|\b[Кк]ак |\b[Оо]б этом (?:[\w«»-]+ ){0,6})$")
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_COMMA = re.compile("[,，；]")
_HAN = re.compile("[\u4e00-\u9fff]")
_THAT = frozenset("他她它该該这這此同彼")
_CLAUSE_END = re.compile(r"[,.:;«\"“—–]")
_QUOTED = re.compile(r"[”\"»」]\s*$")
_TURN_END = re.compile(r"\s*(?:$|[.,;:)]|(?:who|in|on|at|to|of|from|during|after|late|early|[A-Z][\w'’-]+)\b)")
_INVERTING = frozenset({"said", "says", "say", "claims", "claimed", "warns", "warned", "added", "adds", "told"})
_PARTIES = frozenset({"dprk", "russia", "china"})
_FINDERS = frozenset({"un", "expert", "intelligence", "government", "media"})
_PARTICIPLES = frozenset({"saying", "accusing", "claiming", "alleging", "warning", "adding"})
_TOPIC = re.compile(r"[은는は]|에선|에서는|側は|측은")
_SUBJECT = re.compile(r"[이가が]")
_OTHER_CASE = re.compile(r"[을를에의로와과]|へ|に|を|の|と")
_TITLED_TOPIC = re.compile(
    r"(?:[가-힣]{0,4}(?: [가-힣()·]{1,8}){0,2}?)?[은는]\s|(?:の?[一-龠々ァ-ヴー]{1,10})?(?:など|ら)?は"
)
_TITLED_SUBJECT = re.compile(r"(?:[가-힣]{0,4}(?: [가-힣()·]{1,8}){0,2}?)?[이가]\s|[一-龠々ァ-ヴー]{0,10}が")
_VERB_LAST = re.compile("[\uac00-\ud7a3\u3040-\u30ff]")
_HEAD = re.compile(r"(?:【[^】]*】)?([^:：]{2,45})[:：]")
_TAIL = re.compile(r"(?:[:：]|\s[-–—])\s*([^:]{2,45})$")
_IN_CAPITAL = re.compile(r"\b[Вв] $")
_PREPOSITION = re.compile(
    r"\b(?:in|at|to|from|of|with|against|for|by|about|on|between|into|over|towards?|near) (?:the )?$"
)
_PERSON_OF = re.compile(
    r" (?:[A-Z][\w.’'-]{0,30} ){0,3}[A-Z][\w.’'-]{0,30}, (?:an?|the|who is|its|their)? ?(?:[\w’'-]+ ){0,4}"
)
_LABEL = re.compile(r":\s*$")
_PLACE = re.compile(r" (?:in|at|to|from|over|with|visits?) ")
_REPORT = re.compile(r"(?:media |news |press )?reports?", re.IGNORECASE)
_HANJA = re.compile(r"((?:[美日韓英]·?){1,3})\s*[\"“]")
_BEFORE_QUOTE = re.compile(r"([^\"“「]{1,24}?),?\s*[\"“「]")
_AFTER_QUOTE = re.compile(r"[”\"」]\s*([^”\"」]{2,30})$")
_AFTER_DOTS = re.compile(r"[…,]\s*([^\"“”…,]{1,16}?)\s*[\"“]")
_AFTER_BLANK = re.compile(r"\s(\S{2,14})$")
_COMMITS = re.compile(
    r"(?i:promis|pledg|vow|threaten|declar|announc|thank|hail|prais|request|urg|call)"
    r"|承诺|承諾|允诺|同意|宣布|保证|感谢|感謝|пообещ|обещ|предлож|объяви|поблагодар|пригроз|약속|선언|감사|約束|宣言|感謝"
)
"""Verbs by which a party acts; told by somebody else they make it no source."""

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
    names = names_in(reading)
    found = [
        *_by_verb(reading, names),
        *_by_postposition(reading, names),
        *_by_preposition(reading, names),
        *_by_headline(reading, names),
    ]
    outside = [a for a in found if not in_quotation(reading.text, a.cue)]
    return sorted(set(outside or found), key=lambda a: (a.cue, a.start))


def choose(reading: Reading, found: Sequence[Attribution], act: tuple[int, int] | None) -> Attribution | None:
    """The source of the act: the last one named before it that is no medium, else the first after it, else a medium.

    'Yonhap quoted the NIS as saying that ...' is a claim of the intelligence service, which Yonhap passes on; so is
    'according to a lawmaker briefed by the NIS'. Where the act is denied, who denies it speaks.
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
    outer = [a for a in before if not _COMMITS.match(reading.text, a.cue)]
    if outer and any(a.source not in _PARTIES for a in outer):
        before = outer
    if before:
        return before[-1]
    return next((a for a in named if a.source == "intelligence"), named[0])


def _by_verb(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    pronouns = [m for m in pronouns_in(reading) if not any(n.start < m.end and m.start < n.end for n in names)]
    taken = [*names, *pronouns]
    last_end = 0
    verb_last = _VERB_LAST.search(reading.text) is not None
    for verb, states in _verbs(reading):
        if any(t.start <= verb.start < t.end for t in taken) or _LABEL.search(reading.text, 0, verb.start):
            continue
        if verb_last:
            subject = _topic(reading, names, verb)
        elif reading.text[verb.start : verb.end].lower() in _PARTICIPLES:
            subject = _first(reading, names, verb)
        else:
            subject = _inverted_subject(reading, names, verb)
            if subject is None and (
                not _QUOTED.search(reading.text, 0, verb.start) or _HAN.match(reading.text, verb.start)
            ):
                subject = _subject(reading, names, verb, last_end, states=states)
        if subject is not None:
            yield Attribution(subject.value, subject.start, subject.end, verb.start)
            last_end = verb.end


def pronouns_in(reading: Reading) -> list[Mark]:
    """Words for the speaker before; a Chinese noun that has its owner before it ('专家小组报告称') is none of them."""
    text = reading.text
    return [
        m for m in reading.marks("continues") if text[m.start] in _THAT or not _HAN.match(text, max(0, m.start - 1))
    ]


def _first(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The first speaker of the sentence: the subject of a participle ('South Korea closed the site, saying ...')."""
    before = [n for n in (*names, *states_as_names(reading)) if n.end <= verb.start]
    return min(before, key=lambda n: n.start) if before else None


def _topic(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker of a Korean or Japanese sentence, whose verb stands last.

    A topic (은, 는, は) goes with the last verb, a named speaker rather than a state; a subject (이, 가, が) may be of
    an inner verb, unless it stands right before the verb of speech. A named speaker may have a title between the name
    and the particle, a state may not ('북한 노동자는' is no state).
    """
    text = reading.text
    own = [n for n in names if n.end <= verb.start]
    states = [n for n in states_as_names(reading) if n.end <= verb.start]
    subjects = [n for n in own if _TITLED_SUBJECT.match(text, n.end)]
    led = clauses.topic(reading, verb)
    for marked in (
        [n for n in own if _TITLED_TOPIC.match(text, n.end)],
        [led] if led is not None else [],
        [n for n in subjects if reading.gap(n.end, verb.start) <= LAST_WORDS],
        [n for n in states if _TOPIC.match(text, n.end)],
        subjects,
        [n for n in states if _SUBJECT.match(text, n.end)],
    ):
        if marked:
            return min(marked, key=lambda n: (n.start, -n.end))
    near = [n for n in own if reading.gap(n.end, verb.start) <= SPEAKER_REACH and not _OTHER_CASE.match(text, n.end)]
    return near[-1] if near else None


def _verbs(reading: Reading) -> list[tuple[Mark, bool]]:
    """Verbs of speech and of finding, in text order, with whether a bare state may be their subject."""
    verbs = [(m, True) for m in reading.marks("says")] + [(m, False) for m in reading.marks("finds")]
    return sorted(verbs, key=lambda v: v[0].start)


def _by_postposition(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    for word in reading.marks("says_after"):
        before = [n for n in (*names, *states_as_names(reading)) if n.end <= word.start]
        if before:
            near = max(before, key=lambda n: n.end)
            if reading.gap(near.end, word.start) <= AFTER_REACH:
                yield Attribution(near.value, near.start, near.end, word.start)


def _subject(reading: Reading, names: Sequence[Mark], verb: Mark, since: int, *, states: bool) -> Mark | None:
    """The speaker before its verb; `states` as of `_verbs`."""
    text = reading.text
    if states and _HAN.match(text, verb.start):
        own = clauses.subject(reading, names, verb)
        if own is not None:
            return own
    best: Mark | None = None
    for name in names:
        if name.start < since or name.end > verb.start or POSSESSIVE.match(text, name.end):
            continue
        if reading.gap(name.end, verb.start) <= SPEAKER_REACH and (states or name.value in _FINDERS):
            best = name
    for state in reading.states if states or _CYRILLIC.match(text, verb.start) else ():
        if state.start < since or state.end > verb.start or (best is not None and state.start < best.end):
            continue
        if best is not None and not text[best.end : state.start].strip():
            continue
        if _speaks(reading, state, verb, finds=not states):
            best = Mark(state.start, state.end, source_of(state))
    return best


def _speaks(reading: Reading, state: Mark, verb: Mark, *, finds: bool) -> bool:
    """True where a state itself is the subject; of a verb of finding only as in 'В Сеуле опасаются'."""
    text = reading.text
    if _PREPOSITION.search(text, 0, state.start):
        return False
    if finds and state.start > 0 and not _IN_CAPITAL.search(text, 0, state.start):
        return False
    near = reading.gap(state.end, verb.start) <= STATE_REACH and not _COMMA.search(text, state.end, verb.start)
    return near and speaks_for_itself(text, state)


def _inverted_subject(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker after its verb: '..., said the minister', ', say US reports'."""
    text = reading.text
    if _CYRILLIC.match(text, verb.start):
        return _inverted_russian_subject(reading, names, verb)
    if text[verb.start : verb.end].lower() not in _INVERTING or not _INVERTED.search(text, 0, verb.start):
        return None
    for name in (*names, *states_as_names(reading)):
        if name.start >= verb.end and reading.gap(verb.end, name.start) <= 1 and _TURN_END.match(text, name.end):
            return name
    for name in names:
        if name.start >= verb.end and _PERSON_OF.fullmatch(text, verb.end, name.start):
            return name
    return None


def _inverted_russian_subject(reading: Reading, names: Sequence[Mark], verb: Mark) -> Mark | None:
    """The speaker of '..., сообщил губернатор Олег Кожемяко'; one of '..., заявил, что Россия ...' stands elsewhere."""
    text = reading.text
    if not _INVERTED_RUSSIAN.search(text, 0, verb.start):
        return None
    for name in names:
        if name.start >= verb.end and reading.gap(verb.end, name.start) <= INVERTED_REACH:
            return None if _CLAUSE_END.search(text, verb.end, name.start) else name
    for state in states_as_names(reading):
        if state.start >= verb.end and text[verb.end : state.start].strip() in {"", "в"}:
            return state
    return None


def _by_preposition(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    for word in reading.marks("according"):
        near = [n for n in names if n.start >= word.end and reading.gap(word.end, n.start) <= AFTER_REACH]
        if not near:
            near = [n for n in states_as_names(reading) if n.start >= word.end and reading.gap(word.end, n.start) <= 1]
        if near:
            first = min(near, key=lambda n: n.start)
            yield Attribution(first.value, first.start, first.end, word.start)


def _by_headline(reading: Reading, names: Sequence[Mark]) -> Iterator[Attribution]:
    if not reading.title:
        return
    text = reading.text
    foreign = _HANJA.match(text)
    if foreign is not None and _VERB_LAST.search(text):
        yield Attribution("government", foreign.start(1), foreign.end(1), foreign.start(1))
    for part in (_HEAD.match(text), _TAIL.search(text)):
        if part is not None and _REPORT.fullmatch(part[1].strip()):
            yield Attribution("media", part.start(1), part.end(1), part.start(1))
    parts = [(m.start(1), m.end(1), _HEADLINE_SHARE) for m in (_HEAD.match(text), _TAIL.search(text)) if m]
    parts += [
        (m.start(1), m.end(1), _QUOTED_SHARE) for m in (_BEFORE_QUOTE.match(text), _AFTER_QUOTE.search(text)) if m
    ]
    parts += [(m.start(1), m.end(1), _QUOTED_SHARE) for m in _AFTER_DOTS.finditer(text)]
    after_blank = _AFTER_BLANK.search(text) if _VERB_LAST.search(text) else None
    if after_blank is not None:
        parts.append((after_blank.start(1), after_blank.end(1), _HEADLINE_SHARE))
    for start, end, share in parts:
        if _PLACE.search(text, start, end):
            continue
        named = [n for n in names if start <= n.start and n.end <= end]
        states = [s for s in states_as_names(reading) if start <= s.start and s.end <= end]
        if sum(n.end - n.start for n in (*named, *states)) >= share * (end - start) and (named or states):
            speaker = max(named or states, key=lambda n: n.end - n.start)
            yield Attribution(speaker.value, speaker.start, speaker.end, start)


def by_office(reading: Reading) -> tuple[str, str] | None:
    """The office in 'the spokesman said', where no sentence before tells whose it is; None without such."""
    for word in reading.marks("continues"):
        for name in names_in(reading):
            if word.start <= name.start < word.end:
                return name.value, reading.text[name.start : name.end]
    return None


def by_act(reading: Reading) -> tuple[str, str] | None:
    """The source behind an official act (a seizure, a charge, sanctions) and the words for it; None without such.

    Only authorities do such things, and whoever is hit by them is no speaker.
    """
    verb_last = _VERB_LAST.search(reading.text) is not None
    for act in reading.marks("acts"):
        doers = [n for n in names_in(reading) if n.value in {"government", "un", "russia", "china"}]
        doers += [n for n in states_as_names(reading) if n.value != "dprk"]
        before = [n for n in doers if n.end <= act.start and reading.gap(n.end, act.start) <= SPEAKER_REACH]
        if verb_last:
            before = [n for n in before if _TOPIC.match(reading.text, n.end) or _SUBJECT.match(reading.text, n.end)]
        if before:
            doer = max(before, key=lambda n: n.end)
            return doer.value, reading.text[doer.start : doer.end]
        if act.value:
            return act.value, ""
    return None
