"""What a sentence claims: how certain, who says so, which way things pass.

Cues never change relevance; they only read the claim of a sentence that is evidence already. What the values mean
stands in docs/vocabulary.md.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from rules.claiming import certainty, speakers
from rules.claiming.cues import CueBook, Reading
from rules.claiming.direction import direction
from rules.claiming.names import nearest, words
from rules.packs import RuleSet
from rules.rule import Claim, RuleHit, SentenceScan

STRENGTH = ("occurred", "planned", "possible", "denied")
"""Statuses, the strongest first."""

LOOK_BACK = 4
"""Sentences back that a pronoun may reach for its speaker."""

TURN = 12
"""Sentences that a question or an answer in a transcript may run on."""

CONTEXT = 3
"""Sentences back whose direction holds on where a sentence tells none."""

_OPENING = 8
"""Words at the start of a sentence within which a pronoun carries the speaker on."""

_NAMED_SPEAKER = re.compile(
    r"([A-Z][\w’'-]+) (?:said|says|adds|added|told|tells|noted|notes|wrote|writes|stated|warned|warns"
    r"|explained|explains|responded|argued|argues|believes|thinks|suggested|suggests|estimates|estimated|tweeted)\b"
    r"|[,”\"] (?:said|says|added) ([A-Z][\w’'-]+)"
)
_PRONOUNS = frozenset({"He", "She", "They", "It", "We", "I", "You", "This", "That", "Which", "Who"})
_OPEN_END = re.compile(r"[,”\"»」』]\s*$")
_QUOTE = re.compile(r"\s*[“\"«「『]")


class Scanned(Protocol):
    """What a reader of claims needs of a scan: its sentences, the title first."""

    @property
    def sentences(self) -> tuple[SentenceScan, ...]:
        """In the order of the document."""


class ClaimReader:
    """Reads the claims of scanned sentences. Immutable, pure, safe to share between threads."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._book = CueBook(ruleset.cues)
        self._one_way = frozenset(theme.id for theme in ruleset.themes if not theme.directed)

    def read(self, scan: Scanned, index: int, theme: str, hits: Sequence[RuleHit] = ()) -> Claim:
        """The claim of one sentence for one theme.

        `hits` are the rules of the theme that fired there; their terms say which words are the act, their roles who
        gives. Without them the first words of giving or getting in the sentence are the act.
        """
        sentence = scan.sentences[index]
        reading = self._book.read(sentence)
        focus = _focus(sentence, hits)
        act = certainty.anchor(reading, focus)
        source, speaker = self._source(scan, index, reading, act)
        return Claim(
            status=certainty.status(reading, act),
            source=source,
            speaker=speaker,
            direction="from_dprk"
            if theme in self._one_way
            else self._direction(scan, index, theme, direction(reading, hits, focus, act)),
        )

    def _direction(self, scan: Scanned, index: int, theme: str, own: str) -> str:
        """The sentence's own direction, else that of evidence just before it or in the title."""
        if own != "unclear":
            return own
        for at in (*range(index - 1, max(-1, index - 1 - CONTEXT), -1), 0):
            other = scan.sentences[at]
            hits = [h for h in other.hits if h.theme == theme]
            if at != index and hits:
                reading = self._book.read(other)
                focus = _focus(other, hits)
                way = direction(reading, hits, focus, certainty.anchor(reading, focus))
                if way != "unclear":
                    return way
        return "unclear"

    def is_norm(self, scan: Scanned, index: int) -> bool:
        """True when the sentence only says what a rule asks for ('the resolution bans ...'): no evidence of an act."""
        sentence = scan.sentences[index]
        reading = self._book.read(sentence)
        return certainty.is_norm(reading, certainty.anchor(reading, _focus(sentence, sentence.hits)))

    def _source(
        self, scan: Scanned, index: int, reading: Reading, act: tuple[int, int] | None, back: int = LOOK_BACK
    ) -> tuple[str, str]:
        after = self._follows(scan, index)
        if after is not None:
            return after
        found = speakers.choose(reading, speakers.attributions(reading), act)
        if found is not None and found.source != "media":
            return found.source, words(reading, found.start, found.end)
        other = self._carried(scan, index, reading, back) or speakers.by_office(reading) or speakers.by_act(reading)
        if other is not None:
            return other
        if found is not None:
            return found.source, words(reading, found.start, found.end)
        unnamed = reading.marks("says_unnamed")
        if unnamed:
            return "media", reading.text[unnamed[0].start : unnamed[0].end]
        return self._own_voice(scan, index, reading, back)

    def _follows(self, scan: Scanned, index: int) -> tuple[str, str] | None:
        """The source that the next sentence gives for this one ('many analysts say so'); None without."""
        if index + 1 >= len(scan.sentences):
            return None
        reading = self._book.read(scan.sentences[index + 1])
        for mark in reading.marks("follows"):
            return mark.value, reading.text[mark.start : mark.end]
        return None

    def _carried(self, scan: Scanned, index: int, reading: Reading, back: int) -> tuple[str, str] | None:
        """The source near by that a pronoun, a bare name or an open quotation stands for; None without such."""
        named = _NAMED_SPEAKER.search(reading.text)
        if named is not None:
            name = named[1] or named[2]
            if name not in _PRONOUNS:
                return self._person(scan, index, name)
        quoted = _QUOTE.match(reading.text) is not None
        if quoted and _OPEN_END.search(reading.text):
            after = self._named(scan, index, 1)
            if after is not None:
                return after
        if any(quoted or reading.gap(0, m.start) <= _OPENING for m in reading.marks("continues")):
            for step in range(1, back + 1):
                before = self._named(scan, index, -step)
                if before is not None:
                    return before
        return None

    def _named(self, scan: Scanned, index: int, step: int) -> tuple[str, str] | None:
        """Who is named as the source in a neighbouring sentence of the same field; None for nobody."""
        at = index + step
        if not 0 <= at < len(scan.sentences) or scan.sentences[at].field != scan.sentences[index].field:
            return None
        reading = self._book.read(scan.sentences[at])
        found = speakers.choose(reading, speakers.attributions(reading), None)
        return (found.source, words(reading, found.start, found.end)) if found is not None else None

    def _person(self, scan: Scanned, index: int, name: str) -> tuple[str, str]:
        """The source that a surname stands for: the office or profession nearest to it in an earlier sentence."""
        for before in range(index - 1, -1, -1):
            sentence = scan.sentences[before]
            at = re.search(rf"\b{re.escape(name)}\b", sentence.text)
            if at is not None:
                near = nearest(self._book.read(sentence), at.start())
                if near:
                    return near, name
        return "expert", name

    def _own_voice(self, scan: Scanned, index: int, reading: Reading, back: int) -> tuple[str, str]:
        """`outlet`, or the body that publishes the text where the title shows one; a headline has its lead's source."""
        if scan.sentences[0].field != "title":
            return "outlet", ""
        if not reading.title:
            document = self._book.read(scan.sentences[0]).marks("document")
            if not document:
                return "outlet", ""
            asked = _turn(scan, index) == "question"
            return ("media" if asked else document[0].value), ""
        body = next((s for s in scan.sentences[index:] if s.field != "title"), None)
        if back and body is not None:
            lead = self._book.read(body)
            found = speakers.choose(lead, speakers.attributions(lead), None)
            if found is not None and found.source != "media":
                return found.source, words(lead, found.start, found.end)
        return "outlet", ""


def _turn(scan: Scanned, index: int) -> str:
    """Whose turn it is in a transcript at a sentence; empty outside transcripts."""
    for at in range(index, max(-1, index - TURN), -1):
        turn = speakers.transcript_turn(scan.sentences[at].text)
        if turn:
            return turn
    return ""


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
    equals a named source before a medium and a medium before the outlet's own voice, then the better score.
    """
    for claim, _, title in claims:
        if title:
            return claim
    if not claims:
        return None
    best = max(score for _, score, _ in claims)
    near = [c for c in claims if c[1] >= best - MARGIN]
    return min(near, key=lambda c: (STRENGTH.index(c[0].status), _VAGUE.get(c[0].source, 0), -c[1]))[0]


MARGIN = 0.25
"""How far below the best score a sentence may lie to speak for its text."""

_VAGUE = {"media": 1, "outlet": 2}


def _focus(sentence: SentenceScan, hits: Iterable[RuleHit]) -> tuple[tuple[int, int], ...]:
    spans = {(s.start - sentence.start, s.end - sentence.start) for hit in hits for s in hit.spans if not s.code}
    return tuple(sorted(s for s in spans if s[0] >= 0))
