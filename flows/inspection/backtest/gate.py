"""Which documents name the subject at all: most news does not, whatever the rules say of the rest."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from rules.language.definition import CueList, TermList
from rules.language.vocabulary import Vocabulary
from rules.packs import RuleSet
from rules.text.folding import fold


@dataclass(frozen=True)
class Gate:
    """Lets through what names the subject of any of some sets of rules. Pickles."""

    lists: tuple[TermList | CueList, ...]
    id: str
    """Names the contents of the lists."""

    @classmethod
    def of(cls, *sets: RuleSet) -> "Gate":
        """The gate of these sets."""
        found: dict[str, TermList | CueList] = {}
        for rules in sets:
            for name in rules.subject:
                found[rules.parts["terms", name]] = rules.lists[name] if name in rules.lists else rules.cues[name]
        return cls(tuple(found.values()), hashlib.sha256(" ".join(sorted(found)).encode()).hexdigest())

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.lists)

    def passes(self, title: str, text: str) -> bool:
        """True for a document that names the subject."""
        return bool(self._vocabulary.places(fold(title)) or self._vocabulary.places(fold(text)))
