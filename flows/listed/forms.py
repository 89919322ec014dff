"""In which forms an entry's names stand in texts, and how much each of them says.

A name that is also a word, or that many people bear, says little. So a person counts by the full name alone, a vessel's
name beside a word for ships, and what is short only together with another name of the same entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from flows.domain import EntryKind, EntryName, ListEntry, MatchKind, NameKind
from rules.text.folding import fold

SHORT = 5
"""Letters under which a single word in an alphabet is short; in Han and Hangul it is `SHORT_SIGNS`."""
SHORT_SIGNS = 3
_LONG_PART = 6
"""Letters that one part of a person's name of two parts has where they are many enough to tell people apart."""
_FEWEST = 3
"""Words that are left where a legal form is cut off."""
_NAMES_OF_THREE = 3
_PAIR = 2


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMMON = _words("korea dprk pyongyang north south general ministry bank corporation company trading group")
"""Words that name nobody, alone or among themselves."""
_LEGAL = _words("corporation corp company co limited ltd inc incorporated llc plc jsc gmbh sa group")
_TAILS = (
    "corporation",
    "corp",
    "company",
    "co",
    "company limited",
    "co ltd",
    "co. ltd",
    "co., ltd",
    "ltd",
    "limited",
    "inc",
)
"""Legal forms as papers write them; a last point is not part of them."""
_MARKS = re.compile(r"[/*,;:()\[\]{}\"“”«»]+|\.(?=[\s,;)]|$)")
_BRACKETED = re.compile(r"(.*\S)\s*\(([^()]+)\)\s*\Z", re.DOTALL)
_ACRONYM = re.compile(r"[A-Z]{3,10}")
_PREFIX = re.compile(r"\AM/?[VT]\.?\s+", re.IGNORECASE)
"""What stands before the name of a ship."""
_FAMILY = _words(
    """
    ahn an bae baek cha chae chang choe choi chon chong han ho hong hwang hyon im jang jon jong jo ju kang kim ko ku
    kwak kwon kye mun myong nam no o pae pak paek pyon rim ri ro ryang ryo ryom ryu sim sin so sok son song tae to u
    wang won yang yi yon yu yun
    """
)
"""Korean family names as the DPRK writes them: of a name in three parts they tell which end is the family's."""
_HAN_HANGUL = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
_HOW = {
    NameKind.NAME: MatchKind.NAME,
    NameKind.ALIAS: MatchKind.ALIAS,
    NameKind.FORMER: MatchKind.FORMER,
    NameKind.WEAK: MatchKind.WEAK,
}


class Weight(Enum):
    """What a form needs to count."""

    FULL = "counts"
    SHIP = "counts beside a word for ships"
    PAIR = "counts beside another name of the entry"


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write one name."""

    text: str
    """Folded: lower case, blanks for hyphens."""
    spelled: str
    """The name as the list has it."""
    how: MatchKind
    weight: Weight


def forms(entry: ListEntry) -> Iterator[Form]:
    """All forms of an entry's names, the surest first; a form may come twice."""
    for name in written(entry):
        words = _folded(name.text).split()
        weight = _weight(entry.kind, name, words) if words and not set(words) <= _COMMON else None
        if weight is None:
            continue
        how = _HOW[name.kind]
        for text in _as_listed(name.text, words):
            yield Form(text, name.text, how, weight)
        turned, shortened = MatchKind.REORDERED, MatchKind.SHORTENED
        if how is MatchKind.WEAK:
            turned = shortened = how
        for text, as_listed in _person(words) if entry.kind is EntryKind.PERSON else ():
            yield Form(text, name.text, how if as_listed else turned, weight)
        for text in _other_legal_forms(words) if entry.kind is EntryKind.ENTITY else ():
            yield Form(text, name.text, shortened, weight)


def written(entry: ListEntry) -> Iterator[EntryName]:
    """The names, and what lists put together into one: `FOREIGN BANK (FB)`, `M/V BLUE CRANE (GREY CRANE)`."""
    for name in entry.names:
        yield name
        text = _PREFIX.sub("", name.text) if entry.kind is EntryKind.VESSEL else name.text
        found = _BRACKETED.match(text)
        if found is None:
            if text != name.text:
                yield EntryName(text, name.kind)
            continue
        yield EntryName(found[1], name.kind)
        if entry.kind is EntryKind.VESSEL:
            yield EntryName(found[2], name.kind if name.kind is NameKind.WEAK else NameKind.FORMER)
        elif _ACRONYM.fullmatch(found[2]):
            # In brackets stand places, too: they name nobody.
            yield EntryName(found[2], name.kind if name.kind is not NameKind.NAME else NameKind.ALIAS)


def _folded(text: str) -> str:
    """As texts are folded, without marks between words and without what is mark-up in the syntax of terms."""
    return " ".join(_MARKS.sub(" ", fold(text.replace("&", " and ")).text).split())


def _as_listed(name: str, words: list[str]) -> Iterator[str]:
    """Without its marks, with them, and with a sign for `and`."""
    plain = " ".join(words)
    yield plain
    yield " ".join(fold(name).text.replace("/", " ").replace("*", " ").split()).rstrip(".")
    if "and" in words:
        yield plain.replace(" and ", " & ")


def _weight(kind: EntryKind, name: EntryName, words: list[str]) -> Weight | None:
    """None for what is never looked for."""
    letters = "".join(words)
    signs = _HAN_HANGUL.search(letters) is not None
    if kind is EntryKind.PERSON and len(words) == 1 and not signs:
        return None
    if name.kind is NameKind.WEAK:
        return Weight.PAIR
    if len(words) == 1 and len(letters) < (SHORT_SIGNS if signs else SHORT):
        return Weight.PAIR
    if kind is EntryKind.PERSON and len(words) == _PAIR and not signs and max(map(len, words)) < _LONG_PART:
        return Weight.PAIR
    return Weight.SHIP if kind is EntryKind.VESSEL else Weight.FULL


def _person(words: list[str]) -> Iterator[tuple[str, bool]]:
    """Other writings of a person's name, each with whether its parts stand as the list has them.

    The family name may stand on either side, and a given name of two syllables may be one word: `Ri Wonho`.
    """
    if len(words) == _PAIR:
        yield f"{words[1]} {words[0]}", False
    if len(words) != _NAMES_OF_THREE:
        return
    first, last = words[0] in _FAMILY, words[2] in _FAMILY
    if first or not last:
        family, one, two = words
        yield from ((f"{family} {one}{two}", True), (f"{one} {two} {family}", False), (f"{one}{two} {family}", False))
    if not first:
        one, two, family = words
        yield from ((f"{one}{two} {family}", True), (f"{family} {one} {two}", False), (f"{family} {one}{two}", False))


def _other_legal_forms(words: list[str]) -> Iterator[str]:
    """The name of a company with each legal form that papers may give it; alone where enough is left of it."""
    kept = list(words)
    while kept and kept[-1] in _LEGAL:
        kept.pop()
    if len(kept) == len(words) or len(kept) < _PAIR:
        return
    stem = " ".join(kept)
    for tail in _TAILS:
        yield f"{stem} {tail}"
        yield f"{stem}, {tail}"
    if len(kept) >= _FEWEST:
        yield stem
