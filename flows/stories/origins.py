"""How many independent origins a story has: four outlets that print one agency are one origin.

Who an origin is, is looked for in this order: the institution or government that a claim is put to, the agency in a
by-line or a credit, or the institution it names as its source, the member it copies or shares a long quotation with,
the family its publisher belongs to. Each is only asked where the one before gives nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from flows.domain import Article, ArticleId, Assessment
from flows.stories.copies import COPY
from flows.stories.fingerprint import Sketch, sketch
from flows.stories.likeness import copied
from flows.stories.publishers import load_publishers
from flows.stories.voices import ANY_INSTITUTION, Voice, found_institution, independent, voices
from flows.stories.words import fold

QUOTED_WORDS: Final = 7
"""Words in quotation marks, in a row, that two reports do not share by chance."""
EDGE: Final = 600
"""Characters at the start and the end of a text where by-lines and credits stand."""

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

_SOURCE = re.compile(
    r"(?:citing|according to|(?:reported|published|released) by|[-:,]\s?)\s?(?:the |state-run |state media |official )*"
    rf"(?:{ANY_INSTITUTION})(?=\W|$)"
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
    origins: tuple[Voice, ...] = ()


def origins(members: Sequence[Article], assessments: Sequence[Assessment] = ()) -> tuple[str, ...]:
    """The independent origins of a story, in order of appearance; empty where nobody is known who says it.

    `members` the earliest first; `assessments` may hold those of any article, only the members' are read. A government
    that is named in general is no further origin beside an institution of it, nor are two papers of one state.
    """
    found: list[Voice] = []
    marked: list[_Marked] = []
    for member in members:
        named = _claimed(member.id, assessments) or tuple(filter(None, [_credited(member) or _sourced(member)]))
        marks = _Marked(sketch(member), frozenset(_quotes(member.text)))
        if not named:
            named = next((earlier.origins for earlier in marked if _depends(marks, earlier)), _published(member))
        marked.append(replace(marks, origins=named))
        found += named
    return independent(tuple(found))


def publisher(article: Article) -> str:
    """The family that an article's publisher belongs to, else its outlet, else its host; empty for none."""
    return load_publishers().of(article)


def _published(article: Article) -> tuple[Voice, ...]:
    name = publisher(article)
    return (_of_media(name),) if name else ()


def _of_media(name: str) -> Voice:
    """A publisher or agency; those of one state have one origin."""
    state = load_publishers().states.get(name, "")
    side = "dprk" if state == "dprk" else f"media of {state}" if state else fold(name)
    return Voice(name, side)


def _claimed(article: ArticleId, assessments: Sequence[Assessment]) -> tuple[Voice, ...]:
    """Voices that the article's evidence is put to, the best evidence first."""
    found: dict[Voice, None] = {}
    for one in assessments:
        if one.article == article:
            for evidence in one.evidence:
                if not evidence.background:
                    found.update(dict.fromkeys(voices(evidence.claim, evidence.text)))
    return tuple(found)


def _credited(article: Article) -> Voice | None:
    text = fold(article.text)
    edges = f"{text[:EDGE]}\n{text[EDGE:][-EDGE:]}"
    for pattern, where in ((_EDGE_CREDIT, edges), (_CREDITED, f"{fold(article.title)}\n{edges}")):
        hit = pattern.search(where)
        if hit:
            name = next(key for key, value in hit.groupdict().items() if value)
            return _of_media(_AGENCY_NAMES[int(name[1:])])
    return None


def _sourced(article: Article) -> Voice | None:
    """The institution that a headline or the first sentences give as the source."""
    hit = _SOURCE.search(fold(f"{article.title}\n{article.text[:EDGE]}"))
    return found_institution(hit) if hit else None


def _depends(marks: _Marked, earlier: _Marked) -> bool:
    return not marks.quotes.isdisjoint(earlier.quotes) or copied(marks.sketch, earlier.sketch) >= COPY


def _quotes(text: str) -> set[str]:
    spoken = (" ".join(re.findall(r"\w+", quoted)) for quoted in _QUOTED.findall(fold(text)))
    return {quoted for quoted in spoken if quoted.count(" ") + 1 >= QUOTED_WORDS}
