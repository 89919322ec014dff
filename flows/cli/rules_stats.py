"""`sanctions-watch rules stats`: what each signal does on a corpus."""

import json
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from flows.cli.places import near
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option, json_option, print_problems, print_rows
from flows.inspection.labels import read_labels
from flows.inspection.rule_statistics import measure
from rules.language.definition import LANGUAGES, Term, TermList
from rules.loading.linking import named_lists
from rules.packs import RuleSet, load_pack, shipped_pack
from rules.statistics import SignalUse, Statistics

LISTED = 20
"""Terms that never hit which are named one by one."""
COLUMNS = ("rule", "signal", "points", "articles", "sentences", "alone", "beside", "conflict")


@click.command("stats")
@config_option
@json_option
@click.option("--labels", type=click.Path(path_type=Path, dir_okay=False), help="JSONL with id and labels.")
@click.option("--rule", "names", multiple=True, help="These rules alone; may be given several times.")
@click.option("--terms", "all_terms", is_flag=True, help="Name every term that never hits.")
@click.argument("inputs", nargs=-1, required=True, metavar="CORPUS...")
def command(
    config: Path, as_json: bool, labels: Path | None, names: tuple[str, ...], all_terms: bool, inputs: tuple[str, ...]
) -> int:
    """What each signal does on CORPUS: how often it fires, beside which others, and the terms that never hit.

    CORPUS as for 'score'. 'alone' are sentences on which no other signal of the theme fires, 'beside' names the signal
    that most often fires on the same ones, 'conflict' counts sentences on which a rule of another theme fires too.
    With --labels 'confirmed' is the share of labelled articles that bear the theme. Exit code 1 when a document could
    not be read.
    """
    folders = scoring_options(config).rule_folders
    rules = load_pack(shipped_pack(), folders)
    names = tuple(_known(rules, name) for name in names)
    told = read_labels(labels) if labels else None
    with Console(stderr=True).status("reading") as status:
        found = measure(rules, inputs, told, lambda number: status.update(f"{number:,} documents"))
    print_problems(found.problems)
    figures = found.statistics
    chosen = [one for one in figures.signals if not names or one.rule in names]
    silent = _silent(rules, figures, names, folders)
    if as_json:
        click.echo(json.dumps(_values(figures, chosen, silent), ensure_ascii=False, indent=2))
    else:
        _print(figures, chosen, silent, all_terms=all_terms)
    return 1 if found.problems else 0


def _silent(
    rules: RuleSet, figures: Statistics, names: tuple[str, ...], folders: tuple[Path, ...]
) -> list[tuple[TermList, Term]]:
    """Terms to mend: of the rules that were named and of the user's own lists, in a language that occurs."""
    used = {one for name in names for one in named_lists(rules.rule(name))}
    return [
        (where, term)
        for where, term in figures.silent
        if (not folders or _is_own(where.origin.path, folders))
        and (not names or where.id in used)
        and (term.language not in LANGUAGES or term.language in figures.languages)
    ]


def _known(rules: RuleSet, name: str) -> str:
    try:
        return rules.rule(name).name
    except KeyError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--rule") from None


def _is_own(path: Path, folders: tuple[Path, ...]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)


def _values(figures: Statistics, chosen: list[SignalUse], silent: list[tuple[TermList, Term]]) -> dict[str, object]:
    return {
        "documents": figures.documents,
        "subject": figures.subject,
        "labelled": figures.labelled,
        "languages": list(figures.languages),
        "signals": [{**asdict(one), "confirmed_share": one.confirmed_share} for one in chosen],
        "silent_terms": [
            {"list": where.id, "term": term.text, "where": f"{where.origin.path}:{term.line}"} for where, term in silent
        ],
    }


def _print(
    figures: Statistics, chosen: list[SignalUse], silent: list[tuple[TermList, Term]], *, all_terms: bool
) -> None:
    columns = (*COLUMNS, "confirmed") if figures.labelled else COLUMNS
    rows = [_row(one, figures) for one in chosen]
    print_rows(columns, rows, as_json=False, empty="no rules")
    named = f"{figures.documents:,} documents, {figures.subject:,} name the subject"
    click.echo(f"\n{named}" + (f", {figures.labelled:,} have a label" if figures.labelled else ""))
    absent = [language for language in LANGUAGES if language not in figures.languages]
    if absent:
        click.echo(f"{', '.join(absent)}: no document, so nothing is said of their terms")
    shown = silent if all_terms else silent[:LISTED]
    if silent:
        click.echo(f"{len(silent):,} terms hit none of them:")
    for where, term in shown:
        click.echo(f"  {near(where.origin.path)}:{term.line}: '{term.text}' in '{where.id}'")
    if len(silent) > len(shown):
        click.echo(f"  and {len(silent) - len(shown):,} more: --terms names all")


def _row(one: SignalUse, figures: Statistics) -> dict[str, object]:
    share = f" ({one.documents / figures.subject:.1%})" if figures.subject and one.documents else ""
    confirmed = one.confirmed_share
    return {
        "rule": one.rule if one.status != "shadow" else f"{one.rule} (shadow)",
        "signal": one.signal,
        "points": one.points,
        "articles": f"{one.documents}{share}",
        "sentences": one.sentences,
        "alone": one.alone,
        "beside": f"{one.partner.removeprefix(one.rule + '/')} {one.shared}" if one.partner else "",
        "conflict": one.conflict,
        "confirmed": "" if confirmed is None else f"{one.confirmed} of {one.labelled} ({confirmed:.0%})",
    }
