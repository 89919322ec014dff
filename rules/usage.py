"""Which terms of the lists and cues a corpus ever hits."""

from collections.abc import Iterator

from rules.engine import Scan
from rules.language.definition import Term, TermList
from rules.language.vocabulary import Vocabulary
from rules.packs import RuleSet
from rules.text.folding import fold


class TermUse:
    """Collects what was hit, scan by scan. Documents that never name the subject count as none: no rule sees them."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._hit: dict[str, set[str]] = {}

    def add(self, scan: Scan) -> None:
        """Count the hits of one document."""
        for sentence in scan.sentences:
            for term in sentence.terms:
                words = sentence.text[term.start - sentence.start : term.end - sentence.start]
                self._hit.setdefault(term.list, set()).add(words)

    def silent(self) -> Iterator[tuple[TermList, Term]]:
        """Terms that hit nothing so far, list by list; one inside a longer hit of its own list counts as hit."""
        for one in (*self._ruleset.lists.values(), *self._ruleset.cues.values()):
            words = [fold(text) for text in self._hit.get(one.id, ())]
            for term in one.terms:
                # Without a hit of the list there is nothing to look through, and most lists have none.
                alone = Vocabulary([_only(one, term)]) if words else None
                if alone is None or not any(alone.places(text) for text in words):
                    yield one, term


def _only(one: TermList, term: Term) -> TermList:
    return TermList(one.id, one.title, (term,), (), one.origin, plurals=one.plurals, match=one.match)
