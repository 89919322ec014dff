"""The syntax of terms: what an author writes, expanded into phrases that can be looked for.

`send/sends/sent` writes alternatives of one word, `stem*` any ending of up to ten letters, and a word in capitals
stands for itself in capitals only. English terms add the regular plural of their last word.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from rules.text.folding import fold
from rules.text.words import HAN_KANA

MAX_ALTERNATIVES = 200
"""Phrases that one term may expand to."""
MAX_LENGTH = 200
"""Characters of one term."""
MIN_STEM = 2
"""Letters before a `*`; Han and Kana need one."""
ENDING = 10
"""Letters that a `*` stands for at most."""

_CONSONANT_Y = re.compile(r"[bcdfghjklmnpqrstvwxz]y$")
_HAN_KANA = re.compile(f"[{HAN_KANA}]")
_WORD = re.compile(r"[^\W_]+(?:[.&'][^\W_]+)*")
_MISPLACED_STAR = re.compile(r"\*(?![-\u2010-\u2013]|$)")
_OPEN = re.compile(f"[\uac00-\ud7a3{HAN_KANA}]$")
"""A last character after which the word need not end."""
_ONE_LETTER = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """One literal phrase of a term, folded."""

    head: str
    """What the automaton looks for: everything up to the first `*`, in lower case."""
    rest: str = ""
    """What follows the head, as a regular expression over lower case; empty when the head is all."""
    capitals: tuple[tuple[int, str], ...] = ()
    """Offsets into the head, and the letters that must stand there in just this case."""


class TermSyntaxError(ValueError):
    """A term that cannot be read; the message says why, for its author."""


@lru_cache(maxsize=200_000)
def phrases(term: str, *, plurals: bool, exact: bool = False) -> tuple[Phrase, ...]:
    """All phrases that a term stands for; `exact` asks for the case as written. Raises `TermSyntaxError`.

    Remembered: each term is asked for when it is read and when the vocabulary is made, and again with each reload.
    """
    term = " ".join(term.split())
    if len(term) > MAX_LENGTH:
        raise TermSyntaxError(f"is longer than {MAX_LENGTH} characters")
    slots = [_alternatives(word) for word in term.split(" ")]
    total = 1
    for slot in slots:
        total *= len(slot)
    if total > MAX_ALTERNATIVES:
        raise TermSyntaxError(f"stands for {total} phrases, at most {MAX_ALTERNATIVES} are allowed")
    if not any(map(str.isalnum, term)):
        raise TermSyntaxError("holds no letter or digit")
    found: dict[Phrase, None] = {}
    for words in product(*slots):
        written = " ".join(words)
        found[_phrase(written, exact=exact)] = None
        plural = regular_plural(words[-1]) if plurals and written.isascii() else ""
        if plural:
            found[_phrase(" ".join((*words[:-1], plural)), exact=exact)] = None
    return tuple(found)


def spellings(term: str) -> tuple[str, ...]:
    """What an author would expect a term to match, word for word: its alternatives, without stars and plurals."""
    slots = [_alternatives(word) for word in term.split()]
    return tuple(" ".join(words).replace("*", "") for words in product(*slots))


def _alternatives(word: str) -> list[str]:
    parts = word.split("/")
    if not all(parts):
        raise TermSyntaxError(f"has an empty alternative in '{word}'")
    for part in parts:
        if _MISPLACED_STAR.search(part):
            raise TermSyntaxError("may have '*' at the end of a word only")
        for stem in part.split("*")[:-1]:
            if sum(map(str.isalnum, stem)) < MIN_STEM and not _HAN_KANA.search(stem):
                raise TermSyntaxError(f"needs {MIN_STEM} letters before '*'")
    return parts


def regular_plural(word: str) -> str:
    """The regular English plural of a word; empty for what has none, such as a stem, a number or a single letter."""
    if not word.isascii() or not word[-1:].isalpha() or len(word) == _ONE_LETTER:
        return ""
    if word.isupper():
        return f"{word}s"
    low = word.lower()
    if low.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if _CONSONANT_Y.search(low):
        return f"{word[:-1]}ies"
    return f"{word}s"


def _phrase(written: str, *, exact: bool) -> Phrase:
    cased = fold(written).cased.strip()
    head, star, rest = cased.partition("*")
    if exact:
        capitals: tuple[tuple[int, str], ...] = ((0, head),)
    else:
        capitals = tuple((m.start(), m.group()) for m in _WORD.finditer(head) if is_capitals(m.group()))
    return Phrase(head.lower(), _ending(rest) if star else "", capitals)


def _ending(rest: str) -> str:
    """The expression for what follows the first `*` of a phrase."""
    pieces = [re.escape(piece) for piece in rest.lower().split("*")]
    letters = rf"[^\W_]{{0,{ENDING}}}"
    # A Korean word may go on with a particle, and Chinese and Japanese ones are found anywhere.
    closed = "" if _OPEN.search(rest) else r"(?![^\W_])"
    return letters + (letters + "").join(pieces) + closed


def is_capitals(word: str) -> bool:
    """True for a word of capitals alone, which stands for itself: 'IT' is not 'it'."""
    letters = [c for c in word if c.isalpha()]
    return len(letters) > _ONE_LETTER and all(c.isupper() for c in letters)
