"""Names of lists in quoted sentences and the titles above them. Pure: one automaton finds, a few rules decide.

The automaton is that of the rules (`rules.language.vocabulary`): it knows the borders of words in each script. What it
finds counts only when it is written as a name, and as `flows.listed.forms` asks for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.domain import ArticleId, EntryKind, ListedName, ListEntry, MatchKind, NameList, Quotation
from flows.listed.forms import SHORT, Form, Weight, forms, written
from rules.language.definition import Origin, Term, TermList
from rules.language.terms import TermSyntaxError, phrases
from rules.language.vocabulary import Vocabulary
from rules.rule import ListId
from rules.text.folding import fold

_WORD = re.compile(r"(?<![\w'’\u2010\u2011-])[^\W\d_]+")
"""A word that no hyphen or apostrophe joins to the one before."""
_SMALL = frozenset(
    ("a", "an", "and", "da", "de", "der", "di", "du", "for", "in", "la", "le", "of", "on", "the", "to", "von")
)
"""Words that are written small inside names."""
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SHIPS = re.compile(
    r"\b(?:vessels?|(?:war|steam|motor)?ships?|(?:super)?tankers?|freighters?|cargo|carriers?|boats?|fleet|bulkers?|m/?v"
    r"|m/?t|imo|flagged|port|docked|anchored|ais|transponder)\b|선박|화물선|유조선|어선|호(?:가|는|를|의)|船|轮|輪|号|號"
    r"|\bсудн|\bсуда|\bкорабл|танкер|сухогруз|теплоход",
    re.IGNORECASE,
)
_IMO = re.compile(r"\b(?:IMO|ИМО)\b[^\d\n]{0,20}(\d{7})(?!\d)|\bIMO(\d{7})(?!\d)", re.IGNORECASE)
_LEADING = list(MatchKind)
"""The surest first."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to search, with its place."""

    article: ArticleId
    field: str
    offset: int
    text: str
    about_ships: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    """A form of an entry where it stands."""

    entry: ListEntry
    form: Form
    listed: ListedName


class Finder:
    """Looks for the names of some lists. Immutable and safe to share between threads."""

    def __init__(self, lists: Iterable[NameList] = ()) -> None:
        self._forms: dict[str, list[tuple[ListEntry, Form]]] = defaultdict(list)
        self._imo: dict[str, list[ListEntry]] = defaultdict(list)
        # The UN's own number names an entry better than that of whoever publishes it again.
        entries = sorted((entry for one in lists for entry in one.entries), key=lambda e: not e.id.startswith("KP"))
        for entry in entries:
            for form in _surest(entry):
                self._forms[form.text].append((entry, form))
            for number in entry.imo:
                self._imo[number].append(entry)
        self._texts = tuple(self._forms)
        terms = tuple(Term(text, "any", str(number), 0) for number, text in enumerate(self._texts))
        origin = Origin(Path(), 0)
        self._vocabulary = Vocabulary([TermList(ListId("listed"), "listed names", terms, (), origin, plurals=False)])

    def __call__(self, quotations: Sequence[Quotation]) -> tuple[ListedName, ...]:
        """The entries that the quoted sentences and their titles name, in the order they are met; each once.

        Of several names of one entry the surest is given.
        """
        if not self._texts and not self._imo:
            return ()
        hits: dict[str, list[_Hit]] = {}
        for text in _texts(quotations):
            for hit in self._hits(text):
                hits.setdefault(hit.entry.id, []).append(hit)
        found: list[_Hit] = []
        for of_entry in hits.values():
            best = _best(of_entry)
            if best is not None and not any(_is_published_again(best, other) for other in found):
                found.append(best)
        return tuple(hit.listed for hit in found)

    def _hits(self, text: _Text) -> Iterator[_Hit]:
        for match in _IMO.finditer(text.text):
            number = match[1] or match[2]
            for entry in self._imo.get(number, ()):
                form = Form(number, f"IMO {number}", MatchKind.IMO, Weight.FULL)
                yield _hit(entry, form, text, *match.span())
        for term in self._vocabulary.find(fold(text.text)):
            for entry, form in self._forms[self._texts[int(term.code)]]:
                if _is_written_as_name(text.text, term.start, term.end, entry.kind) and (
                    form.weight is not Weight.SHIP or text.about_ships
                ):
                    yield _hit(entry, form, text, term.start, term.end)


