"""A document to what was found in it: sentences, terms, rules that fired. One pass, pure, safe between threads."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rules.document import Document
from rules.language.vocabulary import Vocabulary
from rules.matching.compiled import CompiledRules
from rules.matching.signals import Sentence
from rules.packs import RuleSet
from rules.rule import RuleHit, SentenceScan
from rules.text.folding import Folded, fold
from rules.text.scripts import is_japanese
from rules.text.sentences import spans


@dataclass(frozen=True, slots=True)
class Scan:
    """What was found in a document."""

    subject: bool
    """True when the title or the text hits a list of the pack's subject."""
    sentences: tuple[SentenceScan, ...] = ()
    """The title first, then the body, in order; none when the document is no subject."""


class Engine:
    """Applies a rule set to documents."""

    def __init__(self, ruleset: RuleSet) -> None:
        self.ruleset = ruleset
        self.vocabulary = ruleset.vocabulary
        lists = [*ruleset.lists.values(), *ruleset.cues.values()]
        self._gate = Vocabulary(one for one in lists if one.id in ruleset.subject)
        self._rules = CompiledRules(ruleset)

    def scan(self, document: Document) -> Scan:
        """All sentences with their terms and rule hits; nothing is remembered between two calls."""
        title, body = fold(document.title), fold(document.text)
        if not (self._gate.places(title) or self._gate.places(body)):
            return Scan(subject=False)

        @cache
        def japanese() -> bool:
            return document.language == "ja" or (document.language != "zh" and is_japanese(document.text))

        head = self._field("title", document.title, title, japanese)
        rest = self._field("text", document.text, body, japanese)
        sentences = [one for one, _ in (*head, *rest)]
        scans = []
        for index, (sentence, bare) in enumerate((*head, *rest)):
            # The title is a neighbour of the body's first sentence, but the body is none of the title.
            stop = len(head) if index < len(head) else len(sentences)
            around = sentences[max(0, index - 1) : min(stop, index + 2)]
            hits = self._rules.hits(sentence, around)
            scans.append(_with_hits(bare, hits) if hits else bare)
        return Scan(subject=True, sentences=tuple(scans))

    def _field(
        self, name: str, text: str, folded: Folded, japanese: Callable[[], bool]
    ) -> list[tuple[Sentence, SentenceScan]]:
        vocabulary = self.vocabulary
        hits = vocabulary.search(folded)
        places, words = hits.places, hits.words
        found = []
        for start, end in spans(text):
            begin, stop = folded.folded(start), folded.folded(end)
            reach = slice(bisect_left(places, (begin,)), bisect_left(places, (stop,)))
            here = [place for place in places[reach] if place[1] <= stop]
            terms = vocabulary.hits(here, folded)
            literals = words[bisect_left(words, (begin,)) : bisect_left(words, (stop,))]
            sentence = Sentence(folded, begin, stop, here, literals, japanese)
            found.append((sentence, SentenceScan(name, start, end, text[start:end], terms, ())))
        return found


def _with_hits(bare: SentenceScan, hits: tuple[RuleHit, ...]) -> SentenceScan:
    return SentenceScan(bare.field, bare.start, bare.end, bare.text, bare.terms, hits)
