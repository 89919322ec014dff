"""What the door does whatever command is called."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from flows.cli.main import COMMANDS
from tests.flows.cli.conftest import WORKERS, Shell, article, write_lines

PROGRAM = str(Path(sys.executable).with_name("sanctions-watch"))


def test_help_lists_every_command_with_a_line(shell: Shell) -> None:
    answer = shell("--help")
    assert answer.code == 0
    listed = [line.split()[0] for line in answer.out.partition("Commands:")[2].splitlines() if len(line.split()) > 2]
    assert listed == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(shell: Shell, name: str) -> None:
    answer = shell(name, "-h")
    assert answer.code == 0
    assert answer.out.startswith(f"Usage: sanctions-watch {name} ")


def test_version_is_that_of_the_package(shell: Shell) -> None:
    assert shell("--version").out == f"sanctions-watch {version('sanctions-watch')}\n"


def test_an_unknown_command_is_wrong_usage(shell: Shell) -> None:
    answer = shell("rnu")
    assert answer.code == 2
    assert "No such command 'rnu'" in answer.err


def test_an_unknown_option_is_wrong_usage(shell: Shell) -> None:
    answer = shell("run", "--dryrun")
    assert answer.code == 2
    assert "--dry-run" in answer.err


@pytest.mark.parametrize("words", [("run", "--no-prefect"), ("status",), ("alerts", "list"), ("alerts", "show", "x")])
def test_a_missing_watch_is_told_with_what_to_do(shell: Shell, words: tuple[str, ...]) -> None:
    answer = shell(*words)
    assert answer.code == 2
    assert "watch.yaml: no such file" in answer.err
    assert "sanctions-watch init" in answer.err
    assert "Traceback" not in answer.all


def test_a_mistake_in_the_watch_is_told_with_its_line_and_the_word_that_was_meant(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("model: none\nsorces:\n  - {name: a}\n", encoding="utf-8")
    answer = shell("run", "--no-prefect")
    assert answer.code == 2
    assert "watch.yaml:2: unknown key 'sorces' (did you mean 'sources'?)" in answer.err


def test_whoever_reads_only_the_beginning_of_the_output_is_no_failure(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "many.jsonl", *(article(str(n), WORKERS * 20) for n in range(300)))
    with subprocess.Popen(  # noqa: S603 - our own command
        [PROGRAM, "score", "--no-model", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"id": "0"')
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode == 0
    assert said == b""
