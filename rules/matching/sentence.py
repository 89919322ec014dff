"""One sentence as rules see it: the lists hit as bits, and everything else when it is asked for."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from rules.language.place import Place
from rules.language.vocabulary import Found
from rules.text.folding import Folded
from rules.text.scripts import sentence_language
from rules.text.words import Words


@dataclass(frozen=True, slots=True)
class Page:
    """The title or the body of a document, searched."""

    folded: Folded
    found: Found
    """Hits of the lists that rules name, and the words of shapes."""
    japanese: Callable[[], bool]
    """Whether the document is Japanese, for sentences that do not tell."""


class Sentence:
    """A stretch of a page, by offsets of the folded text, with what was found in it."""

    def __init__(
        self, page: Page, start: int, end: int, hits: tuple[int, int], words: tuple[int, int], bits: int
    ) -> None:
        """`hits` and `words` say from where to where in what was found on the page."""
        self.folded = page.folded
        self.start = start
        self.end = end
        self.bits = bits
        """The lists and groups hit, as bits."""
        self._page = page
        self._hits = hits
        self._words = words
        self._by_list: dict[int, list[Place]] = {}

    @cached_property
    def language(self) -> str:
        """`en`, `ko`, `ru`, `zh` or `ja`, by its script."""
        text = self.folded.text[self.start : self.end]
        return "en" if text.isascii() else sentence_language(text, japanese=self._page.japanese())

    @cached_property
    def words(self) -> Words:
        """Where its words begin."""
        return Words(self.folded.text, self.start, self.end)

    @cached_property
    def places(self) -> list[Place]:
        """Hits of lists and of exclusion phrases, in text order."""
        end = self.end
        return [
            Place(start, -minus, number, code)
            for start, minus, number, code in self._page.found.raw[slice(*self._hits)]
            if -minus <= end
        ]

    def find(self, words: re.Pattern[str]) -> list[Place]:
        """Where common words stand."""
        matches = words.finditer(self.folded.text, self.start, self.end)
        return [Place(match.start(), match.end(), -1, "") for match in matches]

    def of(self, number: int) -> list[Place]:
        """Hits of one list or group, in text order."""
        found = self._by_list.get(number)
        if found is None:
            bit = 1 << number
            found = [place for place in self.places if place.list == number]
            words = self._page.found.words[slice(*self._words)]
            own = [Place(start, end, number, "") for start, end, groups in words if groups & bit]
            found = sorted([*found, *own]) if found and own else found or own
            self._by_list[number] = found
        return found


def sentences(page: Page, spans: Iterable[tuple[int, int]]) -> list[Sentence]:
    """The sentences at these offsets of the original text, in order."""
    folded, raw, words = page.folded, page.found.raw, page.found.words
    plain = not folded.regions
    made = []
    hit = word = 0
    hits, all_words = len(raw), len(words)
    for start, end in spans:
        begin, stop = (start, end) if plain else (folded.folded(start), folded.folded(end))
        bits = 0
        while hit < hits and raw[hit][0] < begin:
            hit += 1
        first = hit
        while hit < hits and (one := raw[hit])[0] < stop:
            if -one[1] <= stop:
                bits |= 1 << one[2]
            hit += 1
        while word < all_words and words[word][0] < begin:
            word += 1
        first_word = word
        while word < all_words and words[word][0] < stop:
            bits |= words[word][2]
            word += 1
        made.append(Sentence(page, begin, stop, (first, hit), (first_word, word), bits))
    return made
