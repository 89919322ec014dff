"""What is suspicious in a pack that loads: each issue with its file, line and a way out.

Mistakes that keep a pack from loading are told by the loader; `issues_of` gives them the same form.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rules.cases import document_of
from rules.document import Document
from rules.engine import Engine
from rules.errors import RuleError
from rules.language.definition import Origin, Rule, ShapeSignal, Term, TermList
from rules.language.terms import spellings
from rules.language.vocabulary import Vocabulary
from rules.loading.linking import lists_of
from rules.packs import RuleSet
from rules.rule import ListId, RuleStatus
from rules.text.folding import fold
from rules.text.scripts import sentence_language

SHORT_STEM = 4
"""Letters that a stem of an alphabet should have at least."""
STABLE_LANGUAGES = 2
"""Languages in which a stable rule is tested at least."""


class Severity(StrEnum):
    """How bad an issue is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at."""

    severity: Severity
    path: Path
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}" + (f" ({self.hint})" if self.hint else "")


def issues_of(error: RuleError) -> list[Issue]:
    """The problems of a pack that does not load."""
    return [Issue(Severity.ERROR, one.path, one.line, one.message, one.hint) for one in error.problems]


def lint(ruleset: RuleSet, folders: Sequence[Path] = (), corpus: Iterable[Document] = ()) -> list[Issue]:
    """Issues of a set, by file and line.

    With `folders` the files in them are looked at as well (does the first line name the schema). With a `corpus` the
    terms are named that hit none of its documents.
    """
    issues = [
        *_terms(ruleset),
        *_unused(ruleset),
        *_untested(ruleset),
        *_stable(ruleset),
        *_roles(ruleset),
        *_schemas(folders),
        *_silent(ruleset, corpus),
    ]
    return sorted(issues, key=lambda issue: (issue.path, issue.line, issue.message))


def _lists(ruleset: RuleSet) -> Iterator[TermList]:
    yield from ruleset.lists.values()
    yield from ruleset.cues.values()


def _issue(severity: Severity, origin: Origin, message: str, hint: str = "", line: int | None = None) -> Issue:
    return Issue(severity, origin.path, origin.line if line is None else line, message, hint)


def _terms(ruleset: RuleSet) -> Iterator[Issue]:
    for one in _lists(ruleset):
        vocabulary = Vocabulary([one])
        seen: dict[str, Term] = {}
        for term in one.terms:
            for form in spellings(term.text):
                if not any(hit.code == term.code for hit in vocabulary.find(fold(form))):
                    message = f"'{form}' never matches its own text in '{one.id}'"
                    hint = "a longer exception, or a longer term of another code, covers it"
                    yield _issue(Severity.ERROR, one.origin, message, hint, term.line)
            yield from _stems(one, term)
            key = fold(term.text).cased
            twin = seen.setdefault(key, term)
            if twin is not term and not (twin.code == term.code and twin.language != term.language):
                same = twin.code == term.code
                message = f"'{term.text}' stands twice in '{one.id}'" + ("" if same else ", with two codes")
                severity = Severity.WARNING if same else Severity.ERROR
                yield _issue(severity, one.origin, message, f"first in line {twin.line}", term.line)


def _stems(one: TermList, term: Term) -> Iterator[Issue]:
    if " " in term.text:
        return
    for word in term.text.split("/"):
        stem = word.removesuffix("*")
        letters = [char for char in stem if char.isalpha()]
        alphabetic = sentence_language(stem) in {"en", "ru"}
        if stem != word and alphabetic and len(letters) < SHORT_STEM:
            message = f"the stem '{word}' in '{one.id}' has fewer than {SHORT_STEM} letters"
            yield _issue(Severity.WARNING, one.origin, message, "it may match unrelated words", term.line)


def _unused(ruleset: RuleSet) -> Iterator[Issue]:
    used = set(ruleset.subject)
    exclusions = [one for rule in ruleset.rules for one in rule.exclusions]
    exclusions += [one for filtering in ruleset.filters.values() for one in filtering.exclusions]
    for rule in ruleset.rules:
        used.update(name for signal in rule.signals for way in lists_of(signal) for name in way)
    for exclusion in exclusions:
        used.update((*exclusion.lists, *exclusion.unless, *(name for s in exclusion.shapes for name in s.lists)))
    for one in ruleset.lists.values():
        if one.id not in used and not one.masks and not one.concept:
            message = f"the list '{one.id}' is used nowhere"
            yield _issue(Severity.WARNING, one.origin, message, "no rule names it and the classifier does not see it")
    named = {name for rule in ruleset.rules for name in rule.filters}
    for filtering in ruleset.filters.values():
        if not filtering.themes and filtering.id not in named:
            yield _issue(Severity.WARNING, filtering.origin, f"the filter '{filtering.id}' holds for no rule")
    for theme in ruleset.themes:
        if not any(rule.theme == theme.id for rule in ruleset.rules):
            origin = next((rule.origin for rule in ruleset.rules), Origin(Path("pack.yaml"), 0))
            yield _issue(Severity.WARNING, Origin(origin.path.parent, 0), f"the theme '{theme.id}' has no rule")


def _untested(ruleset: RuleSet) -> Iterator[Issue]:
    engine = Engine(ruleset)
    for rule in ruleset.rules:
        if rule.status is RuleStatus.RETIRED:
            continue
        fired: set[str] = set()
        for case in rule.tests:
            for sentence in engine.scan(document_of(case)[0]).sentences:
                fired.update(name for hit in sentence.hits if hit.rule == rule.name for name in hit.signals)
        for signal in rule.signals:
            if signal.name not in fired:
                message = f"no test of '{rule.name}' makes the signal '{signal.name}' fire"
                yield _issue(Severity.WARNING, rule.origin, message, "add a test for it", signal.line)


def _stable(ruleset: RuleSet) -> Iterator[Issue]:
    for rule in ruleset.rules:
        languages = {case.language or sentence_language(case.text) for case in rule.tests if case.fires}
        if rule.status is RuleStatus.STABLE and len(languages) < STABLE_LANGUAGES:
            message = f"'{rule.name}' is stable with matches in {len(languages)} language"
            yield _issue(Severity.ERROR, rule.at("status"), message, f"a stable rule has {STABLE_LANGUAGES} at least")


def _roles(ruleset: RuleSet) -> Iterator[Issue]:
    coded = {one.id for one in _lists(ruleset) if any(term.code for term in one.terms)}
    for rule in ruleset.rules:
        for name, line in _codeless_actors(rule, coded):
            message = f"the list '{name}' stands for a supplier or recipient but its terms have no code"
            yield _issue(Severity.WARNING, rule.origin, message, "write 'code:' or 'entries:' in the list", line)


def _codeless_actors(rule: Rule, coded: set[ListId]) -> set[tuple[str, int]]:
    return {
        (str(slot.list), signal.line)
        for signal in rule.signals
        if isinstance(signal, ShapeSignal)
        for _, shape in signal.shapes
        for slot in shape.slots
        if slot.role in {"supplier", "recipient"} and slot.list not in coded
    }


def _schemas(folders: Sequence[Path]) -> Iterator[Issue]:
    for folder in folders:
        for path in sorted(folder.rglob("*.yaml")):
            with path.open(encoding="utf-8", errors="replace") as file:
                first = file.readline()
            if "yaml-language-server: $schema=" not in first:
                hint = "'# yaml-language-server: $schema=...' lets editors complete and check it"
                yield Issue(Severity.HINT, path, 1, "the first line does not name the schema", hint)


def _silent(ruleset: RuleSet, corpus: Iterable[Document]) -> Iterator[Issue]:
    vocabulary = ruleset.vocabulary
    hit: dict[str, set[str]] = {}
    documents = 0
    for document in corpus:
        documents += 1
        for text in (document.title, document.text):
            folded = fold(text)
            for place in vocabulary.places(folded):
                hit.setdefault(vocabulary.ids[place.list], set()).add(folded.cased[place.start : place.end])
    for one in _lists(ruleset) if documents else ():
        for term in one.terms:
            alone = Vocabulary([_only(one, term)])
            if not any(alone.places(fold(text)) for text in hit.get(one.id, ())):
                message = f"'{term.text}' in '{one.id}' hits none of {documents} documents"
                yield _issue(Severity.HINT, one.origin, message, line=term.line)


def _only(one: TermList, term: Term) -> TermList:
    return TermList(one.id, one.title, (term,), (), one.origin, plurals=one.plurals, match=one.match)
