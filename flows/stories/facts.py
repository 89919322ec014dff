"""The hard facts of a sentence: how many of what, which places, which names. What they mean is left to readers.

Numbers count only with their noun: '1,000 workers' and '1,000 shells' are no two values of one thing. Years, dates,
ordinals of days and lengths of time are no facts of this kind.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from flows.domain import Fact, FactKind
from flows.stories.words import actors, fold, stem

MATERIAL: Final = 1.2
"""Ratio of two numbers from which the difference is news."""
ANOTHER_ORDER: Final = 10.0
"""The same where one of them is only an order of magnitude, such as 'thousands'."""

_NOUNS: Final = {
    "workers": r"workers?|labou?rers?|loggers?|builders?|employees|farmers?",
    "troops": r"troops|soldiers?|servicemen|personnel|mercenaries|deminers?|sappers?",
    "shells": r"shells?|rounds?|munitions",
    "missiles": r"missiles?|rockets?",
    "people": r"people|persons?|citizens|nationals|men",
    "containers": r"containers?",
    "ships": r"ships?|vessels?|tankers?|freighters?",
    "tons": r"tons?|tonnes?",
}
_NOUN: Final = re.compile("|".join(rf"(?P<{name}>{pattern})\b" for name, pattern in _NOUNS.items()))
_SCALE: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "dozen": 12.0,
    "тыс": 1e3, "млн": 1e6, "миллион": 1e6, "миллиард": 1e9,
    "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_ROUGH: Final = {"dozens": 24.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_SMALL: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
_FIGURE: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNT: Final = re.compile(
    rf"(?<![\w.,-])(?P<money>\$|us\$)?\s?(?:(?P<figure>{_FIGURE})|(?P<small>(?:a|{'|'.join(_SMALL)})\b))"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|bn|dozen)s?\b)?(?![\w%:-]|[.,]\d)"
    rf"|\b(?:tens of |hundreds of )?(?P<rough>{'|'.join(_ROUGH)})\b"
)
_WORD: Final = re.compile(r"[a-z][a-z'-]*")
_LINK: Final = re.compile(r"\s+(?:of\s+)?(?:the\s+)?")
_END_WORDS = "to in from for by at on with who which that were was are is have has had and or as into near per a an its"
_END: Final = frozenset(_END_WORDS.split())
_UNIT_WORDS = """years days months weeks hours minutes seconds times percent kilometers kilometres kms miles meters
    metres degrees points others decades sides countries nations news leaders"""
_UNITS: Final = frozenset(_UNIT_WORDS.split())
_LOOKAHEAD: Final = 6
_RUSSIAN: Final = re.compile(
    r"(?P<figure>\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?)\s*(?P<scale>тыс|млн|миллион|миллиард)?[а-я]*\.?\s+"
    r"(?:[а-я-]+\s+){0,2}?"
    r"(?P<noun>рабоч|трудов|солдат|военнослуж|снаряд|ракет|тонн|человек|граждан)"
)
_RUSSIAN_NOUNS: Final = {
    "рабоч": "workers", "трудов": "workers", "солдат": "troops", "военнослуж": "troops", "снаряд": "shells",
    "ракет": "missiles", "тонн": "tons", "человек": "people", "граждан": "people",
}  # fmt: skip
_CJK: Final = re.compile(
    r"(?P<figure>\d+(?:,\d{3})*(?:\.\d+)?)\s?(?P<scale>[백천만억百千万亿億])?\s?[여余多]?\s?"
    r"(?P<counter>명|名|人|발|发|發|枚|톤|吨|トン|척|艘|隻)"
)
_CJK_NOUNS: Final = {"톤": "tons", "吨": "tons", "トン": "tons", "척": "ships", "艘": "ships", "隻": "ships"}
_PEOPLE: Final = (
    (re.compile("노동자|근로자|인력|工人|劳工|勞工|労働者"), "workers"),
    (re.compile("병력|군인|士兵|部队|兵士|兵力"), "troops"),
)
_CAPITALS: Final = re.compile(r"[A-ZА-ЯЁ][\w'’-]+(?:[ -](?:[A-ZА-ЯЁ][\w'’-]+|(?:de|of|al|bin|van)(?=[ -][A-Z])))*")
_OFFICE: Final = re.compile(
    r"\b(?:Minist(?:er|ry)|Committee|Commission|Department|Bureau) (?:of|for) (?:the )?"
    r"(?:[A-Z]\w+(?:, and |, | and | ))*[A-Z]\w+"
)
"""An office whose field is told in several words: one name, not one for each of them."""
_QUOTED: Final = re.compile(r"[‘“\"]([A-Z0-9][^‘’“”\"\n]{3,100})[’”\"](?!\w)")
_IN_TITLES: Final = re.compile(r"(?:[A-Z0-9][\w'-]*|of|and|the|in|on|for|to|a)(?:,? |$)")
_BEFORE_PLACE: Final = re.compile(
    r"\b(?:in|at|to|from|near|into|outside|off|via|through|towards?|в|из|во|под)\s(?:the\s)?$"
)
_CALENDAR = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december north south east west the a an it in on at"""
_NO_NAMES: Final = frozenset(_CALENDAR.split())
_TITLED: Final = re.compile(r"\b(?:president|leader|minister|governor|secretary|chairman|general|spokes\w+|kim|mr)\b")


@lru_cache(maxsize=4096)
def facts(text: str) -> tuple[Fact, ...]:
    """Numbers with their noun, places and names of a sentence, in that order, none twice."""
    return tuple(dict.fromkeys((*_numbers(fold(text)), *_named(text))))


