"""`sanctions-watch alerts why`: what was decided about an article, a story or an address, and why."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from flows.alerts.cleaning import one_line
from flows.cli.moments import a_moment
from flows.cli.progress import progress_bar
from flows.cli.shared import config_option
from flows.domain import StoryClaim
from flows.inspection.why import Why, why
from flows.settings import Settings, load_settings
from flows.storage.codec import encode
from flows.storage.store import Store


@click.command("why")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option(
    "--as-of", metavar="TIME", callback=a_moment, help="With only what was known then, by today's rules and settings."
)
@click.argument("word", metavar="ARTICLE|STORY|ALERT|URL|FILE")
def command(config: Path, as_json: bool, as_of: datetime | None, word: str) -> None:
    """What was decided about an article, a story, an alert or an address, and why; also when nothing was alerted.

    The beginning of an id is enough; of an article that came from a file, so is the file. A story has the id of its
    first article.
    """
    settings = load_settings(config)
    if as_of is None:
        with Store.open(settings.storage_url) as store:
            found = why(store, word, settings.scoring)
    else:
        found = _then(settings, word, as_of)
    if as_json:
        click.echo(json.dumps(encode(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines(found)))


def lines(found: Why) -> Iterator[str]:
    """The answer as text. Words of articles are untrusted: what steers a terminal is taken out of them."""
    if found.article:
        yield f"{one_line(found.title) or '(no title)'} [{found.article}]"
    yield one_line(found.answer)
    for reason in found.reasons:
        yield f"  - {one_line(reason)}"
    if found.claims:
        yield "What the story claims by now:"
        for claim in found.claims:
            yield f"  - {one_line(_claim(claim))}"


def _claim(one: StoryClaim) -> str:
    who = one.claim.speaker or str(one.claim.source)
    facts = ", ".join(dict.fromkeys(fact.text for fact in one.facts))
    outlet = f" in {one.outlet}" if one.outlet else ""
    count = f", {len(one.articles)} articles" if len(one.articles) > 1 else ""
    return (
        f"{one.theme}: {one.claim.status}, {one.claim.direction}, said by {who}, first on "
        f"{one.first_seen:%Y-%m-%d %H:%M}{outlet} [{one.article}]{count}" + (f" ({facts})" if facts else "")
    )


def _then(settings: Settings, word: str, moment: datetime) -> Why:
    """The answer that the watch would have given at a time: its storage replayed up to then."""
    # Imported here: they take a second, and the question about now, which is asked more often, needs none of them.
    from flows.inspection.backtest.gate import Gate  # noqa: PLC0415 - see above
    from flows.inspection.replay.reading import read_storage  # noqa: PLC0415 - see above
    from flows.stages.replay import plan, replayed  # noqa: PLC0415 - see above
    from flows.wiring import open_bench  # noqa: PLC0415 - see above

    bench = open_bench(settings.scoring)
    stream = read_storage(settings.storage_url, Gate.of(bench.rules), moment)
    planned, _ = plan(stream.arrivals, stream.starts, settings.schedule.every)
    with progress_bar() as progress, replayed(settings, bench, planned, progress) as (shop, _):
        found = why(shop.store, word, settings.scoring)
    if found.article is None:
        with Store.open(settings.storage_url) as store:
            now = why(store, word, settings.scoring)
        if now.article is None:
            return now
        return replace(
            found, title=now.title, answer=f"not stored by {moment:%Y-%m-%d %H:%M} UTC, or not about the DPRK then"
        )
    return found
