"""How many independent origins a story has: four outlets that print one agency are one origin.

Who an origin is, is looked for in this order: the institution that a claim is put to (KCNA, the NIS), the agency in a
by-line or a credit, or the institution it names as its source, the member it copies or shares a long quotation with,
the family its publisher belongs to. Each is only asked where the one before gives nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.domain import Article, ArticleId, Assessment, SourceType
from flows.stories.copies import COPY
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.likeness import copied
from flows.stories.publishers import load_publishers
from flows.stories.words import fold

QUOTED_WORDS: Final = 7
"""Words in quotation marks, in a row, that two reports do not share by chance."""
EDGE: Final = 600
"""Characters at the start and the end of a text where by-lines and credits stand."""

_INSTITUTIONS: Final = {
    "KCNA": r"kcna|korean? central news agency|(?:north korea(?:n|'s)?|pyongyang's|dprk) (?:official |state )*media"
    r"|조선중앙통신|цтак|朝中社|朝鲜中央通讯社|朝鮮中央通信",
    "Rodong Sinmun": r"rodong sinmun|노동신문|нодон синмун|劳动新闻|労働新聞",
    "NIS": r"\bnis\b|national intelligence service|(?:south korea|seoul|the south)['’]?s? (?:top )?"
    r"(?:spy|intelligence) (?:agency|service)|국정원|국가정보원|国家情报院|国情院|国家情報院",
    "UN Panel of Experts": r"panel of experts|전문가패널|группа экспертов|专家小组|専門家パネル",
    "Multilateral Sanctions Monitoring Team": r"multilateral sanctions monitoring|\bmsmt\b",
    "IAEA": r"\biaea\b|international atomic energy agency|магатэ|国际原子能机构",
    "Kremlin": r"kremlin|peskov|кремл|песков|크렘린|克里姆林宫|クレムリン",
    "White House": r"white house|백악관|белый дом|白宫|ホワイトハウス",
    "US State Department": r"state department|미 국무부|госдеп|美国国务院|米国務省",
    "US Justice Department": r"justice department|department of justice|\bdoj\b|\bfbi\b",
    "ROK Joint Chiefs of Staff": r"joint chiefs|합동참모본부|합참",
    "ROK Unification Ministry": r"unification ministry|통일부|министерство объединения|统一部",
    "38 North": r"38 north",
    "Beyond Parallel": r"beyond parallel",
}
"""Who claims are put to, by the words that name them in folded text."""

_AGENCIES: Final = {
    "Reuters": r"reuters",
    "AP": r"associated press|\(ap\)",
    "AFP": r"\bafp\b|agence france-presse",
    "EFE": r"\befe\b",
    "Yonhap": r"yonhap|연합뉴스|ренхап|韩联社|聯合ニュース",
    "TASS": r"\btass\b|тасс|타스",
    "RIA Novosti": r"ria novosti|риа новости",
    "Interfax": r"interfax|интерфакс",
    "Xinhua": r"xinhua|新华社|신화",
    "Kyodo": r"kyodo|共同通信|共同社",
    "Jiji": r"jiji press|時事通信",
    "Donga": r"dong-?a ilbo|\bdonga\b|동아일보",
    "Chosun": r"chosun ilbo|조선일보",
    "NK News": r"nk news",
    "Daily NK": r"daily nk|데일리nk",
    "Bloomberg": r"bloomberg",
    "New York Times": r"new york times",
    "Washington Post": r"washington post",
    "Wall Street Journal": r"wall street journal",
}
"""Agencies and papers that others print or cite."""

_ANY_INSTITUTION = "|".join(f"(?P<i{n}>{pattern})" for n, pattern in enumerate(_INSTITUTIONS.values()))
_INSTITUTION = re.compile(_ANY_INSTITUTION)
_NAMED = tuple(_INSTITUTIONS)
_SOURCE = re.compile(
    r"(?:citing|according to|(?:reported|published|released) by|[-:,]\s?)\s?(?:the |state-run |state media |official )*"
    rf"(?:{_ANY_INSTITUTION})(?=\W|$)"
)
_AGENCY = "|".join(f"(?P<a{n}>{pattern})" for n, pattern in enumerate(_AGENCIES.values()))
_AGENCY_NAMES = tuple(_AGENCIES)
_CREDITED = re.compile(rf"(?:citing|source:|courtesy of|according to|reported by|told|by)\s(?:the\s)?(?:{_AGENCY})")
_EDGE_CREDIT = re.compile(rf"(?:^|[(\[\n]|[-–—]\s?)\s*(?:{_AGENCY})(?=\s*(?:[)\]\n.]|[-–—]|$))", re.MULTILINE)
_QUOTED = re.compile(r"[\"“«「『]([^\"”»」』]{20,400})[\"”»」』]")


@dataclass(frozen=True, slots=True)
class _Marked:
    """What shows that a report leans on an earlier one."""

    sketch: Sketch
    quotes: frozenset[str]
    origins: tuple[str, ...] = ()


def origins(members: Sequence[Article], assessments: Sequence[Assessment] = ()) -> tuple[str, ...]:
    """The independent origins of a story, in order of appearance; never empty for a story with members.

    `members` the earliest first; `assessments` may hold those of any article, only the members' are read.
    """
    found: dict[str, None] = {}
    marked: list[_Marked] = []
    for member in members:
        named = _claimed(member.id, assessments) or tuple(filter(None, [_credited(member) or _sourced(member)]))
        marks = _Marked(sketch(member), frozenset(_quotes(member.text)))
        if not named:
            named = next((earlier.origins for earlier in marked if _depends(marks, earlier)), (publisher(member),))
        marked.append(replace(marks, origins=named))
        found.update(dict.fromkeys(named))
    return tuple(found)


def publisher(article: Article) -> str:
    """The family that an article's publisher belongs to, else its outlet, else its host, else its source."""
    return load_publishers().of(article)


