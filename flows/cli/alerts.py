"""`sanctions-watch alerts`: what was said and on what evidence, and whether it would arrive."""

import click

from flows.cli.lazy import Entry, LazyGroup

TABLE = {
    "list": Entry(
        "flows.cli.alerts_listed:list_alerts",
        "The latest alerts.",
    ),
    "show": Entry(
        "flows.cli.alerts_shown:show",
        "An alert with every evidence sentence, what made it score, and where its copies are.",
    ),
    "why": Entry(
        "flows.cli.why:command",
        "What was decided about an article, a story, an alert or an address, and why; also when nothing was alerted.",
    ),
    "ack": Entry(
        "flows.cli.outbox:ack",
        "Say that an alert was seen and is looked after.",
    ),
    "silence": Entry(
        "flows.cli.silences:commands",
        "Not to hear of something for a while: alerts are kept with their decision, and told of when the time is over.",
    ),
    "resend": Entry(
        "flows.cli.outbox:resend",
        "Send an alert or a notice again with the next pass, with all its attempts anew.",
    ),
    "dead": Entry(
        "flows.cli.outbox:dead",
        "Copies of alerts, digests and notices that were given up, with the reason and how to send them after all.",
    ),
    "route": Entry(
        "flows.cli.routes:command",
        "Show who would hear an alert, route by route, and why; nothing is sent.",
    ),
    "test": Entry(
        "flows.cli.alerts_trial:test",
        "Send a message that is marked as a test to a target, or to all targets of a route.",
    ),
}


@click.command("alerts", cls=LazyGroup, table=TABLE)
def commands() -> None:
    """What was said and on what evidence, and whether it would arrive."""
