"""The language of a sentence, by its script."""

import re

_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_HAN = re.compile("[\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_WEIGHTS = (("ko", _HANGUL, 2), ("ru", _CYRILLIC, 1), ("zh", _HAN, 2), ("en", _LATIN, 1))
"""A syllable or character says as much as about two letters."""
_KANA_SHARE = 10
"""Japanese has at least one Kana to so many Han; a Chinese text may hold a Japanese name."""


def sentence_language(text: str, *, japanese: bool = False) -> str:
    """`en`, `ko`, `ru`, `zh` or `ja`: the language whose script most of the sentence is written in.

    `en` stands for every language in Latin letters. Headlines in Japanese often have Han alone: `japanese` says that
    the document around is Japanese.
    """
    if text.isascii():
        return "en"
    weights = [(len(script.findall(text)) * weight, language) for language, script, weight in _WEIGHTS]
    kana = len(_KANA.findall(text))
    best, language = max(weights, key=lambda pair: pair[0])
    if kana and 2 * kana + weights[2][0] > best:
        return "ja" if is_japanese(text) else "zh"
    return "ja" if language == "zh" and (japanese or is_japanese(text)) else language


def is_japanese(text: str) -> bool:
    """True when the text holds Kana in the share that Japanese has."""
    kana = len(_KANA.findall(text))
    return kana > 0 and kana * _KANA_SHARE >= len(_HAN.findall(text))
