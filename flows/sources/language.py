"""Which of the languages of the watch a text is written in, by its letters. Cheap, and empty where it cannot tell."""

import functools
import re
from collections import Counter

_SAMPLE = 2000
_SCRIPTS = {
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff]+"),
    "ja": re.compile("[\u3040-\u30ff]+"),
    "zh": re.compile("[\u4e00-\u9fff]+"),
    "ru": re.compile("[\u0400-\u04ff]+"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
}
_WORD = re.compile(r"[a-z]+")
_ENGLISH = re.compile(
    r"\b(?:the|of|and|to|in|for|on|with|that|is|was|by|from|as|at|has|have|its|after|over|said|will|not|be)\b"
)
_SHARE = 0.08
"""Share of these words from which Latin letters are taken for English; running text has three times it."""


def primary(tag: str) -> str:
    """`en-US`, `en_us` and `EN` are all `en`; anything that is no language tag is empty."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_]|\s*$)", tag)
    return found.group(1).lower() if found else ""


def _letters(sample: str) -> Counter[str]:
    """How many letters of each script there are; of plain ASCII it is enough to know that there are any."""
    counts = Counter(dict.fromkeys(_SCRIPTS, 0))
    if sample.isascii():
        counts["latin"] = int(_SCRIPTS["latin"].search(sample) is not None)
        return counts
    for letter, times in Counter(sample).items():
        counts[_script(letter)] += times
    del counts[""]
    return counts


@functools.lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return next((name for name, pattern in _SCRIPTS.items() if pattern.match(letter)), "")


def language_of(text: str, declared: str = "") -> str:
    """ISO 639-1 code of a text. What its source declares counts only where the letters do not say otherwise."""
    sample = text[:_SAMPLE]
    counts = _letters(sample)
    declared = primary(declared)
    # Japanese is written mostly in Chinese characters: some kana decide.
    if counts["ja"] * 10 > counts["zh"] and counts["ja"] * 3 > counts["latin"] and counts["ja"] > counts["ko"]:
        return "ja"
    script, letters = counts.most_common(1)[0]
    if letters == 0:
        return declared
    if script == "ru":
        # Ukrainian, Bulgarian and others share the letters.
        return declared if declared not in ("", "en", "ko", "zh", "ja") else "ru"
    if script != "latin":
        return script
    if declared and declared not in _SCRIPTS:
        return declared
    lower = sample.lower()
    return "en" if len(_ENGLISH.findall(lower)) >= _SHARE * len(_WORD.findall(lower)) else ""
