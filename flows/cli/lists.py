"""`sanctions-watch lists`: names of the UN 1718 list, which alerts point out."""

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.cli.shared import NAMED, config_option, json_option, print_problems, print_rows
from flows.inspection.lists import found_in_lists, list_row
from flows.settings import load_settings
from flows.stages.lists import update_list
from flows.storage.kept_lists import kept_lists

NONE = "no list yet: take one over with 'sanctions-watch lists update FILE|URL'"


@click.group("lists")
def commands() -> None:
    """Names of the UN 1718 list, which alerts point out."""


@commands.command("update")
@config_option
@click.option("--name", default="", help="What to call the list; by what it holds when left out.")
@click.option("--force", is_flag=True, help="Take it over even when more than half of the entries are gone.")
@click.option("--allow-private", is_flag=True, help="The address may be a private one, in your own network.")
@click.argument("location", metavar="FILE|URL")
def update(config: Path, name: str, force: bool, allow_private: bool, location: str) -> int:
    """Take over a list: the UN's consolidated list (XML) or a table of OpenSanctions (targets.simple.csv).

    It takes the place of the list of the same name. What cannot be read, or has lost more than half of its entries, is
    refused, and the one in force stays. It holds from the next pass on. The exit code is 1 when entries were left out.
    """
    now = datetime.now(UTC)
    done = update_list(load_settings(config), location, now, name=name, force=force, allow_private=allow_private)
    print_problems(done.problems)
    row = list_row(done.now, now)
    kinds = ", ".join(f"{kind} {row[kind]}" for kind in ("persons", "entities", "vessels"))
    others = f"; passed over, of other lists: {done.others:,}" if done.others else ""
    click.echo(f"{done.now.name}: {kinds}{others}")
    if done.before is not None:
        for what, ids in (("new", done.added), ("gone", done.removed)):
            more = f" and {len(ids) - NAMED} more" if len(ids) > NAMED else ""
            if ids:
                click.echo(f"{what}: {', '.join(ids[:NAMED])}{more}")
        if not done.added and not done.removed:
            click.echo("the same entries as before")
    return 1 if done.problems else 0


@commands.command("show")
@config_option
@json_option
def show(config: Path, as_json: bool) -> int:
    """The lists in force: when they were taken over, from where, and how many entries they have."""
    lists, problems = kept_lists(load_settings(config).kept_lists)
    print_problems(problems)
    columns = ("name", "updated", "age_days", "published", "persons", "entities", "vessels", "source")
    rows = [list_row(one, datetime.now(UTC)) for one in lists]
    print_rows(columns, rows, as_json=as_json, empty=NONE)
    return 1 if problems else 0


@commands.command("find")
@config_option
@json_option
@click.argument("wanted", metavar="NAME")
def find(config: Path, as_json: bool, wanted: str) -> int:
    """Entries with this NAME or part of it, this id or IMO number, and what the name needs to count in a text."""
    lists, problems = kept_lists(load_settings(config).kept_lists)
    print_problems(problems)
    columns = ("entry", "kind", "name", "found", "is", "counts", "list")
    empty = NONE if not lists else f"no entry with '{wanted}'"
    print_rows(columns, list(found_in_lists(lists, wanted)), as_json=as_json, empty=empty)
    return 1 if problems else 0
