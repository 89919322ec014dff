"""`sanctions-watch alerts why` in a shell."""

import json
from pathlib import Path

from tests.flows.cli.conftest import Shell, write_watch


def an_alert(shell: Shell) -> str:
    rows = json.loads(shell("alerts", "list", "--json").out)
    return str(next(row["id"] for row in rows if row["headline"] == "Workers leave"))


def test_the_answer_names_decision_reason_and_claims(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    answer = shell("alerts", "why", an_alert(shell))
    assert answer.code == 0, answer.all
    assert "Workers leave" in answer.out
    assert "alerted (alert" in answer.out
    assert "a new event: nothing was told of it before" in answer.out
    assert "What the story claims by now:" in answer.out
    assert "1,000 workers" in answer.out


def test_an_address_that_nobody_brought_is_answered_in_words(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "why", "https://news.example/never")
    assert (answer.code, answer.out.startswith("not stored")) == (0, True)


def test_as_json_it_holds_the_decisions(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    found = json.loads(shell("alerts", "why", an_alert(shell), "--json").out)
    assert {one["decision"]["action"] for one in found["decisions"]} == {"alert"}


def test_as_of_a_time_before_it_came_it_was_not_known(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    story = an_alert(shell)
    assert "alerted (alert" in shell("alerts", "why", story, "--as-of", "2100-01-01").out
    assert "not stored by" in shell("alerts", "why", story, "--as-of", "2020-01-01").out


def test_an_article_may_be_named_by_the_file_that_brought_it(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    note = tmp_path / "inbox" / "note.txt"
    note.write_text(
        "Loggers wanted\n\nNorth Korea sent 300 loggers to Khabarovsk, the ministry said.\n", encoding="utf-8"
    )
    assert shell("alerts", "why", str(note)).out.startswith("not stored")
    shell("run", "--no-prefect")
    assert "alerted (alert" in shell("alerts", "why", str(note)).out
