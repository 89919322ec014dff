"""`sanctions-watch alerts`."""

import json
from pathlib import Path

import pytest
from apprise.plugins.slack import NotifySlack

from tests.flows.alerts.loopback import slack
from tests.flows.alerts.test_delivery import SLACK, TOKENS
from tests.flows.cli.conftest import WATCH, WORKERS, Shell, article, write_lines, write_watch


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
    assert "mailbox: sent after 1 attempt\n" in evidence.partition("DELIVERIES")[2]
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


# alerts test


def test_a_test_goes_to_every_target_of_a_route_and_is_not_stored(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "test", "all")
    assert answer.code == 0
    assert "TEST, no news" in answer.out
    assert "terminal: sent\n" in answer.out
    (letter,) = (tmp_path / "mail").glob("*.eml")
    assert f"mailbox: sent: {letter}" in answer.out
    assert "TEST, no news" in letter.read_text(encoding="utf-8")
    assert not (tmp_path / "var").exists()


def test_a_test_goes_to_a_single_target(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "test", "terminal")
    assert answer.code == 0
    assert "mailbox" not in answer.out


def test_the_operations_route_gets_a_notice(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "test", "operations")
    assert (answer.code, "names no target" in answer.err) == (2, True)
    write_watch(tmp_path, WATCH + "operations: {to: [terminal]}\n")
    answer = shell("alerts", "test", "operations")
    assert answer.code == 0
    assert "[Sanctions Watch] TEST: notices about the watch arrive here" in answer.out


def test_a_failed_test_says_why_without_the_secret(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK", SLACK)
    write_watch(tmp_path, WATCH.replace("console://", "${SLACK}"))
    with slack() as room:
        monkeypatch.setattr(NotifySlack, "webhook_url", room.url)
        room.mood = "refuse"
        answer = shell("alerts", "test", "all")
    assert answer.code == 1
    assert "terminal: failed: " in answer.out
    assert "403" in answer.out
    assert "mailbox: sent" in answer.out, "one that fails does not keep the others from being tried"
    assert not [token for token in TOKENS if token in answer.all]


def test_a_name_that_is_none_is_wrong_usage_with_the_one_that_was_meant(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("alerts", "test", "terminl")
    assert answer.code == 2
    assert (
        "there is no route or target 'terminl', nor an alert, article or file; did you mean 'terminal'?" in answer.err
    )


def test_of_an_article_a_test_shows_who_would_hear_it_and_sends_nothing(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shown = shell("alerts", "test", "inbox/news.jsonl")
    assert shown.code == 0
    assert shown.out == shell("alerts", "route", "inbox/news.jsonl").out
    assert "matches labour_dispatch" in shown.out
    assert not (tmp_path / "mail").exists()
    shell("run", "--no-prefect")
    alert = json.loads(shell("alerts", "list", "--json").out)[0]["id"]
    article = json.loads(shell("alerts", "show", "--json", alert).out)["alert"]["articles"][0]["id"]
    for ident in (alert, article):
        assert "who hears it:" in shell("alerts", "test", ident).out
