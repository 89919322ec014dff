"""`sanctions-watch model explain`: what spoke for and against in the classifier. Words of articles are untrusted."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from flows.alerts.cleaning import one_line
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option
from flows.domain import Article, ArticleId
from flows.inspection.lookup import article_in_file, is_file, stored_article
from flows.inspection.model_explanation import Judged, Share, ThemeView, explain_model
from flows.settings import load_settings
from flows.wiring import open_bench

WIDTH = 100


@click.command("explain")
@config_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--id", "ident", default="", help="The article of this id, where the file holds several.")
@click.option("--title", default="", help="A headline, where the article is given as text.")
@click.option("--all", "everything", is_flag=True, help="Themes without evidence too, by their likeliest sentence.")
@click.option("--model", "folder", type=click.Path(path_type=Path, file_okay=False), help="Another model.")
@click.argument("article", metavar="TEXT|FILE|ID")
def command(
    config: Path, as_json: bool, ident: str, title: str, everything: bool, folder: Path | None, article: str
) -> None:
    """What spoke for and against each theme in the classifier, for every sentence that is evidence.

    The rules stand beside it. The argument is a text, a file (JSONL with --id, text, HTML, e-mail), - for JSONL on
    standard input, or the id of a stored article. Marks of concepts are shown as the words that bear them.
    """
    if not article.strip():
        raise click.BadParameter("holds no word", param_hint="TEXT|FILE|ID")
    options = scoring_options(config)
    if folder is not None:
        options = replace(options, use_model=True, model_folder=folder)
    found = explain_model(open_bench(options), _article(config, article, ident, title))
    if as_json:
        values = [
            {"theme": one.assessment.theme, "score": one.assessment.score, "flagged": one.assessment.flagged}
            | {"sentences": [asdict(judged) for judged in one.sentences]}
            for one in found
        ]
        click.echo(json.dumps(values, ensure_ascii=False, indent=2))
        return
    for line in _lines(found, everything=everything):
        click.echo(line)


def _article(config: Path, word: str, ident: str, title: str) -> Article:
    if is_file(word):
        return article_in_file(word, ident)
    # An id holds no blank and is plain ASCII; whatever else is meant as a text.
    if word.isascii() and not any(one.isspace() for one in word):
        return stored_article(load_settings(config), word)
    return Article(ArticleId("text"), "", "", title, word, "", "", None, datetime.now(UTC), "")


def _lines(found: Sequence[ThemeView], *, everything: bool) -> Iterator[str]:
    if not found:
        yield "never names the subject of the pack: the classifier is not asked"
    for view in found:
        one = view.assessment
        yield f"{one.theme}: score {one.score:.2f}, {'flagged' if one.flagged else 'not flagged'}"
        for judged in (judged for judged in view.sentences if judged.evidence or everything):
            yield from _sentence(judged)
        yield ""


def _sentence(one: Judged) -> Iterator[str]:
    yield textwrap.fill(f"“{one_line(one.text)}”", WIDTH, initial_indent="  ", subsequent_indent="   ")
    score = f"score {one.score:.2f}" if one.score is not None else "no evidence, but the likeliest"
    yield f"    {one.field} {one.start}-{one.end} · {score} · model {one.probability:.2f}"
    for what, shares in (("for", one.speaks_for), ("against", one.against)):
        yield _shares(what, shares)
    for rule in one.rules or ("none fired",):
        yield f"    rules    {one_line(rule)}"


def _shares(what: str, shares: Sequence[Share]) -> str:
    told = ", ".join(one_line(str(share)) for share in shares) or "nothing"
    return textwrap.fill(f"{what:8} {told}", WIDTH, initial_indent="    ", subsequent_indent=" " * 13)
