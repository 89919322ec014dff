"""What tells like reports apart: the ordinals, amounts and proper names of a headline and the sentence after it.

They are looked for roughly and only compared with each other; what a number or a name means is not asked here.
"""

import re
from typing import Final

from flows.stories.words import ACTORS, STOP, fold, stem

_NAMED_ORDINALS = """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_ORDINAL_WORDS: Final = {word: str(number) for number, word in enumerate(_NAMED_ORDINALS.split(), start=2)}
_COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,4}}(?=st|nd|rd|th)|(?:{'|'.join(_ORDINAL_WORDS)})\b)(?:st|nd|rd|th)?[ -](?P<noun>[a-z]{{3,}})"
    r"|(?<!\d)(?P<ru_number>\d{1,4})-?(?:й|го|му|м|я|ю|ой|е|ый|ий|ого|ому)\s(?P<ru_noun>[а-я]{3,})"
    r"|제\s?(?P<ko_number>\d{1,4})\s?차\s?(?P<ko_noun>[가-힣]{2})"
    r"|第?(?P<zh_number>\d{1,4})(?P<zh_noun>次|轮|輪|回|届|屆|弾|弹|批|期)"
    r"|\b(?P<after>package|round|phase|part|resolution|no\.|[a-z]{4,}(?=-))[ -](?P<after_number>\d{1,4})\b"
)
_NAMED_AMOUNTS = "two three four five six seven eight nine ten eleven dozen"
_AMOUNT_WORDS: Final = {word: number for number, word in enumerate(_NAMED_AMOUNTS.split(), start=2)}
_SCALES: Final = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "тыс": 10**3, "млн": 10**6,
    "천": 10**3, "만": 10**4, "千": 10**3, "万": 10**4,
}  # fmt: skip
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
_AMOUNT = re.compile(
    rf"(?<![a-zа-я\d.,-])(?<!(?:{_MONTHS})\s)(?<!(?:{_MONTHS})\.\s)"
    rf"(?P<number>\d+(?:[.,]\d+)*|(?:{'|'.join(_AMOUNT_WORDS)}|a(?=\s(?:hundred|thousand|million|billion)\b))\b)"
    rf"(?:\s?(?P<scale>{'|'.join(_SCALES)}))?"
    rf"(?![a-z\d-]|[.,]\d|\s(?:{_MONTHS}|years?\b|year-|[ap]\.?m\b)|[년월일시차年月日时次轮届])"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_STATE = re.compile("|".join(f"(?:{pattern})" for pattern in ACTORS.values()))
_CAPITALISED = """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december korea korean koreas north south kim jong un jong-un president minister
    foreign military army state leader general secretary defense defence national united states"""
_NO_NAMES: Final = frozenset(_CAPITALISED.split())
"""Words that are written with a capital and name nobody who is not in all such news."""
_LONG: Final = 4
"""Letters of a word that would be written small within a sentence."""


def ordinals(folded: str) -> tuple[tuple[str, str], ...]:
    """What a folded text counts: (`package`, `12`)."""
    found: dict[tuple[str, str], None] = {}
    for hit in _COUNTED.finditer(folded):
        part = hit.groupdict()
        noun = part["noun"] or part["ru_noun"] or part["ko_noun"] or part["zh_noun"] or part["after"]
        number = next(part[key] for key in part if key.endswith("number") and part[key])
        if noun not in STOP:
            found[stem(noun), _ORDINAL_WORDS.get(number, number)] = None
    return tuple(found)


def amounts(folded: str) -> tuple[str, ...]:
    """Amounts in a folded text, in digits, in order of appearance; no years and no days of a month."""
    found: dict[str, None] = {}
    for hit in _AMOUNT.finditer(folded):
        number, scale = hit["number"], hit["scale"]
        if not scale and _YEAR.fullmatch(number):
            continue
        digits = number.replace(",", "")
        if digits[0].isalpha():
            value = float(_AMOUNT_WORDS.get(digits, 1))
        elif digits.count(".") > 1:  # a date or a version
            continue
        else:
            value = float(digits)
        found[f"{value * _SCALES.get(scale or '', 1):.12g}"] = None
    return tuple(found)


def names(text: str) -> tuple[str, ...]:
    """Stems of the words within the sentences of a text that only a capital shows to be names, but for its states.

    A text that writes most words with a capital, as many headlines are written, tells nothing about names.
    """
    long = [word for word in _WORD.findall(text) if len(word) >= _LONG]
    if sum(word[0].isupper() for word in long) > 2 * sum(word[0].islower() for word in long):
        return ()
    found: dict[str, None] = {}
    for hit in _WORD.finditer(text):
        before = text[: hit.start()].rstrip().rstrip("\"'“‘«(").rstrip()
        if not hit.group()[0].isupper() or not before or before[-1] in ".!?:":
            continue
        word = fold(hit.group()).removesuffix("'s")
        if word not in _NO_NAMES and word not in STOP and not _STATE.fullmatch(word):
            found[stem(word)] = None
    return tuple(found)