def numbers(text: str) -> tuple[Fact, ...]:
    """The numbers alone."""
    return tuple(fact for fact in facts(text) if fact.kind is FactKind.NUMBER)


def places(text: str) -> tuple[Fact, ...]:
    """The places alone."""
    return tuple(fact for fact in facts(text) if fact.kind is FactKind.PLACE)


def names(text: str) -> tuple[Fact, ...]:
    """The names alone: persons, firms, ships, what else is written with capitals."""
    return tuple(fact for fact in facts(text) if fact.kind is FactKind.NAME)


def differ(a: Fact, b: Fact) -> bool:
    """True for two numbers of one noun that are materially different; False for what cannot be compared."""
    if a.kind is not FactKind.NUMBER or b.kind is not FactKind.NUMBER or a.what != b.what:
        return False
    low, high = sorted((a.amount, b.amount))
    return high >= low * (ANOTHER_ORDER if a.rough or b.rough else MATERIAL)


def _numbers(folded: str) -> Iterator[Fact]:
    for hit in _COUNT.finditer(folded):
        amount, rough = _amount(hit)
        if hit["money"]:
            yield Fact(FactKind.NUMBER, "dollars", " ".join(hit.group().split()), amount)
            continue
        noun, end = _noun_after(folded, hit.end(), known=hit["small"] is not None)
        if noun and not (hit["small"] == "a" and not hit["scale"]):
            yield Fact(FactKind.NUMBER, noun, " ".join(folded[hit.start() : end].split()), amount, rough)
    for hit in _RUSSIAN.finditer(folded):
        amount = _figure(hit["figure"].replace(" ", "").replace("\u00a0", "").replace(",", ".")) * _scale(hit["scale"])
        yield Fact(FactKind.NUMBER, _RUSSIAN_NOUNS[hit["noun"]], hit.group(), amount)
    for hit in _CJK.finditer(folded):
        amount = _figure(hit["figure"].replace(",", "")) * _scale(hit["scale"])
        yield Fact(FactKind.NUMBER, _counted(hit["counter"], folded), hit.group(), amount)


def _amount(hit: re.Match[str]) -> tuple[float, bool]:
    if hit["rough"]:
        factor = 10.0 if hit.group().startswith("tens of") else 100.0 if hit.group().startswith("hundreds of") else 1.0
        return _ROUGH[hit["rough"]] * factor, True
    figure = _figure(hit["figure"].replace(",", "")) if hit["figure"] else float(_SMALL.get(hit["small"], 1))
    return figure * _scale(hit["scale"]), False


def _figure(text: str) -> float:
    # Digits of other scripts count as well, and a text may hold more of them than any number has.
    return min(float(text[:20]), 1e15)


def _scale(word: str | None) -> float:
    return _SCALE[word] if word else 1.0


def _noun_after(folded: str, start: int, *, known: bool) -> tuple[str, int]:
    """The noun that a number counts, and where it ends; empty for none. `known`: only nouns of the list."""
    link = _LINK.match(folded, start)
    place, other, seen = (link.end() if link else start), ("", start), 0
    while seen < _LOOKAHEAD and (word := _WORD.match(folded, place)):
        found = _NOUN.fullmatch(word.group())
        if found:
            return str(found.lastgroup), word.end()
        if word.group() in _END or word.group() in _UNITS:
            break
        if word.group().endswith("s") and not word.group().endswith("ss") and not other[0] and not known:
            other = stem(word.group()), word.end()
        following = word.end()
        if folded[following : following + 1] not in {" ", "\u00a0"}:
            break
        place, seen = following + 1, seen + 1
    return other


def _counted(counter: str, folded: str) -> str:
    if counter in _CJK_NOUNS:
        return _CJK_NOUNS[counter]
    if counter in {"명", "名", "人"}:
        return next((name for pattern, name in _PEOPLE if pattern.search(folded)), "people")
    return "shells" if re.search("포탄|탄약|炮弹|弹药|砲弾|弾薬", folded) else "missiles"


def _named(text: str) -> Iterator[Fact]:
    text = text[:2000]
    whole = list(_whole_names(text))
    for start, end in whole:
        shown = text[start:end].rstrip(",. ")
        yield Fact(FactKind.NAME, fold(shown), shown)
    for hit in _CAPITALS.finditer(text):
        shown = hit.group().removesuffix("’s").removesuffix("'s").rstrip("'’")
        folded = fold(shown)
        words = folded.split()
        if len(folded) < 3 or folded in _NO_NAMES or all(word in _NO_NAMES for word in words):  # noqa: PLR2004 - initials
            continue
        if any(start <= hit.start() < end for start, end in whole):
            continue
        before = text[max(0, hit.start() - 12) : hit.start()]
        is_state = bool(actors(folded))
        if _BEFORE_PLACE.search(before.lower()) and not is_state and not _TITLED.search(folded):
            yield Fact(FactKind.PLACE, folded, shown)
        elif hit.start() > 0 and not is_state:
            yield Fact(FactKind.NAME, folded, shown)


def _whole_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a name of several parts stands: a title in quotation marks, an office with its fields."""
    for hit in _QUOTED.finditer(text):
        if " " in hit[1] and _IN_TITLES.sub("", hit[1]) == "" and not actors(fold(hit[1])):
            yield hit.span(1)
    for hit in _OFFICE.finditer(text):
        if not actors(fold(hit.group())):
            yield hit.span()
