"""What is remembered of a report so that it can be compared with others: a sketch of some hundred bytes.

A sketch holds the weighted words of headline and lead, the ordinals and the order of actors that tell like reports
apart, and a MinHash signature of the whole text (Broder 1997) that finds copies. The background of a report, which two
different events share paragraph by paragraph, stays out: only the lead says what is new.
"""

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.domain import Article, ArticleId
from flows.stories.words import STOP, actors, fold, stem, terms

VERSION = 1
"""Stands first in a stored sketch; one of another version is made anew."""

TITLE_WEIGHT = 2
"""A word of the headline counts as often as this many of the lead."""
LEAD_TERMS = 100
"""Comparable words of the body that are looked at; three to six paragraphs."""
LEAD_CHARACTERS = 4000
"""Where looking for them ends in any case."""
TITLE_CHARACTERS = 500
"""A headline that is longer is none."""
BODY_CHARACTERS = 20_000
"""Text that the signature covers."""
SHINGLE = 4
"""Words in a row that a copy must share."""
HASHES = 64
"""Length of a signature; the standard error of the estimated overlap is at most 1/16."""

_PRIME = (1 << 31) - 1
_RANDOM = np.random.default_rng(1718)
_FACTORS = _RANDOM.integers(1, _PRIME, size=(HASHES, 1), dtype=np.int64)
_OFFSETS = _RANDOM.integers(0, _PRIME, size=(HASHES, 1), dtype=np.int64)

_NAMED_ORDINALS = """second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
_ORDINAL_WORDS = {word: str(number) for number, word in enumerate(_NAMED_ORDINALS.split(), start=2)}
_COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,4}}(?=st|nd|rd|th)|(?:{'|'.join(_ORDINAL_WORDS)})\b)(?:st|nd|rd|th)?[ -](?P<noun>[a-z]{{3,}})"
    r"|(?<!\d)(?P<ru_number>\d{1,4})-?(?:й|го|му|м|я|ю|ой|е|ый|ий|ого|ому)\s(?P<ru_noun>[а-я]{3,})"
    r"|제\s?(?P<ko_number>\d{1,4})\s?차\s?(?P<ko_noun>[가-힣]{2})"
    r"|第?(?P<zh_number>\d{1,4})(?P<zh_noun>次|轮|輪|回|届|屆|弾|弹|批|期)"
    r"|\b(?P<after>package|round|phase|part|resolution|no\.|[a-z]{4,}(?=-))[ -](?P<after_number>\d{1,4})\b"
)
_FIRST_SENTENCE = re.compile(r".+?(?:[.!?…](?=\s)|[。！？]|\n|$)", re.DOTALL)
_CREDIT = re.compile(r"mandatory credit|getty images|(?:file|ap|reuters) photo|\bfile/|/pool\b|/afp\b|photo(?: by|:)")
"""What a caption under a photograph says and a lead does not."""
_MUTUAL = frozenset(map(stem, ("meet", "hold", "sign", "talk", "agree", "discuss", "join", "trade", "exchange")))
"""Verbs that mean the same with their actors swapped."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One report as the grouping sees it."""

    article: ArticleId
    when: datetime
    """Time the report is ordered by; aware, UTC."""
    dated: bool
    """False when the source gave no time, so that `when` is only when it was fetched."""
    terms: tuple[tuple[str, int], ...]
    """Comparable words of headline and lead with their weight, in order of appearance."""
    ordinals: tuple[tuple[str, str], ...]
    """What the headline counts: (`package`, `12`)."""
    actors: tuple[str, str, str]
    """First and second state of the headline and the verb right after the first; empty where there is none."""
    signature: tuple[int, ...]
    """MinHash of the text's shingles; empty for a text too short to be a copy of anything."""

    def to_json(self) -> list[Any]:
        """The sketch as a JSON value for storage, its version first."""
        return [
            VERSION,
            self.article,
            self.when.isoformat(),
            self.dated,
            [list(pair) for pair in self.terms],
            [list(pair) for pair in self.ordinals],
            list(self.actors),
            list(self.signature),
        ]

    @classmethod
    def from_json(cls, stored: Any) -> "Sketch | None":
        """The sketch that `to_json` gave; None for one of another version, which has to be made anew.

        Raises ValueError when the value is of this version but damaged.
        """
        if not isinstance(stored, list) or stored[:1] != [VERSION]:
            return None
        try:
            _, article, when, dated, words, ordinals, (first, second, verb), signature = stored
            return cls(
                article=ArticleId(str(article)),
                when=datetime.fromisoformat(when),
                dated=bool(dated),
                terms=tuple((str(term), int(weight)) for term, weight in words),
                ordinals=tuple((str(noun), str(number)) for noun, number in ordinals),
                actors=(str(first), str(second), str(verb)),
                signature=tuple(int(value) for value in signature),
            )
        except (TypeError, ValueError) as damage:
            raise ValueError(f"a stored sketch cannot be read: {damage}") from damage


