"""Groups whose commands are imported when they are called, so that the others cost nothing."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass

import click
from click.shell_completion import CompletionItem


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a command stands, and its line in the help of its group."""

    place: str
    """As `module:name`."""
    help: str
    """Held here so that `--help` need not import the command; a test holds it against the command's own first line."""


class LazyGroup(click.Group):
    """A group that knows its commands by a table."""

    def __init__(self, *, table: Mapping[str, Entry], **attributes: object) -> None:
        """A group of the commands of `table`, in the order in which the help shows them."""
        super().__init__(**attributes)  # type: ignore[arg-type]  # click's own arguments, passed on as they came
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order people need them."""
        del ctx
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in self.table:
            return None
        module, _, name = self.table[cmd_name].place.partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)  # noqa: S101 - a mistake in the table
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line for each, without importing any of them."""
        del ctx
        room = formatter.width - 6 - max(map(len, self.table))
        stubs = [click.Command(name, help=entry.help) for name, entry in self.table.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(str(stub.name), stub.get_short_help_str(room)) for stub in stubs])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """What a half-typed word may become, without importing any command."""
        names = [CompletionItem(name, help=entry.help) for name, entry in self.table.items()]
        begun = [one for one in names if str(one.value).startswith(incomplete)]
        return [*begun, *click.Command.shell_complete(self, ctx, incomplete)]
