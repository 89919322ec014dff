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
from rules.formatting import unquoted
from rules.language.definition import CueList, Exclusion, Origin, Rule, ShapeSignal, Term, TermList
from rules.language.shapes import COMMON_WORDS
from rules.language.terms import spellings
from rules.language.vocabulary import Vocabulary
from rules.loading.linking import lists_of_exclusion, named_lists
from rules.packs import RuleSet
from rules.rule import ListId, RuleStatus
from rules.text.folding import fold
from rules.text.scripts import sentence_language
from rules.usage import TermUse

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

    With `folders` the files in them are looked at as well (does the first line name the schema), and what takes long,
    such as running the tests of a rule, is done for what stands in them alone. With a `corpus` the terms are named that
    hit none of its documents.
    """
    issues = [
        *_terms(ruleset),
        *_unused(ruleset),
        *_untested(ruleset, folders),
        *_stable(ruleset),
        *_roles(ruleset),
        *_schemas(folders),
        *_misread(ruleset, folders),
        *_layers(ruleset),
        *_silent(ruleset, corpus),
    ]
    return sorted(issues, key=lambda issue: (issue.path, issue.line, issue.message))


def _lists(ruleset: RuleSet) -> Iterator[TermList]:
    yield from ruleset.lists.values()
    yield from ruleset.cues.values()


def _issue(severity: Severity, origin: Origin, message: str, hint: str = "", line: int | None = None) -> Issue:
    return Issue(severity, origin.path, origin.line if line is None else line, message, hint)


def _phrases(ruleset: RuleSet) -> Iterator[TermList]:
    """The phrases of exclusions as lists, each under the name of its rule or filter."""
    owners: list[tuple[str, Origin, Sequence[Exclusion]]] = []
    owners += [(rule.name, rule.origin, rule.exclusions) for rule in ruleset.rules]
    owners += [(one.id, one.origin, one.exclusions) for one in ruleset.filters.values()]
    for name, origin, exclusions in owners:
        for exclusion in exclusions:
            if exclusion.phrases:
                yield TermList(ListId(name), "", exclusion.phrases, (), origin)


def _terms(ruleset: RuleSet) -> Iterator[Issue]:
    for one in (*_lists(ruleset), *_phrases(ruleset)):
        vocabulary = Vocabulary([one])
        seen: dict[str, Term] = {}
        for term in one.terms:
            for form in spellings(term.text):
                if not any(hit.code == term.code for hit in vocabulary.find(fold(form))):
                    message = f"'{form}' never matches its own text in '{one.id}'"
                    hint = "a longer exception, or a longer term of another code, covers it"
                    yield _issue(Severity.ERROR, one.origin, message, hint, term.line)
            yield from _stems(one, term)
            yield from _everywhere(one, term)
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


def _everywhere(one: TermList, term: Term) -> Iterator[Issue]:
    """A term that says nothing, for nearly every text has it. Cues are such words by nature."""
    for form in spellings(term.text):
        inside = one.match == "anywhere" and len(form) < SHORT_STEM and sentence_language(form) in {"en", "ru"}
        if inside or (fold(form).text in COMMON_WORDS and not isinstance(one, CueList)):
            message = f"'{form}' in '{one.id}' stands in nearly every text"
            yield _issue(Severity.WARNING, one.origin, message, "make it a longer phrase", term.line)


def _unused(ruleset: RuleSet) -> Iterator[Issue]:
    used = set(ruleset.subject).union(*map(named_lists, ruleset.rules))
    for filtering in ruleset.filters.values():
        used.update(name for exclusion in filtering.exclusions for name in lists_of_exclusion(exclusion))
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


def _lies(path: Path, folders: Sequence[Path]) -> bool:
    return not folders or any(path.is_relative_to(folder) for folder in folders)


def _untested(ruleset: RuleSet, folders: Sequence[Path]) -> Iterator[Issue]:
    engine = Engine(ruleset)
    for rule in ruleset.rules:
        if rule.status is RuleStatus.RETIRED or not _lies(rule.origin.path, folders):
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
            _, named, schema = first.partition("yaml-language-server: $schema=")
            if not named:
                hint = "'# yaml-language-server: $schema=...' lets editors complete and check it"
                yield Issue(Severity.HINT, path, 1, "the first line does not name the schema", hint)
            elif "://" not in schema and not (path.parent / schema.strip()).is_file():
                hint = "'sanctions-watch rules schema --out FOLDER' writes the schemas"
                yield Issue(Severity.WARNING, path, 1, f"there is no schema at '{schema.strip()}'", hint)


def _misread(ruleset: RuleSet, folders: Sequence[Path]) -> Iterator[Issue]:
    origins = [one.origin for one in _lists(ruleset)]
    origins += [one.origin for one in ruleset.rules] + [one.origin for one in ruleset.filters.values()]
    for path in sorted({origin.path for origin in origins if _lies(origin.path, folders)}):
        for word, line in unquoted(path):
            hint = f"write \"{word}\", or let 'sanctions-watch rules fmt' do it"
            yield Issue(Severity.WARNING, path, line, f"YAML may read '{word}' as something else than text", hint)


def _layers(ruleset: RuleSet) -> Iterator[Issue]:
    for one in ruleset.doubts:
        yield Issue(Severity.WARNING, one.path, one.line, one.message, one.hint)


def _silent(ruleset: RuleSet, corpus: Iterable[Document]) -> Iterator[Issue]:
    engine, use, documents = None, TermUse(ruleset), 0
    for document in corpus:
        engine = engine or Engine(ruleset)
        scan = engine.scan(document)
        documents += scan.subject
        use.add(scan)
    for one, term in use.silent() if documents else ():
        message = f"'{term.text}' in '{one.id}' hits none of {documents} documents that name the subject"
        yield _issue(Severity.HINT, one.origin, message, line=term.line)
