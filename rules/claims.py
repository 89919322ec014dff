"""What a sentence claims: how certain, who says so, which way things pass.

Cues never change relevance; they only read the claim of a sentence that is evidence already. What the values mean
stands in docs/vocabulary.md.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from rules.claiming import certainty, speakers
from rules.claiming.cues import CueBook, Reading
from rules.claiming.direction import direction, usual
from rules.claiming.names import words
from rules.claiming.neighbours import Neighbours, Scanned
from rules.packs import RuleSet
from rules.rule import Claim, RuleHit, SentenceScan

STRENGTH = ("occurred", "planned", "possible", "denied")
"""Statuses, the strongest first."""

CONTEXT = 3
"""Sentences back whose direction holds on where a sentence tells none."""


class ClaimReader:
    """Reads the claims of scanned sentences. Immutable, pure, safe to share between threads."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._book = CueBook(ruleset.cues)
        self._one_way = frozenset(theme.id for theme in ruleset.themes if not theme.directed)
        self._usual: dict[str, str] = {theme.id: theme.usual_direction for theme in ruleset.themes}

    def read(
        self,
        scan: Scanned,
        index: int,
        theme: str,
        hits: Sequence[RuleHit] = (),
        publisher: SentenceScan | None = None,
    ) -> Claim:
        """The claim of one sentence for one theme.

        `hits` are the rules of the theme that fired there; their terms say which words are the act, their roles who
        gives. Without them the first words of giving or getting in the sentence are the act. `publisher` has the
        terms of the publisher's name: what a think tank or an authority writes itself is its own claim.
        """
        sentence = scan.sentences[index]
        reading = self._book.read(sentence)
        focus = _focus(sentence, hits)
        act = certainty.anchor(reading, focus)
        source, speaker = self._source(scan, index, theme, reading, act)
        if source == "outlet" and publisher is not None:
            source, speaker = self._publisher(publisher)
        return Claim(
            status=certainty.status(reading, act),
            source=source,
            speaker=speaker,
            direction="from_dprk"
            if theme in self._one_way
            else self._direction(scan, index, theme, direction(reading, hits, focus, act)),
        )

    def _publisher(self, name: SentenceScan) -> tuple[str, str]:
        """The publisher as the source of what its text says itself; `outlet` for a medium like others."""
        marks = self._book.read(name).marks("publisher")
        return (marks[0].value, name.text) if marks else ("outlet", "")

    def _direction(self, scan: Scanned, index: int, theme: str, own: str) -> str:
        """The sentence's own direction, else that of evidence before it or in the title; of a title, its lead's.

        Where none of them tells one, what the sentence names decides, then what is usual for the theme.
        """
        if own != "unclear":
            return own
        ahead = range(1, min(len(scan.sentences), 1 + CONTEXT)) if scan.sentences[index].field == "title" else ()
        for at in (*range(index - 1, max(-1, index - 1 - CONTEXT), -1), 0, *ahead):
            other = scan.sentences[at]
            hits = [h for h in other.hits if h.theme == theme]
            if at != index and hits:
                reading = self._book.read(other)
                focus = _focus(other, hits)
                way = direction(reading, hits, focus, certainty.anchor(reading, focus))
                if way != "unclear":
                    return way
        return usual(self._book.read(scan.sentences[index])) or self._usual.get(theme) or "unclear"

    def is_norm(self, scan: Scanned, index: int) -> bool:
        """True when the sentence only says what a rule asks for ('the resolution bans ...'): no evidence of an act."""
        sentence = scan.sentences[index]
        reading = self._book.read(sentence)
        return certainty.is_norm(reading, certainty.anchor(reading, _focus(sentence, sentence.hits)))

    def _source(
        self, scan: Scanned, index: int, theme: str, reading: Reading, act: tuple[int, int] | None
    ) -> tuple[str, str]:
        around = Neighbours(self._book, scan, index, theme)
        first = around.told_after() or around.quoted()
        if first is not None:
            return first
        found = speakers.choose(reading, speakers.attributions(reading), act)
        named = (found.source, words(reading, found.start, found.end)) if found is not None else None
        if found is not None and found.source != "media":
            state = found.source == "government" and any(s.start == found.start for s in reading.states)
            service = around.service() if reading.title and state else None
            return service or (found.source, words(reading, found.start, found.end))
        other = around.carried() or speakers.by_office(reading) or speakers.by_act(reading)
        if other is not None or named is not None:
            return other or named or ("outlet", "")
        unnamed = reading.marks("says_unnamed")
        if unnamed:
            return "media", reading.text[unnamed[0].start : unnamed[0].end]
        if reading.title:
            return around.headline() or ("outlet", "")
        return around.publisher() or around.under_headline() or around.relayed() or ("outlet", "")


class Told(Protocol):
    """What weighs a claim: its status and its source."""

    @property
    def status(self) -> str:
        """As of `rules.rule.Claim`."""

    @property
    def source(self) -> str:
        """Ditto."""


AnyClaim = TypeVar("AnyClaim", bound=Told)


def strongest(claims: Sequence[tuple[AnyClaim, float, bool]]) -> AnyClaim | None:
    """The claim of a text from those of its evidence: (claim, score of the sentence 0..1, whether it is the title).

    A headline that is evidence speaks for the text (a headline that denies is a denial even where the text repeats the
    accusation). Without one, the strongest status among the sentences that score nearly as well as the best; among
    equals a named source before a medium and a medium before the outlet's own voice, then the source that is named most
    often, then the better score.
    """
    for claim, _, title in claims:
        if title:
            return claim
    if not claims:
        return None
    best = max(score for _, score, _ in claims)
    near = [c for c in claims if c[1] >= best - MARGIN]
    told = Counter(claim.source for claim, _, _ in near)
    return min(
        near, key=lambda c: (STRENGTH.index(c[0].status), _VAGUE.get(c[0].source, 0), -told[c[0].source], -c[1])
    )[0]


MARGIN = 0.5
"""How far below the best score a sentence may lie to speak for its text."""

_VAGUE = {"media": 1, "outlet": 2}


def _focus(sentence: SentenceScan, hits: Iterable[RuleHit]) -> tuple[tuple[int, int], ...]:
    spans = {(s.start - sentence.start, s.end - sentence.start) for hit in hits for s in hit.spans if not s.code}
    return tuple(sorted(s for s in spans if s[0] >= 0))
