"""`sanctions-watch model`: explain, measure, fit and replace the classifier."""

import click

from flows.cli.lazy import Entry, LazyGroup

TABLE = {
    "explain": Entry(
        "flows.cli.model_explain:command",
        "What spoke for and against each theme in the classifier, for every sentence that is evidence.",
    ),
    "evaluate": Entry(
        "flows.cli.model_evaluate:evaluate",
        "Score the articles of LABELLED and say how well that agrees with their labels.",
    ),
    "train": Entry(
        "flows.cli.model_train:train",
        "Fit on the shipped examples (or on FILES) and save a candidate into a new folder.",
    ),
    "promote": Entry(
        "flows.cli.model_evaluate:promote",
        "Put a candidate in the place of the watch's model, if it is the better one on the articles of LABELLED.",
    ),
}


@click.command("model", cls=LazyGroup, table=TABLE)
def commands() -> None:
    """Explain, measure, fit and replace the classifier."""
