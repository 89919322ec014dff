"""`sanctions-watch sources`: what is read, and how it fares."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.cli.shared import config_option, json_option, print_rows
from flows.errors import UsageError
from flows.inspection.sources import check, check_row, chosen, health, health_rows
from flows.options import SourceOptions
from flows.settings import load_settings
from flows.settings.additions import add_sources, entry_lines
from flows.sources.links import host_of
from flows.sources.opml import OpmlError, read_opml, write_opml
from flows.storage.store import Store


@click.group("sources")
def commands() -> None:
    """What is read, and how it fares."""


@commands.command("list")
@config_option
@json_option
def list_sources(config: Path, as_json: bool) -> None:
    """Every source: what it brings, when it last answered, what is wrong with it."""
    settings = load_settings(config)
    with Store.open(settings.storage_url) as store:
        rows = health_rows(health(store, settings.sources, datetime.now(UTC)))
    columns = ("name", "state", "items_a_week", "last_new", "last_success", "failures", "next_poll", "last_error")
    if not as_json:
        # What failed once and is well again is in the JSON; in the table it would look like trouble.
        well: dict[str, object] = {"last_error": "", "failures": ""}
        rows = [row | ({} if row["failures"] else well) | {"last_new": row["newest"]} for row in rows]
    print_rows(columns, rows, as_json=as_json, empty="no source yet: add one under 'sources:' in watch.yaml")


@commands.command("check")
@config_option
@json_option
@click.argument("names", nargs=-1)
def check_sources(config: Path, as_json: bool, names: tuple[str, ...]) -> int:
    """Ask every source now (or just NAMES) and show what it answers; no article is stored.

    One that waits after failures, and answers now, is read again with the next pass.
    """
    settings = load_settings(config)
    sources = chosen(settings, names)
    order = {source.name: number for number, source in enumerate(sources)}
    with Store.open(settings.storage_url) as store:
        states = {state.source: state for state in store.feed_states()}
        answers = check(sources, settings, list(states.values()), datetime.now(UTC))
        found = sorted(answers, key=lambda one: order[one.source])
        for one in found:
            state = states.get(one.source)
            if not one.failed and state is not None and state.next_poll is not None:
                store.save_feed_state(replace(state, next_poll=None))
    columns = ("name", "answer", "format", "items", "newest", "remarks")
    print_rows(columns, map(check_row, found), as_json=as_json, empty="no source yet")
    return 1 if any(one.failed for one in found) else 0


@commands.command("import")
@config_option
@click.option("--print", "only_print", is_flag=True, help="Print the entries instead of adding them to watch.yaml.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def import_sources(config: Path, only_print: bool, file: Path) -> None:
    """Add the feeds of an OPML FILE to watch.yaml; addresses that stand there already are passed over."""
    settings = load_settings(config)
    try:
        listed = read_opml(file.read_bytes())
    except (OpmlError, OSError) as error:
        raise UsageError(f"{file} {error}") from None
    names = {source.name for source in settings.sources}
    addresses = {source.location for source in settings.sources}
    new = []
    for feed in listed:
        if feed.url not in addresses:
            name = _free_name(feed.title or host_of(feed.url), names)
            names.add(name)
            new.append(SourceOptions(name, "feed", feed.url, language=feed.language))
    if only_print:
        click.echo("\n".join(entry_lines(new)))
    elif new:
        add_sources(config, new)
    passed = len(listed) - len(new)
    what = f"{len(new)} of {len(listed)} feeds" + (f"; {passed} known already" if passed else "")
    click.echo(f"{'printed' if only_print else f'added to {config}'}: {what}", err=only_print)


@commands.command("export")
@config_option
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file instead of standard output.")
def export_sources(config: Path, out: Path | None) -> None:
    """Write the feeds of the watch as OPML 2.0, for other readers."""
    written = write_opml(load_settings(config).sources, datetime.now(UTC))
    if out is None:
        click.echo(written.decode(), nl=False)
        return
    try:
        out.write_bytes(written)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; check the folder and its permissions") from None


def _free_name(wanted: str, taken: set[str]) -> str:
    number, name = 1, wanted
    while name in taken:
        number += 1
        name = f"{wanted} {number}"
    return name
