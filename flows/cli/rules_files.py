"""`sanctions-watch rules fmt|schema|list`: the files of rules."""

from collections.abc import Iterable
from pathlib import Path

import click

from flows.cli.places import near
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option, json_option, print_rows
from flows.errors import UsageError
from rules.errors import RuleError
from rules.formatting import formatted
from rules.language.definition import LANGUAGES, Rule, TermList
from rules.loading.linking import named_lists
from rules.packs import RuleSet, load_pack, shipped_pack
from rules.schema import rendered, write_schemas
from rules.text.scripts import sentence_language


@click.command("fmt")
@config_option
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 when a file is written otherwise.")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True), metavar="[FILES]...")
def format_rules(config: Path, check: bool, files: tuple[Path, ...]) -> int:
    """Write FILES, or all rules of the watch, in the one way: order of keys, indents, quotes. Comments stay.

    FILES are files or folders. A file that does not load, or would not say the same afterwards, is left as it is, and
    the exit code is 1.
    """
    left = changed = number = 0
    for path in _files(files or scoring_options(config).rule_folders):
        number += 1
        try:
            text = formatted(path)
            if text == path.read_text(encoding="utf-8"):
                continue
            if not check:
                _replace(path, text)
        except RuleError as error:
            click.echo(f"left as it is: {error}", err=True)
            left += 1
            continue
        except OSError as error:
            raise UsageError(f"cannot write {path}: {error.strerror}; check the folder and its permissions") from None
        changed += 1
        click.echo(f"{'is written otherwise' if check else 'written'}: {path}")
    if not number:
        click.echo("no files: name some, or a folder under 'rules:' in watch.yaml")
        return 0
    told = "1 file" if number == 1 else f"{number} files"
    if not changed and not left:
        click.echo(f"{told}, all in order")
    else:
        refused = f", {left} left as they are" if left else ""
        click.echo(f"{told}, {changed} {'to be written' if check else 'written'}{refused}")
    return 1 if left or (check and changed) else 0


def _files(places: Iterable[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for place in places:
        found.update(dict.fromkeys(sorted(place.rglob("*.yaml")) if place.is_dir() else [place]))
    return list(found)


def _replace(path: Path, text: str) -> None:
    # In one step: whoever reads the rules meanwhile finds the old file or the new one, never half of it.
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.chmod(path.stat().st_mode)
    beside.replace(path)


@click.command("schema")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write one file for each kind here.")
@click.argument("kind", type=click.Choice([name.removesuffix(".json") for name in rendered()]), required=False)
def schema(out: Path | None, kind: str | None) -> None:
    """The JSON Schema of a KIND of file, or with --out those of all, for editors that complete and check YAML."""
    if out is not None:
        try:
            paths = write_schemas(out)
        except OSError as error:
            raise UsageError(f"cannot write to {out}: {error.strerror}; check its permissions") from None
        for path in paths:
            click.echo(f"wrote {path}")
    elif kind is None:
        raise click.UsageError(f"name a KIND ({', '.join(name.removesuffix('.json') for name in rendered())}) or --out")
    else:
        click.echo(rendered()[f"{kind}.json"], nl=False)


@click.command("list")
@config_option
@json_option
@click.option("--lists", is_flag=True, help="The lists of terms instead of the rules.")
@click.option("--cues", is_flag=True, help="The lists of cues instead of the rules.")
def list_rules(config: Path, as_json: bool, lists: bool, cues: bool) -> None:
    """The rules in force, or the lists that rules can use, each with the file it stands in.

    'points' are those of the rule's weakest and strongest signal.
    """
    rules = load_pack(shipped_pack(), scoring_options(config).rule_folders)
    if lists or cues:
        chosen = [*(rules.lists.values() if lists else ()), *(rules.cues.values() if cues else ())]
        columns: tuple[str, ...] = ("list", "title", "terms", "languages", "codes", "used by", "where")
        rows = [_list_row(one, rules) for one in chosen]
    else:
        columns = ("theme", "rule", "status", "points", "languages", "tests", "where")
        themes = [theme.id for theme in rules.themes]
        rows = [_rule_row(rule) for rule in sorted(rules.rules, key=lambda one: (themes.index(one.theme), one.name))]
    if not as_json:
        rows = [row | {"where": near(row["where"]), **_span(row)} for row in rows]
    print_rows(columns, rows, as_json=as_json, empty="none")


def _span(row: dict[str, object]) -> dict[str, str]:
    """The points of a rule's signals as a person wants them: how many there are, and from where to where."""
    points = row.get("points")
    if not isinstance(points, list) or not points:
        return {}
    least, most = min(points), max(points)
    return {"points": str(most) if least == most else f"{least} to {most}"}


def _rule_row(rule: Rule) -> dict[str, object]:
    languages = {case.language or sentence_language(case.text) for case in rule.tests if case.fires}
    return {
        "theme": rule.theme,
        "rule": rule.name,
        "status": str(rule.status),
        "points": [signal.points for signal in rule.signals],
        "languages": [language for language in LANGUAGES if language in languages],
        "tests": len(rule.tests),
        "where": str(rule.origin.path),
    }


def _list_row(one: TermList, rules: RuleSet) -> dict[str, object]:
    languages = {term.language for term in one.terms}
    return {
        "list": one.id,
        "title": one.title,
        "terms": len(one.terms),
        "languages": [language for language in (*LANGUAGES, "any") if language in languages],
        "codes": len({term.code for term in one.terms} - {""}),
        "used by": [rule.name for rule in rules.rules if one.id in named_lists(rule)],
        "where": str(one.origin.path),
    }
