"""`sanctions-watch rules try`: what becomes of one sentence."""

from pathlib import Path

import click

from flows.cli.places import near
from flows.cli.rules_options import scoring_options
from flows.cli.shared import config_option, json_option, print_rows
from flows.inspection.trial import Answer, try_sentence
from flows.wiring import open_bench


@click.command("try")
@config_option
@json_option
@click.option("--title", default="North Korea", show_default=True, help="Headline the sentence stands under.")
@click.argument("sentence")
def try_rules(config: Path, as_json: bool, title: str, sentence: str) -> None:
    """What the rules and the model make of SENTENCE, and what was missing where a rule nearly fired."""
    if not sentence.strip():
        raise click.BadParameter("holds no word", param_hint="SENTENCE")
    answers = try_sentence(open_bench(scoring_options(config)), title, sentence)
    if as_json:
        print_rows((), [_row(one) for one in answers], as_json=True, empty="")
        return
    for one in answers:
        click.echo(f"{one.theme}: score {one.score:.2f}, {'flagged' if one.flagged else 'not flagged'}")
        for rule in one.fired:
            click.echo(f"  {rule}")
        if one.probability is not None:
            alone = "" if one.fired else " (alone: no rule fired)"
            click.echo(f"  model: probability {one.probability:.2f}{alone}")
        if one.claim:
            click.echo(f"  claim: {one.claim}")
        for held in one.withheld:
            click.echo(f"  kept back: {near(held)}")
        if not one.fired and not one.withheld:
            click.echo(f"  nearest: {near(one.nearest) or 'nothing comes near'}")


def _row(one: Answer) -> dict[str, object]:
    return {
        "theme": one.theme,
        "score": one.score,
        "flagged": one.flagged,
        "fired": one.fired,
        "probability": one.probability,
        "claim": one.claim,
        "withheld": one.withheld,
        "nearest": one.nearest,
    }
