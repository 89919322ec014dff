"""Who stands behind a claim, under one name whatever it is called: the NIS is 'the spy agency' and '국정원'.

An institution that is known by name comes first, then the government of the state that the speaker belongs to. Voices
of one side, such as the news agency of a state and its party paper, are no two origins.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from flows.domain import Claim, SourceType
from flows.stories.parties import parties
from flows.stories.words import fold


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something."""

    name: str
    """As readers are told."""
    side: str
    """Equal for voices that do not speak independently of each other."""
    state: str = ""
    """Code of the state it belongs to; empty for none that is known."""
    general: bool = False
    """True for a government that is not known more exactly."""


_INSTITUTIONS: Final = {
    Voice("KCNA", "dprk", "KP"): r"kcna|korean? central news agency"
    r"|(?:north korea(?:n|'s)?|pyongyang's|dprk) (?:official |state )*media"
    r"|조선중앙통신|цтак|朝中社|朝鲜中央通讯社|朝鮮中央通信",
    Voice("Rodong Sinmun", "dprk", "KP"): r"rodong sinmun|노동신문|нодон синмун|劳动新闻|労働新聞",
    Voice("NIS", "nis", "KR"): r"\bnis\b|national intelligence service|(?:south korea|seoul|the south)['’]?s? (?:top )?"
    r"(?:spy|intelligence) (?:agency|service)|국정원|국가정보원|国家情报院|国情院|国家情報院",
    Voice(
        "UN Panel of Experts", "un panel", "UN"
    ): r"panel of experts|groups? of experts|전문가\s?패널|группа экспертов|专家小组"
    r"|専門家パネル|\bu\.?n\.? panel",
    Voice("Multilateral Sanctions Monitoring Team", "msmt"): r"multilateral sanctions monitoring|\bmsmt\b",
    Voice("IAEA", "iaea", "UN"): r"\biaea\b|international atomic energy agency|магатэ|国际原子能机构",
    Voice("Kremlin", "russia", "RU"): r"kremlin|peskov|кремл|песков|크렘린|克里姆林宫|クレムリン",
    Voice("White House", "usa", "US"): r"white house|백악관|белый дом|белом доме|белого дома|白宫|白宮|ホワイトハウス",
    Voice("US State Department", "usa", "US"): r"state department|미 국무부|госдеп|美国国务院|米国務省",
    Voice("US Justice Department", "us justice", "US"): r"justice department|department of justice|\bdoj\b|\bfbi\b",
    Voice("ROK Joint Chiefs of Staff", "rok military", "KR"): r"joint chiefs|\bjcs\b|합동참모본부|합참",
    Voice("ROK Unification Ministry", "rok unification", "KR"): r"unification ministry|통일부"
    r"|министерство объединения|统一部",
    Voice("38 North", "38 north"): r"38 north",
    Voice("Beyond Parallel", "beyond parallel"): r"beyond parallel",
}
"""Who claims are put to, by the words that name them in folded text."""

_GOVERNMENTS: Final = {
    "KP": Voice("DPRK government", "dprk", "KP", general=True),
    "KR": Voice("South Korean government", "rok", "KR", general=True),
    "US": Voice("US government", "usa", "US", general=True),
    "JP": Voice("Japanese government", "japan", "JP", general=True),
    "CN": Voice("Chinese government", "china", "CN", general=True),
    "RU": Voice("Russian government", "russia", "RU", general=True),
    "UA": Voice("Ukrainian government", "ukraine", "UA", general=True),
    "UN": Voice("UN", "un", "UN", general=True),
}
_OF_A_STATE: Final = {SourceType.DPRK: "KP", SourceType.RUSSIA: "RU", SourceType.CHINA: "CN", SourceType.UN: "UN"}
_OFFICIAL: Final = frozenset({*_OF_A_STATE, SourceType.GOVERNMENT, SourceType.INTELLIGENCE})
_WORDS: Final = 60
"""Characters of a speaker whom no list knows."""

ANY_INSTITUTION: Final = "|".join(f"(?P<i{n}>{pattern})" for n, pattern in enumerate(_INSTITUTIONS.values()))
"""Pattern that finds an institution in folded text."""
_INSTITUTION: Final = re.compile(ANY_INSTITUTION)
_NAMED: Final = tuple(_INSTITUTIONS)


def institution(words: str) -> Voice | None:
    """The first institution that a text names."""
    hit = _INSTITUTION.search(fold(words))
    return None if hit is None else found_institution(hit)


def found_institution(hit: re.Match[str]) -> Voice:
    """The institution of a match of `ANY_INSTITUTION`."""
    return _NAMED[int(next(name for name, words in hit.groupdict().items() if words and name[0] == "i")[1:])]


@lru_cache(maxsize=4096)
def voices(claim: Claim, text: str) -> tuple[Voice, ...]:
    """Who stands behind a claim; none for what an outlet says itself, or a person who speaks for nobody.

    Several where the sentence puts it to several governments, as in 'Seoul and Washington say'.
    """
    if claim.source is SourceType.OUTLET:
        return ()
    speaker = claim.speaker.strip()
    if named := institution(speaker):
        return (named,)
    official = claim.source in _OFFICIAL
    states = dict.fromkeys(party.code for party in parties(speaker)) if official else {}
    known = tuple(_GOVERNMENTS[code] for code in states if code in _GOVERNMENTS)
    if claim.source is not SourceType.INTELLIGENCE and known:
        return known
    # A speaker of few words, such as 'the agency', is called by its name elsewhere in the sentence.
    if not states and (named := institution(text)):
        return (named,)
    if known or not official:
        return known
    if claim.source is SourceType.INTELLIGENCE:
        # 'The spy agency' is the one that the story names elsewhere, where it names one.
        state = next(iter(states), "")
        return (Voice(speaker[:_WORDS] or "intelligence service", "intelligence", state, general=True),)
    if speaker:
        return (Voice(speaker[:_WORDS], fold(speaker), next(iter(states), "")),)
    of_state = _OF_A_STATE.get(claim.source)
    return (_GOVERNMENTS[of_state],) if of_state else ()


def is_same_voice(claim: Claim, text: str, other: Claim, told: str) -> bool:
    """True when the same side stands behind two claims."""
    ours, theirs = voices(claim, text), voices(other, told)
    return any(_joined(a, b) for a in ours for b in theirs)


def independent(found: tuple[Voice, ...]) -> tuple[str, ...]:
    """Names of voices of which none speaks for another one's side, in order of appearance."""
    kept: dict[str, Voice] = {}
    for voice in found:
        before = kept.get(voice.side)
        if before is None or (before.general and not voice.general):
            kept[voice.side] = voice
    exact = [voice for voice in kept.values() if not voice.general]
    return tuple(
        voice.name for voice in kept.values() if not (voice.general and any(_joined(voice, one) for one in exact))
    )


def _joined(one: Voice, other: Voice) -> bool:
    """True when two voices may be one: of one side, or one of them only a government in general."""
    if one.side == other.side or {one.side, other.side} == {"intelligence", "nis"}:
        return True
    return bool(one.state) and one.state == other.state and (one.general or other.general)
