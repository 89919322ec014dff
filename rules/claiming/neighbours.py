"""The source of a sentence that names none itself: whoever speaks in the sentences around it.

A pronoun, a bare surname, an open quotation and a headline lean on their neighbours; so does what a text says in its
own voice right under a headline that names its source.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from rules.claiming import speakers
from rules.claiming.cues import CueBook, Reading
from rules.claiming.names import names_in, nearest, words
from rules.rule import SentenceScan
from rules.text.words import HAN_KANA

LOOK_BACK = 4
"""Sentences back that a pronoun may reach for its speaker."""

QUOTATION = 8
"""Sentences that a quotation may run on."""

LEAD = 3
"""Sentences under a headline that may name its source, and that may have theirs from it."""

CARRY = 2
"""Sentences back whose source goes on without a word."""

SHORT = 8
"""Sentences of a text, its title included, that is taken as the report of one source."""

_OPENING = 8
"""Words at the start of a sentence within which a pronoun carries the speaker on."""

Source = tuple[str, str]
"""The type of a source and the words that name it."""

_SPEECH = (
    "said|says|adds|added|told|tells|noted|notes|wrote|writes|stated|warned|warns|explained|explains|responded|argued"
    "|argues|believes|thinks|suggested|suggests|estimates|estimated|tweeted"
)
_RUSSIAN_SPEECH = "(?:сказал|заявил|отметил|добавил|сообщил|подчеркнул|рассказал|пояснил|считает|утверждает|уточнил)а?"
_CHINESE_SPEECH = "(?:说|說|表示|称|稱|指出|强调|強調|透露|补充|補充|认为|認為|作证)"
_NAMED_SPEAKERS = (
    re.compile(rf"([A-Z][\w’'-]+) (?:{_SPEECH})\b|[,”\"] (?:said|says|added) ([A-Z][\w’'-]+)"),
    re.compile(rf"\b([А-ЯЁ][а-яё-]{{3,}}) (?:также )?{_RUSSIAN_SPEECH}\b|{_RUSSIAN_SPEECH} ([А-ЯЁ][а-яё-]{{3,}})\b"),
    re.compile(rf"(?:^|[，；“”」])([一-龥·‧・]{{2,10}}?)[还還也又]?{_CHINESE_SPEECH}"),
)
_DROPS_SUBJECTS = re.compile(f"[{HAN_KANA}\uac00-\ud7a3]")
_ABOUT_THIS = re.compile(r"\s*(?:Об этом|Такое заявление|Такую информацию|С таким заявлением)\b")
_PRONOUNS = frozenset({"He", "She", "They", "It", "We", "I", "You", "This", "That", "Which", "Who"})
_OPENS = frozenset("“«「『„")
_CLOSES = frozenset("”»」』")
_QUOTE = re.compile(r"\s*[“\"«「『„]")
_OPEN_END = re.compile(r"[,”\"»」』]\s*$")
_CLOSED = re.compile(r"[”\"»」』][.。]?\s*$")


class Scanned(Protocol):
    """What a reader of claims needs of a scan: its sentences, the title first."""

    @property
    def sentences(self) -> tuple[SentenceScan, ...]:
        """In the order of the document."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The sentences around one sentence, asked for its source."""

    book: CueBook
    scan: Scanned
    index: int
    theme: str

    @property
    def reading(self) -> Reading:
        """The sentence itself."""
        return self.book.read(self.scan.sentences[self.index])

    def told_after(self) -> Source | None:
        """The source that the next sentence gives ('many analysts say so', 'об этом сообщил ...'); None without."""
        if self.index + 1 >= len(self.scan.sentences):
            return None
        reading = self.book.read(self.scan.sentences[self.index + 1])
        for mark in reading.marks("follows"):
            return mark.value, reading.text[mark.start : mark.end]
        return self._named(self.index + 1) if _ABOUT_THIS.match(reading.text) else None

    def quoted(self) -> Source | None:
        """Who is quoted, where the sentence stands whole inside a quotation that began before; None elsewhere."""
        opened = self._opened()
        if opened is None:
            return None
        behind = range(opened + 1, self.index)
        places = (*range(opened, max(-1, opened - 3), -1), *behind, *self._until_closed())
        return next(filter(None, map(self._named, places)), None)

    def carried(self) -> Source | None:
        """The source near by that a pronoun, a bare name or a quotation stands for; None without such."""
        reading = self.reading
        for pattern in _NAMED_SPEAKERS:
            for match in pattern.finditer(reading.text):
                name = match[1] or match[2]
                if name not in _PRONOUNS:
                    person = self._person(name, known=pattern is not _NAMED_SPEAKERS[0])
                    if person is not None:
                        return person
        quoted = _QUOTE.match(reading.text) is not None
        if quoted and _OPEN_END.search(reading.text):
            after = self._named(self.index + 1)
            if after is not None:
                return after
        pronoun = any(quoted or reading.gap(0, m.start) <= _OPENING for m in speakers.pronouns_in(reading))
        whole = quoted and _CLOSED.search(reading.text) is not None
        if not (pronoun or whole):
            return None
        back = range(self.index - 1, max(-1, self.index - 1 - (LOOK_BACK if pronoun else 2)), -1)
        return next(filter(None, (self._named(at) for at in back)), None) or next(
            filter(None, (self._introduced(at) for at in back)), None
        )

    def headline(self) -> Source | None:
        """The source of a headline that names none: that of the first sentences under it, the theme's first."""
        told = [found for at in self._leads() if (found := self._told(at)) and (found[0] != "dprk" or self._about(at))]
        return next((t for t in told if t[0] != "media"), None) or next(iter(told), None)

    def service(self) -> Source | None:
        """The intelligence service that the text under a headline names, where the headline names only its state."""
        return next((f for at in self._leads() if (f := self._named(at)) and f[0] == "intelligence"), None)

    def under_headline(self) -> Source | None:
        """The source that the headline names, for the first sentences under it; None elsewhere."""
        title = self.scan.sentences[0]
        if title.field != "title" or not 0 < self.index <= LEAD:
            return None
        return self._named(0)

    def relayed(self) -> Source | None:
        """The source that goes on speaking without being named again; None in long texts of alphabetic scripts.

        A short item reports what one source says. Chinese, Japanese and Korean drop a subject that goes on, and a
        Chinese text that opens with 'according to a report by ...' passes that report on as a whole.
        """
        sentences = self.scan.sentences
        here = sentences[self.index]
        drops = _DROPS_SUBJECTS.search(here.text) is not None
        if not drops and len(sentences) > SHORT:
            return None
        first = next((i for i, s in enumerate(sentences) if s.field == here.field), self.index)
        places = [*range(self.index - 1, max(first, self.index - CARRY) - 1, -1)]
        if drops:
            places += range(first, min(first + LEAD, self.index))
        return next(filter(None, map(self._named, places)), None)

    def publisher(self) -> Source | None:
        """The body that publishes the text itself, where the title shows one; None where none does."""
        title = self.scan.sentences[0]
        if title.field != "title" or self.index == 0:
            return None
        document = self.book.read(title).marks("document")
        return (document[0].value, "") if document else None

    def _leads(self) -> list[int]:
        body = [i for i, s in enumerate(self.scan.sentences) if i > self.index and s.field != "title"][:LEAD]
        own = [i for i in body if any(h.theme == self.theme for h in self.scan.sentences[i].hits)]
        return own + [i for i in body[:1] if i not in own]

    def _about(self, at: int) -> bool:
        """True for a sentence that is evidence itself; what the DPRK says elsewhere in a lead is another matter."""
        return any(hit.theme == self.theme for hit in self.scan.sentences[at].hits)

    def _told(self, at: int) -> Source | None:
        """The source named in a sentence, by words of speech or by an official act."""
        named = self._named(at)
        return named or speakers.by_act(self.book.read(self.scan.sentences[at]))

    def _named(self, at: int) -> Source | None:
        """Who is named as the source in a sentence of the same field, or of the lead; None for nobody."""
        if not 0 <= at < len(self.scan.sentences):
            return None
        reading = self.book.read(self.scan.sentences[at])
        found = speakers.choose(reading, speakers.attributions(reading), None)
        return (found.source, words(reading, found.start, found.end)) if found is not None else None

    def _introduced(self, at: int) -> Source | None:
        """Whom an earlier sentence begins with ('The analyst spoke on Monday.'); None for nobody."""
        if not 0 <= at < self.index:
            return None
        reading = self.book.read(self.scan.sentences[at])
        for name in names_in(reading)[:1]:
            if reading.gap(0, name.start) <= _OPENING:
                return name.value, words(reading, name.start, name.end)
        return None

    def _person(self, name: str, *, known: bool) -> Source | None:
        """The source that a surname stands for: the office or profession nearest to it in an earlier sentence.

        Somebody whom no sentence introduces is an expert; with `known` nobody.
        """
        edge = r"\b" if name[0].isascii() else ""
        pattern = re.compile(rf"{edge}{re.escape(name)}{edge}")
        for before in range(self.index - 1, -1, -1):
            sentence = self.scan.sentences[before]
            at = pattern.search(sentence.text)
            if at is not None:
                near = nearest(self.book.read(sentence), at.start())
                if near:
                    return near, name
        return None if known else ("expert", name)

    def _opened(self) -> int | None:
        """The sentence in which the quotation began that is open at the start of this one; None outside quotations."""
        opened = None
        straight = None
        first = max(0, self.index - QUOTATION)
        for at in range(first, self.index):
            sentence = self.scan.sentences[at]
            if sentence.field != self.scan.sentences[self.index].field:
                continue
            for letter in sentence.text:
                if letter in _OPENS:
                    opened = at
                elif letter in _CLOSES:
                    opened = None
            if sentence.text.count('"') % 2:
                straight = at if straight is None and sentence.text.lstrip().startswith('"') else None
        return opened if opened is not None else straight

    def _until_closed(self) -> Iterator[int]:
        """The sentence in which an open quotation ends, and the one after it."""
        for at in range(self.index, min(len(self.scan.sentences), self.index + QUOTATION)):
            if any(letter in _CLOSES or letter == '"' for letter in self.scan.sentences[at].text):
                yield at
                yield at + 1
                return
