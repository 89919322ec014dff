"""`sanctions-watch`: finds the command, runs it, and turns what people can mend into one clear message."""

import importlib
import os
import sys

import click

from flows.errors import AlreadyRunningError, StorageError, WatchError
from models.errors import ModelError
from rules.errors import RuleError

COMMANDS = {
    "run": "flows.cli.run:command",
    "serve": "flows.cli.serve:command",
    "score": "flows.cli.score:command",
    "group": "flows.cli.group:command",
    "alerts": "flows.cli.alerts:commands",
    "replay": "flows.cli.replay:command",
    "sources": "flows.cli.sources:commands",
    "rules": "flows.cli.rules:commands",
    "lists": "flows.cli.lists:commands",
    "model": "flows.cli.model:commands",
    "status": "flows.cli.status:command",
    "doctor": "flows.cli.doctor:command",
    "init": "flows.cli.init:command",
}
"""Name of a command to where it stands. Imported when it is called, so that the others cost nothing."""

EXIT_CODES = {
    0: "fine",
    1: "finished with reported failures; or the storage cannot be used, or another run works on it",
    2: "wrong usage or configuration: nothing was done",
    130: "interrupted with Ctrl-C; the next run goes on where this one stopped",
}
"""What the exit code of a command says."""


class Commands(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a mistake in the table above
        return command

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


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
        click.echo(f"sanctions-watch: {error}", err=True)
        code = 1
    except (WatchError, RuleError, ModelError) as error:
        click.echo(f"sanctions-watch: cannot go on:\n{error}", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
