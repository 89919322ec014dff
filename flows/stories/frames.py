"""Who does what in a headline: 'Seoul says Russia helped the launch' is Russia that helps, and no word of Seoul's.

A headline's act is the first of a closed list of things that states do in the news; its subjects are the states named
before the act. Who merely says so is taken out first. Reports of different acts are seldom of one event, and those of
one act by different states hardly ever. Headlines in other languages, and those that fit no act, have an empty frame.
"""

import re
from dataclasses import dataclass
from typing import Final

from flows.stories.words import actors, stem

_ACTS: Final = {
    "launch": "launch fire liftoff lift-off orbit",
    "test": "test",
    "deploy": "deploy deployment",
    "condemn": "condemn denounce chide slam decry criticize criticise blast rebuke lambast deplore accuse lash blame",
    "warn": "warn warning caution",
    "threaten": "threaten",
    "vow": "vow pledge promise",
    "end": "scrap suspend shred end withdraw tear abandon quit nullify terminate cancel halt",
    "restore": "restore resume reinstate",
    "close": "close shut shutter closure shutdown",
    "open": "open reopen inaugurate",
    "supply": "supply send sent ship deliver provide transfer shipment delivery handover furnish give gave",
    "receive": "receive receipt",
    "notify": "notify inform notice notification",
    "visit": "visit arrive trip travel tour arrival delegation",
    "flee": "flee fled defect defection escape cross",
    "charge": "charge indict indictment sentence convict",
    "detain": "detain arrest capture jail",
    "return": "release repatriate repatriation deport deportation",
    "seize": "seize seizure confiscate intercept",
    "sanction": "blacklist designate",
    "hack": "hack hacker malware cyber cyberattack infiltrate breach trojanize steal stole theft launder",
    "view": "view inspect photo picture image footage photograph",
    "help": "help support aid assistance advice assist",
    "drill": "drill exercise manoeuvre maneuver",
    "meet": "meet met talk summit negotiation",
    "agree": "agree sign",
    "urge": "urge call ask press demand",
    "celebrate": "celebrate hail banquet holiday commemorate",
    "explode": "explode explosion blew",
    "die": "die death kill dead execute execution",
    "build": "build built construct construction",
    "hire": "hire recruit recruitment",
    "sell": "sell sold sale export",
    "buy": "buy bought purchase import",
    "decide": "adopt approve ratify pass veto",
    "confirm": "confirm",
    "deny": "deny denial reject dismiss refute",
}
"""Name of an act to words of it."""

MUTUAL: Final = frozenset(("meet", "agree", "drill"))
"""Acts that mean the same with their actors swapped."""

_REVERSED: Final = {"buy": "sell", "receive": "supply"}
"""Acts that are others told from the other side: who buys is whom somebody sells to."""

_ACT_OF: Final = {stem(word): act for act, words in _ACTS.items() for word in words.split()}
_SAYS = r"(?:says?|said|claims?|believes?|reports?|reported|alleges?|shows?)"
_WHO = r"(?:kcna|reports?|state media|seoul|tokyo|washington|moscow|pyongyang|s\.? korea|south korea|yonhap|nis|fbi|un)"
_LABEL = re.compile(r"^(?:[^\s:]+\s){0,2}[^\s:]+:\s+")
"""'Explainer: ', 'Blinken: ', 'North Korea: '."""
_TAIL = re.compile(
    rf"\s*(?:[-|:]\s*(?:[a-z']+ ){{0,2}}(?:{_WHO}|(?:spy )?agency|officials?|sources?)"
    rf"|,\s[^,]{{2,40}}\s(?:{_SAYS}|warns?))\s*$"
)
"""' - KCNA', ': spy agency', ', Seoul says'."""
_SPEAKER = re.compile(rf"^.{{2,40}}?\s{_SAYS}\s(?:that\s)?(?P<said>.+)$")
_CLAUSE = 25
"""Characters within which what is said must name a state, to be a clause with a subject of its own."""
_TAKES = re.compile(r"\b(?:takes?|took|taking|taken) delivery (?:of )?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?)\s(?:[a-z]+ly\s)?$")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a headline says that somebody did."""

    act: str = ""
    """Name of the act; empty where none is told."""
    subjects: tuple[str, ...] = ()
    """States named before the act, none for an act in the passive."""
    objects: tuple[str, ...] = ()
    """States named after it."""


def frame(headline: str) -> Frame:
    """The frame of a folded headline."""
    clause = _TAKES.sub("receives ", _clause(headline))
    for word in _WORD.finditer(clause):
        act = _ACT_OF.get(stem(word.group()))
        if act:
            before, after = clause[: word.start()], clause[word.start() :]
            if _PASSIVE.search(before):
                return Frame(act)
            subjects = tuple(dict.fromkeys(actors(before)))
            objects = tuple(name for name in dict.fromkeys(actors(after)) if name not in subjects)
            if act in _REVERSED:
                return Frame(_REVERSED[act], objects, subjects)
            return Frame(act, subjects, objects)
    return Frame()


def _clause(headline: str) -> str:
    """The headline without its label and without who says so."""
    clause = _TAIL.sub("", headline.strip())
    labelled = _LABEL.match(clause)
    if labelled and clause[labelled.end() :].count(" ") >= 2:  # noqa: PLR2004 - three words are a clause
        clause = clause[labelled.end() :]
    spoken = _SPEAKER.match(clause)
    return spoken["said"] if spoken and actors(spoken["said"][:_CLAUSE]) else clause
