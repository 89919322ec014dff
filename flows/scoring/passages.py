"""Sentences as the classifier sees them."""

from collections.abc import Sequence

from flows.scoring.parts import Masking
from models.features import Passage
from rules.rule import SentenceScan


def passages_of(vocabulary: Masking, sentences: Sequence[SentenceScan]) -> tuple[Passage, ...]:
    """One passage a sentence, names masked, with its neighbours of the same field."""
    masked = [vocabulary.mask(s.text, s.terms, s.start) for s in sentences]
    fields = [s.field for s in sentences]
    return tuple(
        Passage(
            text=text,
            before=masked[i - 1] if i and fields[i - 1] == fields[i] else "",
            after=masked[i + 1] if i + 1 < len(masked) and fields[i + 1] == fields[i] else "",
            title=fields[i] == "title",
        )
        for i, text in enumerate(masked)
    )