def _claimed(article: ArticleId, assessments: Sequence[Assessment]) -> tuple[str, ...]:
    """Institutions that the article's evidence is put to, the best evidence first."""
    found: dict[str, None] = {}
    for one in assessments:
        if one.article != article:
            continue
        for evidence in one.evidence:
            if evidence.background or evidence.claim.source is SourceType.OUTLET:
                continue
            speaker = evidence.claim.speaker.strip()
            for words in (speaker, evidence.text):
                hit = _INSTITUTION.search(fold(words))
                if hit:
                    found[_institution(hit)] = None
                    break
    return tuple(found)


def _credited(article: Article) -> str:
    text = fold(article.text)
    edges = f"{text[:EDGE]}\n{text[EDGE:][-EDGE:]}"
    for pattern, where in ((_EDGE_CREDIT, edges), (_CREDITED, f"{fold(article.title)}\n{edges}")):
        hit = pattern.search(where)
        if hit:
            name = next(key for key, value in hit.groupdict().items() if value)
            return _AGENCY_NAMES[int(name[1:])]
    return ""


def _sourced(article: Article) -> str:
    """The institution that a headline or the first sentences give as the source."""
    hit = _SOURCE.search(fold(f"{article.title}\n{article.text[:EDGE]}"))
    return _institution(hit) if hit else ""


def _institution(hit: re.Match[str]) -> str:
    return _NAMED[int(next(name for name, words in hit.groupdict().items() if words)[1:])]


def _depends(marks: _Marked, earlier: _Marked) -> bool:
    return not marks.quotes.isdisjoint(earlier.quotes) or copied(marks.sketch, earlier.sketch) >= COPY


def _quotes(text: str) -> set[str]:
    spoken = (" ".join(re.findall(r"\w+", quoted)) for quoted in _QUOTED.findall(fold(text)))
    return {quoted for quoted in spoken if quoted.count(" ") + 1 >= QUOTED_WORDS}
