"""`alerts silence`, as a person types it."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WATCH, Shell, write_watch
from tests.flows.cli.test_outbox import states

WHY = ("--by", "Kim", "--reason", "an exercise", "--for", "2 days")


def test_what_a_silence_hides_is_kept_and_told_of_at_its_end(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH + "operations: {to: [terminal], heartbeat: none}\n")
    said = shell("alerts", "silence", "add", "--theme", "labour_dispatch", "--status", "occurred", *WHY)
    ident = said.out.split()[1]
    assert said.out.startswith(f"silence {ident} hides theme labour_dispatch, status occurred until 20")
    heard = shell("run", "--no-prefect").out
    assert ("Trains at the border" in heard, "Workers leave" in heard) == (True, False)
    assert states(tmp_path).count("mailbox silenced") == 1
    (row,) = json.loads(shell("alerts", "silence", "list", "--json").out)
    assert (row["id"], row["hidden"], row["by"], row["reason"]) == (ident, 1, "Kim", "an exercise")
    assert shell("alerts", "silence", "expire", ident).out == f"silence {ident} has ended; it hid 1 alert\n"
    told = shell("run", "--no-prefect").out
    assert f"silence {ident} has ended: it hid 1 alert" in told
    assert "Workers leave" in told
    assert "Workers leave" not in shell("run", "--no-prefect").out


def test_what_was_hidden_can_be_sent_after_all_while_the_silence_lasts(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("alerts", "silence", "add", "--text", "1,000 WORKERS", *WHY)
    assert "Workers leave" not in shell("run", "--no-prefect").out
    hidden = next(
        row["id"] for row in json.loads(shell("alerts", "list", "--json").out) if row["headline"] == "Workers leave"
    )
    shell("alerts", "resend", hidden, "--target", "terminal")
    assert "Workers leave" in shell("run", "--no-prefect").out


def test_a_silence_of_everything_is_refused(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    said = shell("alerts", "silence", "add", *WHY)
    assert (said.code, "would hide everything" in said.err) == (2, True)
    assert shell("alerts", "silence", "list").out == "no silence is in force\n"


def test_a_misspelt_theme_is_told(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    said = shell("alerts", "silence", "add", "--theme", "labor_dispatch", *WHY)
    assert (said.code, "did you mean 'labour_dispatch'?" in said.err) == (2, True)


def test_a_silence_that_is_over_is_listed_only_when_asked_for(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    ident = json.loads(shell("alerts", "silence", "add", "--outlet", "The Wire", *WHY, "--json").out)["id"]
    shell("alerts", "silence", "expire", ident)
    assert json.loads(shell("alerts", "silence", "list", "--json").out) == []
    assert [row["active"] for row in json.loads(shell("alerts", "silence", "list", "--all", "--json").out)] == [False]
    assert shell("alerts", "silence", "expire", ident).code == 2