def _surest(entry: ListEntry) -> Iterator[Form]:
    """The forms of an entry that can be looked for, each once: as that of the name that says most."""
    found: dict[str, Form] = {}
    for form in forms(entry):
        before = found.get(form.text)
        if before is None or (before.weight is Weight.PAIR and form.weight is not Weight.PAIR):
            found[form.text] = form
    yield from (form for form in found.values() if _is_searchable(form.text))


def _is_searchable(text: str) -> bool:
    """False for what the automaton cannot look for: one odd name must not cost all the others."""
    try:
        phrases(text, plurals=False)
    except TermSyntaxError:
        return False
    return True


def _texts(quotations: Iterable[Quotation]) -> Iterator[_Text]:
    """Every sentence and every title once."""
    seen: set[tuple[ArticleId, str, int]] = set()
    for quotation in quotations:
        evidence = quotation.evidence
        ships = _SHIPS.search(f"{quotation.title}\n{evidence.text}") is not None
        for field, offset, text in (
            (evidence.field, evidence.start, evidence.text),
            ("title", 0, quotation.title),
        ):
            place = (quotation.article, field, offset)
            if place not in seen:
                seen.add(place)
                yield _Text(*place, text, ships)


def _hit(entry: ListEntry, form: Form, text: _Text, start: int, end: int) -> _Hit:
    return _Hit(
        entry,
        form,
        ListedName(
            entry=entry.id,
            kind=entry.kind,
            name=entry.name,
            spelled=form.spelled,
            words=text.text[start:end],
            how=form.how,
            article=text.article,
            field=text.field,
            start=text.offset + start,
            end=text.offset + end,
        ),
    )


def _best(hits: list[_Hit]) -> _Hit | None:
    """What stands for an entry; None where all that was found of it is too little."""
    alone = [hit for hit in hits if hit.form.weight is not Weight.PAIR]
    if not alone and len({hit.form.spelled for hit in hits}) < 2:  # noqa: PLR2004 - two names that say little
        return None
    return min(alone or hits, key=lambda hit: _LEADING.index(hit.form.how))


def _is_published_again(hit: _Hit, other: _Hit) -> bool:
    """Whether two hits are one entry under the numbers of two publishers: each list has its names once."""
    one, two = hit.listed, other.listed
    if (one.article, one.field, one.start) != (two.article, two.field, two.start):
        return False
    if hit.entry.id.startswith("KP") and other.entry.id.startswith("KP"):
        return False
    mine, theirs = ({fold(name.text).text for name in written(entry)} for entry in (hit.entry, other.entry))
    return fold(one.name).text in theirs or fold(two.name).text in mine


def _is_written_as_name(text: str, start: int, end: int, kind: EntryKind) -> bool:
    """Whether words stand as a name does: capitals where the script has them, and no part of a longer one."""
    words = text[start:end]
    cased: list[str] = [word for word in _WORD.findall(words) if word[0].lower() != word[0].upper()]
    if not cased:
        return True
    if kind is EntryKind.PERSON and re.match(r"[-\u2010\u2011][^\W\d_]", text[end : end + 2]):
        return False  # Kim Chol-ho is not Kim Chol
    if len(cased) == 1 and len(words) < SHORT:
        return words.isupper()
    if _CYRILLIC.search(words):
        return cased[0][0].isupper()
    return all(word[0].isupper() or word in _SMALL for word in cased)
