"""A document to what was found in it: sentences, terms, rules that fired. One pass, pure, safe between threads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from rules.document import Document
from rules.language.vocabulary import Vocabulary
from rules.matching.compiled import CompiledRules
from rules.matching.sentence import Page, Sentence, sentences
from rules.matching.terms import FieldTerms, Terms
from rules.packs import RuleSet
from rules.rule import SentenceScan
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
        asked = set(self._rules.asks)
        self._now = self.vocabulary.select(asked)
        self._later = self.vocabulary.select(set(range(self.vocabulary.visible)) - asked)

    def scan(self, document: Document) -> Scan:
        """All sentences with their terms and rule hits; nothing is remembered between two calls."""
        title, body = fold(document.title), fold(document.text)
        if not (self._gate.places(title) or self._gate.places(body)):
            return Scan(subject=False)

        @cache
        def japanese() -> bool:
            return document.language == "ja" or (document.language != "zh" and is_japanese(document.text))

        scans: list[SentenceScan] = []
        head = self._field("title", document.title, title, [], japanese, scans)
        self._field("text", document.text, body, head[-1:], japanese, scans)
        return Scan(subject=True, sentences=tuple(scans))

    def terms(self, text: str) -> SentenceScan:
        """The terms of a short text as one sentence, without rules and whatever its subject (a publisher's name)."""
        folded = fold(text)
        finds = self.vocabulary.finds(folded)
        found = self.vocabulary.resolve(finds, folded, self._now)
        terms = FieldTerms(self.vocabulary, folded, finds, found.raw, self._later)
        return SentenceScan("text", 0, len(text), text, Terms(terms, 0, len(text)), ())

    def _field(
        self,
        name: str,
        text: str,
        folded: Folded,
        before: list[Sentence],
        japanese: Callable[[], bool],
        scans: list[SentenceScan],
    ) -> list[Sentence]:
        """The sentences of a field. `before` is the title's last: a neighbour of the body's first, not the reverse."""
        finds = self.vocabulary.finds(folded)
        found = self.vocabulary.resolve(finds, folded, self._now)
        all_terms = FieldTerms(self.vocabulary, folded, finds, found.raw, self._later)
        borders = spans(text)
        own = sentences(Page(folded, found, japanese), borders)
        around = [*before, *own]
        at = len(before)
        for (start, end), sentence in zip(borders, own, strict=True):
            hits = self._rules.hits(sentence, around[max(0, at - 1) : at + 2]) if sentence.bits else ()
            terms = Terms(all_terms, sentence.start, sentence.end)
            scans.append(SentenceScan(name, start, end, text[start:end], terms, hits))
            at += 1
        return own
