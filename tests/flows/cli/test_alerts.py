"""`sanctions-watch alerts`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WORKERS, Shell, article, write_lines, write_watch


def test_alerts_are_listed_with_whole_ids(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    assert shell("alerts", "list").out.strip() == "no alert yet"
    shell("run", "--no-prefect")
    table = shell("alerts", "list")
    rows = json.loads(shell("alerts", "list", "--json").out)
    assert table.code == 0
    assert len(rows) == 2
    for row in rows:
        assert row["id"] in table.out
        assert row["deliveries"] == ["mailbox: sent", "terminal: sent"]
    assert {row["headline"] for row in rows} == {"Workers leave", "Trains at the border"}


def test_the_limit_takes_the_newest(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    assert len(json.loads(shell("alerts", "list", "--json", "--limit", "1").out)) == 1
    assert shell("alerts", "list", "--limit", "0").code == 2


def test_an_alert_is_shown_with_its_evidence_decisions_and_deliveries(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    ident = next(r["id"] for r in json.loads(shell("alerts", "list", "--json").out) if r["headline"] == "Workers leave")
    answer = shell("alerts", "show", ident)
    assert answer.code == 0
    evidence = answer.out.partition("\nEVIDENCE\n")[2]
    assert WORKERS in " ".join(evidence.split())
    assert f"text 0-{len(WORKERS)} · occurred · russia" in evidence
    assert "rules" in evidence
    assert "model did not run" in evidence
    assert "words: North Korea, " in evidence
    assert "labour_dispatch: alert: " in evidence.partition("DECISIONS")[2]
    assert "mailbox: sent after 1 attempts" in evidence.partition("DELIVERIES")[2]
    assert shell("alerts", "show", ident[:6]).out == answer.out


def test_an_alert_is_given_to_machines_whole(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    ident = json.loads(shell("alerts", "list", "--json").out)[0]["id"]
    found = json.loads(shell("alerts", "show", "--json", ident).out)
    assert set(found) >= {"alert", "articles", "decisions", "deliveries"}
    assert found["alert"]["id"] == ident


def test_an_unknown_alert_is_wrong_usage_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "show", "nothing")
    assert answer.code == 2
    assert "there is no alert 'nothing'" in answer.err
    assert "alerts list" in answer.err


def test_the_beginning_of_two_ids_is_refused_with_both(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    answer = shell("alerts", "show", "")
    assert answer.code == 2
    assert all(row["id"] in answer.err for row in json.loads(shell("alerts", "list", "--json").out))


def test_what_steers_a_terminal_does_not_reach_it(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    hostile = article(
        "x", f"\x1b]0;owned\x07{WORKERS}", "\x1b[2JWorkers", outlet="\x1b[31mRed", url="https://example.org/"
    )
    write_lines(tmp_path / "inbox" / "news.jsonl", hostile)
    shell("run", "--no-prefect")
    ident = json.loads(shell("alerts", "list", "--json").out)[0]["id"]
    for words in (("alerts", "list"), ("alerts", "show", ident), ("status",)):
        answer = shell(*words)
        assert answer.code == 0
        assert not [c for c in answer.all if ord(c) < 32 and c != "\n"]
