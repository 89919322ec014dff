"""Words of a text in the form in which two reports are compared: folded, stemmed, countries under one name.

Nothing here looks anything up outside the text; it is cheap, deterministic and knows five scripts. The stemmer is a
deliberately blunt one: it need not give words, only the same letters for 'launch', 'launches' and 'launched'.
"""

import re
import unicodedata
from collections.abc import Iterator

ACTORS = {
    "dprk": r"north[\s-]+korea(?:ns?)?|n\.?\s?korea(?:ns?)?|dprk|pyongyang|kim\s+jong[\s-]*un|북한|북측|평양|김정은"
    r"|кндр|пхеньян\w*|северн\w+\s+коре\w+|северокоре\w+|朝鲜|朝鮮|北韩|北朝鮮|平壤|平壌|金正恩",
    "rok": r"south[\s-]+korea(?:ns?)?|s\.?\s?korea(?:ns?)?|rok|seoul|한국|남한|서울"
    r"|южн\w+\s+коре\w+|южнокоре\w+|сеул\w*|韩国|南韩|韓国|首尔|ソウル",
    "usa": r"u\.s\.a?\.?|usa?(?!\w)|united\s+states|americans?|washington|미국"
    r"|сша|американ\w+|вашингтон\w*|美国|米国|アメリカ",
    "russia": r"russia(?:ns?)?|moscow|kremlin|putin|러시아|모스크바"
    r"|росси\w+|москв\w+|путин\w*|俄罗斯|俄方|莫斯科|ロシア",
    "china": r"china|chinese|beijing|중국|베이징|кита\w+|пекин\w*|中国|北京",
    "japan": r"japan(?:ese)?|tokyo|일본|япони\w+|японск\w+|токио|日本|东京|東京",
    "ukraine": r"ukrain(?:e|ians?)|kyiv|kiev|우크라이나|украин\w+|киев\w*|乌克兰|ウクライナ",
    "un": r"u\.n\.?|united\s+nations|유엔|оон|联合国|国連",
    "iran": r"iran(?:ians?)?|tehran|이란|иран\w*|伊朗|イラン",
}
"""One name for a state, its capital and its people, in the five languages. Folded text is what the patterns see."""

_STOP_WORDS = """
    a an the and or but of to in on at by for from with as is are was were be been being it its that this these
    those he she his her him they them their we our you your i who which what when where how why not no nor so if than
    then there here has have had do does did will would can could may might must should shall about after before into
    over under up down out off more most some any all also just s t re ve ll said say saying told tell according amid
    during while between against new newly read full article appeared first continue reading via getty reuters image
    ap afp и в на с по о об что как к из за от для не это а но же его их при
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that every report has."""

_SHORTEST = 3
"""Letters that a stem keeps at least."""
_RUSSIAN_STEM = 6
"""Letters that a long Russian word keeps; its endings are longer than English ones."""

_ACTOR = re.compile(
    "|".join(rf"(?P<{name}>(?<![a-zа-я0-9])(?:{pattern})(?![a-zа-я0-9]))" for name, pattern in ACTORS.items())
)
_TOKEN = re.compile(
    r"(?P<han>[\u4e00-\u9fff\u3040-\u30ff々]+)|(?P<hangul>[\uac00-\ud7a3]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)"
)
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_FOLD = {ord("ё"): "е", ord("’"): "'", ord("‘"): "'", ord("‐"): "-", ord("‑"): "-", ord("–"): "-", ord("—"): "-"}


def fold(text: str) -> str:
    """The text in one spelling: compatible forms joined, quotes and hyphens plain, lower case, nothing invisible."""
    return unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).translate(_FOLD).lower()


def stem(word: str) -> str:
    """A Latin or Cyrillic word without its commonest endings; the same letters for its inflected forms."""
    if "\u0400" <= word[0] <= "\u04ff":
        return word[:_RUSSIAN_STEM] if len(word) > _RUSSIAN_STEM else word[:-1] if len(word) > _SHORTEST + 1 else word
    if len(word) > _SHORTEST and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    if len(word) > _SHORTEST + 1 and word.endswith("ied"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    return word[:-1] if len(word) > _SHORTEST and word.endswith("e") else word


def terms(folded: str) -> Iterator[str]:
    """The comparable words of a folded text, in order: stems, names of states, numbers, bigrams of Han and Hangul."""
    place = 0
    for actor in _ACTOR.finditer(folded):
        yield from _plain(folded, place, actor.start())
        yield f"@{actor.lastgroup}"
        place = actor.end()
    yield from _plain(folded, place, len(folded))


def actors(folded: str) -> tuple[str, ...]:
    """States named in a folded text, in order, neighbours of the same name joined."""
    found: list[str] = []
    for hit in _ACTOR.finditer(folded):
        name = str(hit.lastgroup)
        if not found or found[-1] != name:
            found.append(name)
    return tuple(found)


def _plain(text: str, start: int, end: int) -> Iterator[str]:
    for token in _TOKEN.finditer(text, start, end):
        word = token.group()
        kind = token.lastgroup
        if kind == "word":
            root = stem(word) if len(word) > 1 and word not in STOP else ""
            if root and root not in STOP:
                yield root
        elif kind == "number":
            yield word.rstrip(".,").replace(",", "")
        elif len(word) == 1:
            continue
        else:
            # A Korean word's last syllables are mostly particles; its bigrams survive them, as they do word limits.
            yield from (word[i : i + 2] for i in range(len(word) - 1))
