"""The tests inside rules run through the engine and say what was missing."""

from collections.abc import Sequence
from pathlib import Path

from rules.cases import CaseResult, run_cases
from rules.engine import Scan
from rules.rule import Claim, RuleHit
from tests.rules.tiny import RULE, tiny_rules

EXTRA = '  - {{text: "{text}", {rest}}}\n'


def read(scan: Scan, index: int, theme: str, hits: Sequence[RuleHit]) -> Claim:
    """A reader that calls every sentence with `deny` denied."""
    assert theme == "labour"
    assert hits
    denied = "deny" in scan.sentences[index].text
    return Claim("denied" if denied else "occurred", "outlet", "", "from_dprk")


def last(folder: Path, text: str, rest: str) -> CaseResult:
    """The result of one more test in the tiny rule."""
    return run_cases(tiny_rules(folder, labour_sent_abroad=RULE + EXTRA.format(text=text, rest=rest)), read)[-1]


def test_the_tests_of_the_tiny_pack_pass(tmp_path: Path) -> None:
    results = run_cases(tiny_rules(tmp_path), read)
    assert [(result.rule, result.index, result.passed) for result in results] == [
        ("labour-sent-abroad", number, True) for number in (1, 2, 3, 4)
    ]


def test_a_failure_names_the_missing_list(tmp_path: Path) -> None:
    result = last(tmp_path, "North Korea sent builders to Russia.", "expect: match")
    assert not result.passed
    assert "misses worker" in result.got
    assert str(result).startswith(
        f"{tmp_path}/rules/labour-sent-abroad.yaml:{result.line}: labour-sent-abroad: expected"
    )


def test_a_failure_says_that_the_subject_is_not_named(tmp_path: Path) -> None:
    assert "does not name the subject" in last(tmp_path, "They sent workers to Russia.", "expect: match").got


def test_a_title_may_name_the_subject(tmp_path: Path) -> None:
    assert last(tmp_path, "They sent workers to Russia.", 'expect: match, title: "North Korea"').passed


def test_text_around_gives_context_but_is_not_judged(tmp_path: Path) -> None:
    around = 'before: "North Korea sent workers to Russia.", after: "It rained."'
    assert last(tmp_path / "a", "It is cold.", f"expect: none, {around}").passed
    assert last(tmp_path / "b", "Workers saw it.", f"expect: match, {around}").passed


def test_roles_and_claims_are_compared_where_they_are_asked_for(tmp_path: Path) -> None:
    text = "They deny that North Korea sent workers to Russia."
    assert last(tmp_path / "a", text, "expect: match, status: denied, direction: from_dprk").passed
    wrong = last(tmp_path / "b", text, "expect: match, status: planned, roles: {recipient: NO}")
    assert not wrong.passed
    assert wrong.got == "match; recipient RU, status denied"


def test_a_known_gap_is_no_failure_until_it_closes(tmp_path: Path) -> None:
    gap = last(tmp_path, "North Korea sent builders to Russia.", "expect: match, known_gap: true")
    assert not gap.passed
    assert gap.as_expected


def test_a_none_that_fires_says_so(tmp_path: Path) -> None:
    result = last(tmp_path, "North Korea sent workers to Russia.", "expect: none")
    assert not result.passed
    assert result.got == "match"


def test_a_failure_says_what_kept_the_rule_back(tmp_path: Path) -> None:
    text = "North Korea sent workers of a labor camp to Russia."
    result = last(tmp_path / "a", text, "expect: match")
    assert "its 'exclude' keeps it back: labor camp" in result.got
    assert result.got.endswith("labour-sent-abroad.yaml:21))")
    rule = RULE.replace("signals:", "requires_points: 90\nsignals:", 1)
    (*_, asks) = run_cases(tiny_rules(tmp_path / "b", labour_sent_abroad=rule), read)
    assert asks.passed
    first = run_cases(tiny_rules(tmp_path / "c", labour_sent_abroad=rule), read)[0]
    assert "the rule asks for 90 points" in first.got


def test_a_filter_that_kept_a_rule_back_is_named(tmp_path: Path) -> None:
    fiction = "kind: filter\nid: fiction\ntitle: t\nthemes: [labour]\nexclude: [{phrases: [a novel about]}]\n"
    rule = RULE + EXTRA.format(text="A novel about how North Korea sent workers to Russia.", rest="expect: match")
    result = run_cases(tiny_rules(tmp_path, labour_sent_abroad=rule, fiction=fiction), read)[-1]
    assert "the filter 'fiction' keeps it back: A novel about" in result.got
