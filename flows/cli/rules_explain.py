"""`sanctions-watch rules explain`: why an article scores as it does. Words of articles are untrusted."""

import json
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from flows.alerts.cleaning import one_line
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option
from flows.domain import Assessment
from flows.inspection.explanation import Explanation, Nearest, SentenceNote, explain
from flows.inspection.lookup import article_in_file, is_file, stored_article
from flows.inspection.trial import told
from flows.settings import load_settings
from flows.wiring import open_bench

WIDTH = 100
NEAR = 1
"""Lists that a rule may miss on a sentence to be called near."""


@click.command("explain")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--id", "ident", default="", help="The article of this id, where the file holds several.")
@click.option("--all", "everything", is_flag=True, help="Every sentence, also those that nothing came near.")
@click.argument("article", metavar="ARTICLE")
def command(config: Path, as_json: bool, ident: str, everything: bool, article: str) -> None:
    """Why ARTICLE scores as it does: sentence by sentence what fired, what was missing, and how the claim was read.

    ARTICLE is a file (JSONL with --id, text, HTML, e-mail), - for JSONL on standard input, or the id or address of a
    stored article.
    """
    text = article_in_file(article, ident) if is_file(article) else stored_article(load_settings(config), article)
    found = explain(open_bench(scoring_options(config)), text)
    if as_json:
        click.echo(json.dumps(_values(found), ensure_ascii=False, indent=2, default=str))
        return
    for line in _lines(found, everything=everything):
        click.echo(line)


def _values(found: Explanation) -> dict[str, object]:
    return {
        "id": found.article.id,
        "title": found.article.title,
        "language": found.article.language,
        "subject": found.subject,
        "themes": {
            one.theme: {"score": one.score, "flagged": one.flagged, "claim": one.claim and asdict(one.claim)}
            for one in found.assessments
        },
        "sentences": [asdict(note) for note in found.sentences],
    }


def _lines(found: Explanation, *, everything: bool) -> Iterator[str]:
    article = found.article
    yield textwrap.shorten(one_line(article.title) or "(no title)", WIDTH, placeholder=" …") + f"  [{article.id}]"
    if not found.subject:
        yield "  never names the subject of the pack: scores nothing, whatever else it says"
        return
    for assessment in found.assessments:
        yield f"  {_result(assessment)}"
    shown = [note for note in found.sentences if everything or _is_near(note)]
    for note in shown:
        yield ""
        yield from _sentence(note)
    rest = len(found.sentences) - len(shown)
    if rest:
        yield f"\n{rest} more sentences, which nothing came near: --all shows them"


def _result(one: Assessment) -> str:
    claim = f", {told(one.claim)}" if one.claim else ""
    return f"{one.theme}: score {one.score:.2f}, {'flagged' if one.flagged else 'not flagged'}{one_line(claim)}"


def _is_near(note: SentenceNote) -> bool:
    return bool(note.fired or note.withheld or note.read or any(map(_near, note.nearest)))


def _near(one: Nearest) -> bool:
    # The name of a state alone is near nothing.
    return len(one.miss.missing) <= NEAR < len(one.miss.present)


def _sentence(note: SentenceNote) -> Iterator[str]:
    yield textwrap.fill(f"“{one_line(note.text)}”", WIDTH, subsequent_indent=" ")
    yield f"  {note.field} {note.start}-{note.end}" + (" · only repeats what a rule asks for: no evidence" * note.norm)
    for rule in note.fired:
        yield f"  fired: {one_line(str(rule))}"
    for held in note.withheld:
        yield f"  kept back: {one_line(str(held))}"
    for read in note.read:
        model = "did not run" if read.probability is None else f"{read.probability:.2f}"
        yield f"  {read.theme}: score {read.score:.2f}, model {model}"
        for reason in read.reasons:
            yield f"    {one_line(reason)}"
    for near in note.nearest:
        if _near(near):
            yield f"  nearest: {one_line(str(near))}"
    words = [f"{words} {{{name}}}" + (f"={code}" if code else "") for words, name, code in note.terms]
    if words:
        text = one_line("terms: " + ", ".join(words))
        yield textwrap.fill(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
