"""Output that several commands share."""

import json
from pathlib import Path

import pytest

from flows.cli.shared import print_problems, print_rows
from flows.domain import Problem


def test_a_table_for_a_pipe_has_one_whole_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    long = "words " * 60
    print_rows(("id", "text"), [{"id": "0123456789ab.1", "text": long}], as_json=False, empty="")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert lines[1].split() == ["0123456789ab.1", *long.split()]


def test_an_empty_listing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("id",), [], as_json=False, empty="nothing yet")
    assert capsys.readouterr().out == "nothing yet\n"


def test_machines_get_an_array_even_when_it_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("id",), [], as_json=True, empty="nothing yet")
    assert json.loads(capsys.readouterr().out) == []


def test_missing_cells_are_empty_and_lists_are_joined(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("a", "b", "c"), [{"a": ["x", "y"], "c": None}], as_json=False, empty="")
    assert capsys.readouterr().out == "a\nx, y\n"


def test_times_are_shown_to_the_minute_in_utc_and_given_whole_to_machines(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"when": "2026-11-22T13:30:31+02:00", "text": "on 2026-11-22T13:30:31+02:00"}
    print_rows(("when", "text"), [row], as_json=False, empty="")
    assert capsys.readouterr().out.splitlines()[1] == "2026-11-22 11:30  on 2026-11-22T13:30:31+02:00"
    print_rows(("when", "text"), [row], as_json=True, empty="")
    assert json.loads(capsys.readouterr().out) == [row]


def test_words_in_brackets_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("title",), [{"title": "[bold]shells[/bold] :boom: \x1b[31m"}], as_json=False, empty="")
    assert "[bold]shells[/bold] :boom: [31m" in capsys.readouterr().out


def test_a_message_that_names_its_place_is_not_told_it_twice(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    print_problems([Problem(f"{tmp_path}/a.txt", f"{tmp_path}/a.txt does not exist")])
    assert capsys.readouterr().err == "  ! a.txt does not exist\n"


def test_problems_go_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([Problem("feed a", "answers 404")])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "  ! feed a: answers 404\n"