def sketch(article: Article) -> Sketch:
    """The sketch of an article; title, text, language and time may each be missing."""
    title = fold(article.title[:TITLE_CHARACTERS]).strip()
    body = _without_caption(fold(article.text[:BODY_CHARACTERS]).strip())
    headline = title or _first_sentence(body)
    return Sketch(
        article=article.id,
        when=article.when.astimezone(UTC),
        dated=article.published is not None,
        terms=_weighted(title, body),
        ordinals=_ordinals(f"{title}\n{_first_sentence(body)}"),
        actors=_order(headline),
        signature=_signature(body),
    )


def contradiction(a: Sketch, b: Sketch) -> str:
    """Why two reports cannot be of one event however alike they are, in words; empty when nothing speaks against it."""
    counted: dict[str, set[str]] = {}
    for noun, number in b.ordinals:
        counted.setdefault(noun, set()).add(number)
    for noun in dict.fromkeys(noun for noun, _ in a.ordinals):
        mine = {number for other, number in a.ordinals if other == noun}
        theirs = counted.get(noun, mine)
        if mine.isdisjoint(theirs):
            return f"{noun} {'/'.join(sorted(mine))} is not {noun} {'/'.join(sorted(theirs))}"
    (first, second, verb), (other_first, other_second, other_verb) = a.actors, b.actors
    if (
        verb
        and verb == other_verb
        and verb not in _MUTUAL
        and second
        and (first, second) == (other_second, other_first)
    ):
        return f"the actors are swapped: {first} {verb} {second}, {other_first} {verb} {other_second}"
    return ""


def overlap(a: Sketch, b: Sketch) -> float:
    """Estimated share of text that two reports have in common, 0..1; 0 when one is too short to say."""
    if not a.signature or not b.signature:
        return 0.0
    return sum(x == y for x, y in zip(a.signature, b.signature, strict=True)) / HASHES


def _without_caption(body: str) -> str:
    paragraph, _, rest = body.partition("\n")
    return rest.strip() if rest and _CREDIT.search(paragraph) else body


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found.group().strip() if found else ""


def _weighted(title: str, body: str) -> tuple[tuple[str, int], ...]:
    weights: Counter[str] = Counter()
    for term in terms(title):
        weights[term] += TITLE_WEIGHT
    for term, _ in zip(terms(body[:LEAD_CHARACTERS]), range(LEAD_TERMS), strict=False):
        weights[term] += 1
    return tuple(weights.items())


def _ordinals(text: str) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for hit in _COUNTED.finditer(text):
        part = hit.groupdict()
        noun = part["noun"] or part["ru_noun"] or part["ko_noun"] or part["zh_noun"] or part["after"]
        number = next(part[key] for key in part if key.endswith("number") and part[key])
        if noun not in STOP:
            found[stem(noun), _ORDINAL_WORDS.get(number, number)] = None
    return tuple(found)


def _order(headline: str) -> tuple[str, str, str]:
    named = actors(headline)
    if not named:
        return "", "", ""
    words = iter(terms(headline))
    verb = ""
    for word in words:
        if word == f"@{named[0]}":
            verb = next(words, "")
            break
    second = next((name for name in named if name != named[0]), "")
    return named[0], second, "" if verb.startswith("@") else verb


def _signature(body: str) -> tuple[int, ...]:
    words = list(terms(body))
    if len(words) < 3 * SHINGLE:
        return ()
    shingles = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) % _PRIME for i in range(len(words) - SHINGLE + 1)}
    hashes: npt.NDArray[np.int64] = np.fromiter(shingles, dtype=np.int64, count=len(shingles))
    return tuple(((_FACTORS * hashes + _OFFSETS) % _PRIME).min(axis=1).tolist())
