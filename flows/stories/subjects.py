"""What a sentence is about, apart from its words: the things, people and ties it speaks of, and the states beside.

Two sentences that share no verb may still tell of the same shipment; two that share most words may tell of different
goods. Where both name what passes, that decides; the words only help. Folded text is what the patterns see.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from flows.stories.parties import BYSTANDERS, SUBJECT, parties
from flows.stories.words import fold

SUBJECTS: Final = {
    "munitions": r"\bartillery|\bshells?\b|\brounds\b|\bammunition|\bammo\b|\bmunitions?|포탄|탄약|снаряд|боеприпас"
    r"|炮弹|弹药|砲弾|弾薬",
    "missiles": r"\bmissiles?\b|\brockets?\b|미사일|로켓|ракет|导弹|ミサイル",
    "weapons": r"\bweapon|\barms\b|\barmaments?|military (?:equipment|hardware|aid|supplies)|무기|оружи|вооружени"
    r"|военн\w+ техник|武器|军火",
    "aircraft": r"\bdrones?\b|\buavs?\b|\baircraft|\bfighter jets?|\bwarplanes?|무인기|전투기|беспилотник|самолет"
    r"|无人机|战机|無人機|戦闘機",
    "vehicles": r"\btanks?\b|armou?red vehicles?|\bwarships?\b|\bsubmarines?\b|전차|잠수함|танк|подводн"
    r"|坦克|潜艇|潜水艦",
    "troops": r"\btroops?\b|\bsoldiers?\b|\bpersonnel\b|\bmercenar|\bdeminers?|\bsappers?|병력|군인|파병|солдат"
    r"|военнослужащ|сапер|士兵|派兵|兵士",
    "military ties": r"military(?:[- ]technical)? (?:cooperation|ties|partnership|exchanges|relations|field|alliance)"
    r"|defen[cs]e (?:cooperation|ties|partnership)|\bdrills?\b|\bexercises\b|군사\s?협력|연합훈련|военн\w+ сотруднич"
    r"|военно-технич|军事合作|軍事協力",
    "workers": r"\bworkers?\b|\blabou?r(?:ers?)?\b|\bloggers?\b|\bbuilders?\b|\bfarmers?\b|\bemployees\b|\bworkforce"
    r"|\bwaitress|\bseafarers|노동자|근로자|인력|рабоч|трудов|лесоруб|строител|工人|劳工|勞工|労働者",
    "wages": r"\bwages?\b|\bsalar|\bremittance|\bearnings?\b|\bcoffers\b|임금|외화|зарплат|заработ|валют"
    r"|工资|外汇|賃金|外貨",
    "programmers": r"\bit (?:workers?|professionals?|specialists?)|\bfreelance|\bdevelopers?\b"
    r"|\bremote (?:workers?|jobs?)|it\s?인력|it\s?노동자|айти|it人员|it労働者",
    "satellites": r"\bsatellites?|\bspace\b|\bcosmodrome|\breconnaissance\b|위성|우주|спутник|космич|космодром"
    r"|卫星|航天|衛星|宇宙",
    "nuclear": r"\bnuclear\b|\breactors?\b|\buranium|\bplutonium|핵|원자로|ядерн|реактор|核",
    "science": r"\bscien(?:ce|tific)|\btechnolog|\btechnical\b|과학|기술|наук|научн|технолог|科学|科技|技术|技術",
    "theft": r"\bhack|\bcyber|\bmalware|\bphish|\bstolen\b|\bstole\b|\bsteal|해킹|탈취|хакер|кибер|黑客|窃取|ハッカー",
    "machines": r"\bmachine tools?|\bchips?\b|\bsemiconductor|\belectronics?\b|\bdual[- ]use|공작기계|반도체|станк"
    r"|микросхем|芯片|机床|半導体",
    "fuel": r"\boil\b|\bpetroleum|\bfuel\b|\bdiesel|정유|석유|нефт|топлив|石油",
    "agreement": r"\bprotocol|\bmemorandum|\btreaty|\bpact\b|의정서|조약|протокол|договор|议定书|条约|議定書|条約",
}
"""What may pass or be done, in the five languages."""

BROAD: Final = frozenset({"weapons", "military ties", "science", "agreement"})
"""Words so wide that they say no more than the theme itself: they are covered by anything told of it."""

_MATTERS: Final = {
    "munitions": "arms", "missiles": "arms", "weapons": "arms", "aircraft": "arms", "vehicles": "arms",
    "workers": "labour", "programmers": "labour", "wages": "labour", "agreement": "",
}  # fmt: skip

_COMPILED: Final = {name: re.compile(pattern) for name, pattern in SUBJECTS.items()}


@lru_cache(maxsize=16_384)
def subjects(text: str) -> frozenset[str]:
    """What a sentence speaks of, by the names of `SUBJECTS`; empty where it names nothing known."""
    folded = fold(text)
    return frozenset(name for name, pattern in _COMPILED.items() if pattern.search(folded))


def without_subjects(text: str) -> str:
    """The folded text without the words that name a subject."""
    folded = fold(text)
    for pattern in _COMPILED.values():
        folded = pattern.sub(" ", folded)
    return folded


def matters(text: str) -> frozenset[str]:
    """The same in wider classes: shells and missiles are both arms. An agreement is about what else is named."""
    return frozenset(_MATTERS.get(name, name) for name in subjects(text)) - {""}


@lru_cache(maxsize=16_384)
def partners(text: str, speaker: str = "") -> frozenset[str]:
    """Codes of those that a sentence names as the other side: neither the DPRK, nor who speaks, nor a bystander.

    Whom it names as the receiver is one in any case.
    """
    return frozenset(partner_words(text, speaker))


@lru_cache(maxsize=4096)
def partner_words(text: str, speaker: str = "") -> Mapping[str, str]:
    """The same with the words that the sentence has for each, in order of appearance."""
    says = {party.code for party in parties(speaker)} | BYSTANDERS if speaker else BYSTANDERS
    found: dict[str, str] = {}
    for party in parties(text):
        if party.code != SUBJECT and (party.receives or party.code not in says):
            found.setdefault(party.code, party.words)
    return MappingProxyType(found)
