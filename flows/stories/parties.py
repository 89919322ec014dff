"""Which states and forces a sentence names, and to which of them it says that something passes.

Names are those of the shipped pack's lists of states, in its five languages, so that a town or a minister stands for
its state. 'A sends shells to X' and 'A sends shells to Y' share all words but one, and are two pieces of news: what
receives is told apart even where it is a state that is named in most reports as a speaker or as the theatre.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from flows.errors import ConfigurationError
from flows.stories.words import fold
from rules.errors import Problem
from rules.language.vocabulary import Vocabulary
from rules.loading.parse_terms import parse_terms
from rules.packs import shipped_pack
from rules.text.folding import fold as fold_for_terms
from rules.yaml_reader import read_block

SUBJECT: Final = "KP"
"""The DPRK, which is a party to all that is looked at."""
BYSTANDERS: Final = frozenset({SUBJECT, "US", "KR", "JP", "UN", "EU", "UA"})
"""The subject itself, and those that are named in most reports as speakers or as the theatre."""
_THEATRE: Final = "UA"
_LISTS: Final = ("country", "watcher", "dprk")
_REGION: Final = "XX"
"""The entry of the pack for parts of the world: one is a party only where something passes to it."""
_SEVERAL: Final = frozenset({"BJ", "ML", "GE", "GN", "MR", "BH", "CO", _REGION})
"""Entries of the pack that hold several states, which are told apart by their first letters."""
_NOWHERE: Final = re.compile("mercenar|countries|треть|제3국|第三")
"""Words of that entry that name no part of the world."""
_LETTERS: Final = 4
_REACH: Final = 90
"""Characters before or after a name in which the verb stands that says what passes."""

_SENDS: Final = (
    r"(?:send|sent|ship|suppl(?:y|ied|ies)|deliver|provid|transfer|export|dispatch|smuggl|giv|gave|sell|sold|sale"
    r"|furnish|hand(?:ed|ing|s)? over|deploy)[a-z]*"
)
_BEFORE: Final = re.compile(
    rf"\b{_SENDS}\b[^.;:]{{0,{_REACH - 20}}}?(?<!according )\b(?:to|into)\s(?:the\s)?(?:[a-z]+\s)?$"
    r"|\b(?:workers?|labou?rers?|loggers?|builders?|troops|soldiers|specialists|shells|weapons|arms|munitions)\b"
    r"[^.;:,]{0,25}?\b(?:arriv|land|turn up|found|seen|work|employ|deploy)[a-z]*\s(?:up\s)?(?:in|at)\s(?:the\s)?$"
    rf"|(?P<direct>\b{_SENDS}\s(?:the\s)?$)"
    rf"|(?:отправ|направ|постав|прода|экспорт|переда|вывез|вывоз|шлет|выслал)[а-я]*\s[^.;:]{{0,{_REACH - 20}}}?"
    r"(?<![а-я])(?:в|во|на|для)\s$"
    r"|(?P<dative>(?:отправ|направ|постав|прода|экспорт|переда|шлет)[а-я]*\s$)"
    r"|(?P<chinese>(?:向|给|給|对|對|往|到|赴)$)"
)
"""Folded text that ends where the name of a receiver begins."""
_AFTER: Final = re.compile(
    r"^(?:\s(?:group|forces|army|military|government|firms?|compan(?:y|ies)))?\s(?:[a-z]+ly\s)?(?:is\s)?"
    r"(?:(?:will|may|could|to|(?:seek|want|plan|agree|try|hop)[a-z]*\sto)\s)?(?:(?:has|have|had|is|are|be)\s)?(?:been\s)?"
    r"(?:receiv|buy|bought|purchas|import|procur|acquir|obtain|(?:tak(?:e|es|ing)|took)\sdelivery)"
    r"|^\s(?:уже\s)?(?:закуп|купил|покупа|получ|приобр|импортир|ввез|ввоз)"
    r"|^[^。，向从從]{0,6}(?:购买|購買|进口|進口|接收|采购|採購)"
    r"|^(?:が|は)(?:(?![がは、])[^。]){0,40}?(?:購入|輸入|調達|買)"
    r"|^(?:가|이|는|은)\s(?:(?!(?:가|이|는|은)\s)[^.]){0,40}?(?:구매|구입|수입|들여|사들|매입)"
    rf"|^(?:에게|으로|로|에)(?![가-힣])(?!\s?(?:따르|의하|의해|대해|대한))[^.]{{0,{_REACH}}}?"
    r"(?:보내|보냈|파견|수출|판매|팔|공급|제공|전달|수송|송출|지원|넘기|넘겼|밀수출|이전|인도)"
    rf"|^(?:に|へ)(?!よる|よれ|よっ|対する|ついて)[^。]{{0,{_REACH}}}?(?:派遣|輸出|売|供与|提供|送|供給|販売|移転|渡)"
)
"""Folded text that begins where the name of a receiver ends."""
_CHINESE: Final = re.compile(r"出口|出售|输送|輸送|派|运|運|提供|供应|供應|卖|賣|售|送|转让|轉讓|输出|輸出")
_OF_A_STATE: Final = re.compile(r"(?:ans?|ese|ish|ск[а-я]+)$")
"""The end of an adjective: in 'sends Russian shells' nothing says who receives."""

_SANCTIONS: Final = re.compile(
    r"(?:\b(?:us|u\.s\.?|eu|uk|treasury|washington|states|seoul|tokyo|japan|korea|britain|canada|australia)\s"
    r"(?:has\s|have\s|to\s)?(?:sanction(?:s|ed)?|blacklist(?:s|ed)?|designate[sd]?)"
    r"|\b(?:imposes?|imposed|slaps?|slapped|puts?|announces?|announced)\s(?:new\s|fresh\s|more\s)?sanctions\son)\s"
    r"(?P<whom>[^,;:]{3,60}?)(?=\s(?:over|for|accused|linked|tied|helping|aiding|that|who|in|after|suspected)\b|[,;:.]|$)"
)
"""Folded text in which somebody puts others under sanctions, and whom."""


@dataclass(frozen=True, slots=True)
class Party:
    """A state or force that a sentence names."""

    code: str
    """The key of the pack's list, such as `RU`."""
    words: str
    """As the sentence has it."""
    receives: bool
    """True where the sentence says that something passes to it."""


