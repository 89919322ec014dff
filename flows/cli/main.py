"""`sanctions-watch`: finds the command, runs it, and turns what people can mend into one clear message."""

import os
import sys

import click

from flows.cli.lazy import Entry, LazyGroup
from flows.cli.places import near
from flows.errors import AlreadyRunningError, StorageError, WatchError
from models.errors import ModelError
from rules.errors import RuleError

COMMANDS = {
    "run": Entry(
        "flows.cli.run:command",
        "Read the sources (or just FILES), score what is new, send the alerts.",
    ),
    "serve": Entry(
        "flows.cli.serve:command",
        "Make a pass whenever `schedule:` says so, until SIGTERM or Ctrl-C.",
    ),
    "score": Entry(
        "flows.cli.score:command",
        "Score articles: one JSON object a line, in input order, with every theme and its evidence.",
    ),
    "group": Entry(
        "flows.cli.group:command",
        'Group articles into stories: {"id": ..., "story": ...} a line, in input order.',
    ),
    "alerts": Entry(
        "flows.cli.alerts:commands",
        "What was said and on what evidence, and whether it would arrive.",
    ),
    "replay": Entry(
        "flows.cli.replay:command",
        "Run ARCHIVE through scoring, stories and decisions as if it came in now; nothing is sent or stored.",
    ),
    "sources": Entry(
        "flows.cli.sources:commands",
        "What is read, and how it fares.",
    ),
    "rules": Entry(
        "flows.cli.rules:commands",
        "Check, test, try and measure the rules.",
    ),
    "lists": Entry(
        "flows.cli.lists:commands",
        "Names of the UN 1718 list, which alerts point out.",
    ),
    "model": Entry(
        "flows.cli.model:commands",
        "Explain, measure, fit and replace the classifier.",
    ),
    "status": Entry(
        "flows.cli.status:command",
        "What is stored, what waits, how the last passes went, what is wrong with the watch itself.",
    ),
    "doctor": Entry(
        "flows.cli.doctor:command",
        "Check configuration, rules, model, sources, targets and storage, without sending anything.",
    ),
    "init": Entry(
        "flows.cli.init:command",
        "Write a commented watch.yaml into FOLDER (here, when left out).",
    ),
}
"""The commands in the order people need them."""

EXIT_CODES = {
    0: "fine",
    1: "finished with reported failures; or the storage cannot be used, or another run works on it",
    2: "wrong usage or configuration: nothing was done",
    130: "interrupted with Ctrl-C; the next run goes on where this one stopped",
}
"""What the exit code of a command says."""


class Commands(LazyGroup):
    """The program itself."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; whoever reads only the beginning of its output has enough, and that is no failure."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still in the buffer would fail once more while Python shuts down.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        return code


@click.command(
    cls=Commands, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="sanctions-watch", message="%(package)s %(version)s")
def cli() -> None:
    """Reads the news for the UN sanctions on North Korea.

    Scored, explained alerts on labour dispatch, arms transfer and technology transfer.
    """


def main() -> None:
    """Entry point of the installed command."""
    try:
        code = cli.main(prog_name="sanctions-watch", standalone_mode=False)
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = 2
    except (AlreadyRunningError, StorageError) as error:
        click.echo(f"sanctions-watch: {near(error)}", err=True)
        code = 1
    except (WatchError, RuleError, ModelError) as error:
        click.echo(f"sanctions-watch: cannot go on:\n{near(error)}", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
