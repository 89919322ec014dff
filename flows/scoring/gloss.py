"""English for the terms that rules found in other scripts, so that any reader sees what a quotation was found for.

No translation: what the rules know of a term, which is the idea of its list, and for common terms their own English.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from flows.errors import ConfigurationError
from rules.errors import Problem
from rules.language.definition import TermList
from rules.rule import RuleHit, SentenceScan
from rules.yaml_reader import read_block

TABLE: Final = Path(__file__).with_name("gloss.yaml")
"""The words shipped with the application."""

_FOREIGN = re.compile(r"[^\W\d_A-Za-z\u00aa-\u02af\u1e00-\u1eff]")
"""A letter of another script than Latin."""
_OTHER_FORMS = re.compile(r"/[^\s/]+")
"""What `send/sends/sent` has behind its first form."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """What terms are in English."""

    terms: Mapping[str, str] = field(default_factory=dict)
    """By how a term begins, in small letters: more than half of it."""
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By list and identity, for lists that name many."""
    lists: Mapping[str, str] = field(default_factory=dict)
    """By list."""

    def english(self, written: str, of: str, code: str) -> str:
        """The English of a term as it is written, on a list, with an identity; empty when nothing is known."""
        small = written.lower()
        begins = (small[:length] for length in range(len(small), 1, -1))
        begin = next((one for one in begins if one in self.terms), "")
        if 2 * len(begin) > len(small):
            return self.terms[begin]
        return self.names.get((of, code), "") or self.lists.get(of, "")


def load_glossary(lists: Iterable[TermList], path: Path = TABLE) -> Glossary:
    """The shipped words, and the first English name of every identity on a list that names many.

    Raises:
        ConfigurationError: with every mistake of the file, each with its line.
    """
    problems: list[Problem] = []
    block = read_block(path, problems)
    words: list[Mapping[str, str]] = [{}, {}]
    if block is not None:
        block.choice("kind", ["gloss"], required=True)
        parts = [block.block(key, required=True) for key in ("terms", "lists")]
        words = [part.texts_by_key() if part else {} for part in parts]
        block.done()
    if problems:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    names: dict[tuple[str, str], str] = {}
    for one in lists:
        for term in one.terms:
            if term.code and term.language == "en" and one.id not in words[1]:
                names.setdefault((one.id, term.code), _OTHER_FORMS.sub("", term.text).strip())
    return Glossary({key.lower(): word for key, word in words[0].items()}, names, words[1])


def glossed(hits: Sequence[RuleHit], sentence: SentenceScan, glossary: Glossary) -> tuple[tuple[int, int, str], ...]:
    """Offsets into the field and English of the terms that made rules fire, where they are not in Latin script.

    A term inside another one that has its English, too, is left out.
    """
    found: dict[tuple[int, int], str] = {}
    for span in sorted((one for hit in hits for one in hit.spans), key=lambda one: (one.start, -one.end)):
        if any(start <= span.start and span.end <= end for start, end in found):
            continue
        written = sentence.text[span.start - sentence.start : span.end - sentence.start]
        if _FOREIGN.search(written) and (english := glossary.english(written, span.list, span.code)):
            found[span.start, span.end] = english
    return tuple((start, end, english) for (start, end), english in found.items())