@lru_cache(maxsize=8192)
def parties(text: str) -> tuple[Party, ...]:
    """States and forces named in a sentence, in order; one named twice stands twice."""
    found = []
    for hit in _vocabulary().find(fold_for_terms(text)):
        words = text[hit.start : hit.end]
        code = f"{hit.code}-{fold(words)[:_LETTERS]}" if hit.code in _SEVERAL else hit.code
        before, after = fold(text[max(0, hit.start - _REACH) : hit.start]), fold(text[hit.end : hit.end + _REACH])
        # What is found at the front has been passed to who fights there, not to Ukraine.
        at_the_front = hit.code == _THEATRE and re.search(r"\b(?:in|at)\s(?:the\s)?$", before)
        receives = not at_the_front and _receives(before, fold(words), after)
        if hit.code != _REGION or (receives and not _NOWHERE.search(fold(words))):
            found.append(Party(code, words, receives))
    return tuple(found)


def receivers(text: str) -> frozenset[str]:
    """Codes of those to which a sentence says that something passes; empty where it does not say."""
    return frozenset(party.code for party in parties(text) if party.receives)


def sanctioned(text: str) -> frozenset[str]:
    """Codes of those whose people or firms a headline says were put under sanctions, but for the DPRK."""
    folded = fold(text)
    hit = _SANCTIONS.search(folded)
    if hit is None:
        return frozenset()
    return frozenset(party.code for party in parties(hit["whom"]) if party.code != SUBJECT)


def _receives(before: str, words: str, after: str) -> bool:
    if _AFTER.match(after):
        return True
    hit = _BEFORE.search(before)
    if hit is None:
        return False
    if hit["chinese"]:
        return bool(_CHINESE.search(after))
    return not (hit["direct"] or hit["dative"]) or not _OF_A_STATE.search(words)


@cache
def _vocabulary() -> Vocabulary:
    folder = shipped_pack() / "terms"
    problems: list[Problem] = []
    blocks = [read_block(folder / f"{name}.yaml", problems) for name in _LISTS]
    if problems:
        raise ConfigurationError("\n".join(map(str, problems)))
    return Vocabulary(parse_terms(block) for block in blocks if block is not None)
