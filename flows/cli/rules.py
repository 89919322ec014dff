"""`sanctions-watch rules`: check, test, try and measure the rules."""

import click

from flows.cli.lazy import Entry, LazyGroup

TABLE = {
    "lint": Entry(
        "flows.cli.rules_check:lint_rules",
        "Every mistake at once, with file and line; of a watch with rules of its own, the doubts about these.",
    ),
    "test": Entry(
        "flows.cli.rules_check:test_rules",
        "Run the tests written inside the rules, through the engine that scores articles; failures last.",
    ),
    "try": Entry(
        "flows.cli.rules_try:try_rules",
        "What the rules and the model make of SENTENCE, and what was missing where a rule nearly fired.",
    ),
    "explain": Entry(
        "flows.cli.rules_explain:command",
        "Why ARTICLE scores as it does: sentence by sentence what fired, what was missing, and how the claim was read.",
    ),
    "backtest": Entry(
        "flows.cli.backtest:command",
        "Hold OLD rules against NEW ones: which articles are gained, lost and changed, and why.",
    ),
    "stats": Entry(
        "flows.cli.rules_stats:command",
        "What each signal does on CORPUS: how often it fires, beside which others, and the terms that never hit.",
    ),
    "list": Entry(
        "flows.cli.rules_files:list_rules",
        "The rules in force, or the lists that rules can use, each with the file it stands in.",
    ),
    "fmt": Entry(
        "flows.cli.rules_files:format_rules",
        "Write FILES, or all rules of the watch, in the one way: order of keys, indents, quotes.",
    ),
    "schema": Entry(
        "flows.cli.rules_files:schema",
        "The JSON Schema of a KIND of file, or with --out those of all, for editors that complete and check YAML.",
    ),
}


@click.command("rules", cls=LazyGroup, table=TABLE)
def commands() -> None:
    """Check, test, try and measure the rules."""
