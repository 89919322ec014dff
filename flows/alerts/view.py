"""What a message shows of an alert, as templates have it: every text cleaned, cut and in a reader's words."""

from dataclasses import dataclass

from flows.alerts import words
from flows.alerts.cleaning import Verbatim


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an alert a message shows."""

    themes: int = 100
    quotations: int = 3
    """For each theme."""
    quotation: int = 320
    """Characters of one quotation."""
    measures: int = 2
    """For each theme."""
    requirement: int = 260
    """Characters of what one measure requires, and of its exemptions."""
    reason: int = 300
    """Characters of what is new."""
    articles: int = 8
    known: int = 3
    """Statements that were told before."""
    reasons: bool = True
    """Whether score and severity are explained."""
    terms: bool = True
    """Whether the terms that moved the model are named."""


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quoted sentence with who says it, how sure they are, and where it stands."""

    pieces: tuple[tuple[str, bool], ...]
    """The sentence in pieces; True marks the terms that made rules fire."""
    status: str
    who: str
    direction: str
    """Empty where it is that of the theme."""
    place: str
    """`EFE, 13 Dec 2023`."""
    number: int
    """Place of the article in the list of articles, from 1; 0 when it is not listed."""
    link: Verbatim
    """Empty where there is none that is safe."""
    gloss: str
    """`파견 = send, 노동자 = worker`: matched terms of other scripts in English; empty where there are none."""
    background: bool

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(piece for piece, _ in self.pieces)

    @property
    def claim(self) -> str:
        """`planned, according to “the spy agency” (intelligence service)`."""
        shadow = "only a shadow rule fired" if self.background else ""
        return words.joined((f"{self.status}, according to {self.who}", self.direction, shadow))

    @property
    def cited(self) -> str:
        """`EFE, 13 Dec 2023 [2]`: the number leads to the list of articles."""
        return f"{self.place} [{self.number}]" if self.number else self.place


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A relevant measure: never a finding that it was broken."""

    label: str
    requires: str
    exemptions: tuple[str, ...]
    note: str
    """`paragraph number not verified`, or empty."""

    @property
    def exempt(self) -> str:
        """`possible exemptions: ...`, `no exemption noted`; empty in messages that have no room for it."""
        if not self.requires:
            return ""
        if not self.exemptions:
            return "no exemption noted"
        return f"possible exemption{'s' if len(self.exemptions) > 1 else ''}: {'; '.join(self.exemptions)}"


@dataclass(frozen=True, slots=True)
class ThemeView:
    """One theme of the alert."""

    title: str
    severity: str
    status: str
    source: str
    direction: str
    update: str
    """What is new since the alert before, to be said first; empty in a first alert."""
    new: str
    """What is new in a first alert; empty in an update."""
    quotations: tuple[QuotationView, ...]
    more: str
    """`and 2 more statements`, or empty."""
    measures: tuple[MeasureView, ...]
    more_measures: str
    score: str
    reasons: tuple[str, ...]
    """Why it scored: rules with points, the model's probability, its terms."""
    rating: str
    """Why it has its severity; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class KnownView:
    """A statement that an alert about another story told before."""

    theme: str
    text: str
    claim: str
    since: str
    """`known since 12 Dec 2023 (alert a1.1)`."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article of the story."""

    number: int
    title: str
    place: str
    link: Verbatim


@dataclass(frozen=True, slots=True)
class NameView:
    """An entry of a list of names that the evidence names."""

    text: str
    """Which entry, how it was found, and the words that stand there."""
    number: int
    """Place of the article in the list of articles, from 1; 0 when it is not listed."""
    place: str
    """Where it stands: `EFE, 13 Dec 2023`; empty where that is not known."""
    link: Verbatim
    """Empty where there is none that is safe."""

    @property
    def cited(self) -> str:
        """The text with the number that leads to the list of articles: `..., by an alias: “KOREX” [2]`."""
        return f"{self.text} [{self.number}]" if self.number else self.text

    def __str__(self) -> str:
        return self.cited


@dataclass(frozen=True, slots=True)
class View:
    """An alert as its readers see it."""

    subject: str
    severity: str
    ordinal: str
    """`first alert about this story`, `update: alert 3 about this story, the last one was of 13 Dec 2023`."""
    created: str
    headline: str
    themes: tuple[ThemeView, ...]
    """In the order of the alert: the most prominent first."""
    summary: str
    """`Labour dispatch (planned), Arms transfer (occurred)`; empty for one theme."""
    more_themes: str
    """Themes that are left out, with what is claimed: `and 1 more theme: Arms transfer (occurred)`."""
    known: tuple[KnownView, ...]
    more_known: str
    names: tuple[NameView, ...]
    """Entries of the lists of names that the evidence names; `names_note` says what that means."""
    names_note: str
    reach: str
    """`3 articles, outlets: The Korea Herald, EFE`."""
    tally: str
    """`3 articles, 2 independent origins (NIS, KCNA)`: the same in short."""
    origins: str
    """`2 independent origins: NIS, KCNA`."""
    articles: tuple[ArticleView, ...]
    more_articles: str
    command: Verbatim
    """Shows everything that is known about the alert; fit for a shell."""
    notices: tuple[str, ...]
    repeat: str
    """That the message may have arrived before, to be said at its foot; empty where it has not been tried."""
