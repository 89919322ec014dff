"""`sanctions-watch rules lint` and `rules test`: whether the rules say what their authors mean."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from flows.cli.places import near
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option, json_option, print_rows
from flows.inspection.rule_statistics import readable
from rules.cases import CaseResult, run_cases
from rules.lint import Severity, lint
from rules.packs import load_pack, shipped_pack


@click.command("lint")
@config_option
@json_option
@click.option("--all", "everything", is_flag=True, help="Doubts about the shipped rules too.")
@click.option("--corpus", multiple=True, metavar="INPUT", help="Articles, as for 'score': names terms that hit none.")
def lint_rules(config: Path, as_json: bool, everything: bool, corpus: tuple[str, ...]) -> int:
    """Every mistake at once, with file and line; of a watch with rules of its own, the doubts about these.

    Exit code 2 when the rules do not load, 1 when something is doubtful; hints alone are no doubt.
    """
    folders = scoring_options(config).rule_folders
    rules = load_pack(shipped_pack(), folders)
    # Who wrote a rule can mend it; sixty doubts about the shipped pack would hide the one about theirs.
    own = not everything and folders
    found = lint(rules, (*folders, *(() if own else (shipped_pack(),))), readable(corpus))
    issues = [one for one in found if not own or any(one.path.is_relative_to(folder) for folder in folders)]
    place = str if as_json else near
    rows = [
        {
            "severity": str(issue.severity),
            "where": place(f"{issue.path}:{issue.line}"),
            "message": issue.message,
            "hint": issue.hint,
        }
        for issue in issues
    ]
    empty = f"{len(rules.rules)} rules, {len(rules.lists)} lists: nothing to mend"
    print_rows(("where", "severity", "message", "hint"), rows, as_json=as_json, empty=empty)
    return 1 if any(issue.severity is not Severity.HINT for issue in issues) else 0


@click.command("test")
@config_option
@json_option
def test_rules(config: Path, as_json: bool) -> int:
    """Run the tests written inside the rules, through the engine that scores articles; failures last."""
    folders = scoring_options(config).rule_folders
    results = run_cases(load_pack(shipped_pack(), folders))
    failed = [one for one in results if not one.as_expected]
    gaps = [one for one in results if not one.passed and one.known_gap]
    closed = [one for one in results if one.passed and one.known_gap]
    if as_json:
        columns = ("rule", "where", "text", "expected", "got", "passed", "known_gap")
        rows = [
            {
                "rule": one.rule,
                "where": f"{one.path}:{one.line}",
                "text": one.text,
                "expected": one.expected,
                "got": one.got,
                "passed": one.passed,
                "known_gap": one.known_gap,
            }
            for one in results
        ]
        print_rows(columns, rows, as_json=True, empty="")
    else:
        for one in _of(folders, gaps):
            click.echo(f"known gap  {near(one)}")
        for one in _of(folders, closed):
            click.echo(f"closed gap {near(one.path)}:{one.line}: {one.rule}: passes now; take out 'known_gap'")
        for one in failed:
            click.echo(f"FAILED     {near(one)}")
        passed = sum(one.passed for one in results)
        click.echo(f"{passed} tests passed, {len(failed)} failed, {len(gaps)} known gaps")
    return 1 if failed else 0


def _of(folders: Sequence[Path], results: Iterable[CaseResult]) -> list[CaseResult]:
    """What its author can mend: where there are folders of one's own, the tests in them."""
    return [one for one in results if not folders or any(one.path.is_relative_to(folder) for folder in folders)]
