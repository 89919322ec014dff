"""Groups whose commands are imported when they are called."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flows.cli.lazy import LazyGroup
from flows.cli.main import cli
from tests.flows.cli.conftest import Shell, write_watch

HEAVY = ("sqlalchemy", "numpy", "sklearn", "apprise", "prefect", "httpx", "jinja2")


def groups(group: LazyGroup, name: str = "sanctions-watch") -> Iterator[tuple[str, LazyGroup]]:
    yield name, group
    for one in group.list_commands(click.Context(group)):
        inner = group.get_command(click.Context(group), one)
        if isinstance(inner, LazyGroup):
            yield from groups(inner, f"{name} {one}")


def imported(*words: str, folder: Path) -> set[str]:
    """Which of the heavy libraries a command has imported by its end, in a process of its own."""
    code = (
        "import sys\n"
        "from flows.cli.main import main\n"
        "sys.argv[0] = 'sanctions-watch'\n"
        "try:\n    main()\n"
        f"finally:\n    print(*(name for name in {HEAVY} if name in sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(("name", "group"), [pytest.param(*one, id=one[0]) for one in groups(cli)])
def test_the_line_of_a_command_in_the_help_of_its_group_is_the_first_of_its_own(name: str, group: LazyGroup) -> None:
    context = click.Context(group)
    for one, entry in group.table.items():
        command = group.get_command(context, one)
        assert command is not None, f"{name} {one}"
        assert command.name == one
        assert entry.help == command.get_short_help_str(limit=200), f"{name} {one}"


def test_help_imports_no_command_and_nothing_that_takes_long(tmp_path: Path) -> None:
    assert imported("--help", folder=tmp_path) == set()
    assert imported("rules", "--help", folder=tmp_path) == set()


def test_the_listing_of_alerts_opens_the_storage_and_neither_model_nor_channels(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    assert imported("alerts", "list", folder=tmp_path) == {"sqlalchemy"}
    assert imported("status", folder=tmp_path) == {"sqlalchemy"}


def test_half_a_word_is_completed_with_the_line_of_its_command() -> None:
    found = cli.shell_complete(click.Context(cli), "s")
    assert [one.value for one in found] == ["serve", "score", "sources", "status"]
    assert found[-1].help is not None
    assert found[-1].help.startswith("What is stored")
