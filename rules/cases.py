"""Run the tests that are written inside rules, through the engine that scores articles."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rules.engine import Engine, Scan
from rules.explain import nearest
from rules.language.definition import Case, Rule
from rules.packs import RuleSet
from rules.rule import Claim, RuleHit, RuleName, RuleStatus
from rules.withheld import Withholding

ReadClaim = Callable[[Scan, int, str, Sequence[RuleHit]], Claim]
"""As `rules.claims.ClaimReader.read`: scan, number of the sentence, theme, hits."""


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """The document that a test describes."""

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one test."""

    rule: RuleName
    index: int
    """Position in the rule's `tests:`, from 1."""
    path: Path
    line: int
    text: str
    passed: bool
    expected: str
    got: str
    """What was found; for a rule that did not fire also what was missing."""
    known_gap: bool
    """True when the rule's author expects it to fail."""

    @property
    def as_expected(self) -> bool:
        """True when it passed, or failed as a known gap."""
        return self.passed or self.known_gap

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: expected {self.expected}, got {self.got}\n    {self.text}"


def run_cases(ruleset: RuleSet, read_claim: ReadClaim | None = None) -> list[CaseResult]:
    """Every test of every rule that is not retired, in the order of rules. Claims are read by the shipped reader."""
    engine = Engine(ruleset)
    read = read_claim or _shipped_reader(ruleset)
    withholding = cache(lambda: Withholding(ruleset))
    return [
        _run(engine, read, withholding, rule, index, case)
        for rule in ruleset.rules
        if rule.status is not RuleStatus.RETIRED
        for index, case in enumerate(rule.tests, 1)
    ]


def _shipped_reader(ruleset: RuleSet) -> ReadClaim:
    from rules.claims import ClaimReader  # noqa: PLC0415 - claims stand above the engine, as this module does

    return ClaimReader(ruleset).read


def document_of(case: Case) -> tuple[CaseDocument, int, int]:
    """The document of a test, and the span of its body that the rule is expected to fire on."""
    before = f"{case.before}\n" if case.before else ""
    after = f"\n{case.after}" if case.after else ""
    document = CaseDocument(case.title, before + case.text + after, case.language)
    return document, len(before), len(before) + len(case.text)


def _run(
    engine: Engine, read: ReadClaim, withholding: Callable[[], Withholding], rule: Rule, index: int, case: Case
) -> CaseResult:
    document, start, end = document_of(case)
    scan = engine.scan(document)
    here = [
        (number, sentence)
        for number, sentence in enumerate(scan.sentences)
        if sentence.field == "text" and start <= sentence.start and sentence.end <= end
    ]
    expected = _expected(case)
    found = [
        _found(scan, number, hit, read, wanted=expected)
        for number, sentence in here
        for hit in sentence.hits
        if hit.rule == rule.name
    ]
    passed = any(expected.items() <= one.items() for one in found) if case.fires else not found
    if found:
        got = "match" + "".join(f"; {', '.join(f'{k} {v}' for k, v in one.items())}" for one in found if one)
    else:
        why = _why(rule, document, scan, [number for number, _ in here], withholding) if case.fires else ""
        got = f"none ({why})" if why else "none"
    wanted = "match" + "".join(f", {key} {value}" for key, value in expected.items()) if case.fires else "none"
    return CaseResult(rule.name, index, rule.origin.path, case.line, case.text, passed, wanted, got, case.known_gap)


def _why(
    rule: Rule, document: CaseDocument, scan: Scan, here: Sequence[int], withholding: Callable[[], Withholding]
) -> str:
    """Why a rule did not fire on these sentences."""
    if not scan.subject:
        return "the text does not name the subject"
    kept = withholding().look(document, scan)
    for number in here:
        for one in kept[number]:
            if one.rule == rule.name:
                return one.reason
    return str(nearest(rule, (scan.sentences[number] for number in here)) or "")


def _expected(case: Case) -> dict[str, str]:
    claim = {"status": case.status, "source": case.source, "direction": case.direction}
    return {**case.roles, **{key: value for key, value in claim.items() if value}}


def _found(scan: Scan, number: int, hit: RuleHit, read: ReadClaim, *, wanted: dict[str, str]) -> dict[str, str]:
    found = {role: code for role, code in hit.roles.items() if role in wanted}
    if wanted.keys() & {"status", "source", "direction"}:
        claim = read(scan, number, hit.theme, (hit,))
        of_claim = {"status": claim.status, "source": claim.source, "direction": claim.direction}
        found.update((key, value) for key, value in of_claim.items() if key in wanted)
    return found
