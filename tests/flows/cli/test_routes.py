"""`sanctions-watch alerts route`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WATCH, WORKERS, Shell, article, write_lines, write_watch

TREE = """\
routes:
  - name: all
    to: [terminal]
    quiet_hours: {from: "22:00", to: "07:00"}
    routes:
      - {name: labour, to: [mailbox], themes: [labour_dispatch]}
      - {name: arms daily, themes: [arms_transfer], digest: "daily at 08:00"}
"""
ROUTED = WATCH.replace("routes:\n  - {name: all, to: [terminal, mailbox]}\n", TREE)
NOON = "2026-11-22T12:00"


def test_a_file_is_taken_through_the_routes_and_nothing_is_sent(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    answer = shell("alerts", "route", "inbox/news.jsonl", "--at", NOON)
    assert answer.code == 0
    workers, shells, rain = answer.out.split("\n\n")
    assert "document workers: Workers leave" in workers
    assert "  all (line 7): leaves labour_dispatch to routes below" in workers
    assert "    labour (line 11): matches labour_dispatch" in workers
    assert "    arms daily (line 12): does not match" in workers
    assert "      - the theme is labour_dispatch, not arms_transfer" in workers
    assert "who hears it:\n  mailbox: at once (route 'labour' asks for low or above on labour_dispatch: " in workers
    assert "who hears it:\n  terminal: in the digest of 23 Nov 2026 08:00 UTC (route 'arms daily'" in shells
    assert "document rain: no alert, so nobody hears of it" in rain
    assert not (tmp_path / "mail").exists()


def test_quiet_hours_are_shown(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    answer = shell("alerts", "route", "inbox/news.jsonl", "--at", "2026-11-22T23:00")
    assert "mailbox: held until 23 Nov 2026 07:00 UTC" in answer.out


def test_a_stored_alert_and_a_stored_article_are_found_by_their_ids(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    shell("run", "--no-prefect")
    (alert,) = (one for one in json.loads(shell("alerts", "list", "--json").out) if one["headline"] == "Workers leave")
    (found,) = json.loads(shell("alerts", "route", "--json", alert["id"]).out)
    assert found["subject"] == f"alert {alert['id']}"
    assert found["at"] == json.loads(shell("alerts", "show", "--json", alert["id"]).out)["alert"]["created"]
    assert [(one["name"], one["matches"], one["depth"]) for one in found["routes"]] == [
        ("all", True, 0),
        ("labour", True, 1),
        ("arms daily", False, 1),
    ]
    assert [one["target"] for one in found["hears"]] == ["mailbox"]
    ident = json.loads(shell("alerts", "show", "--json", alert["id"]).out)["alert"]["articles"][0]["id"]
    (again,) = json.loads(shell("alerts", "route", "--json", "--at", NOON, ident).out)
    assert (again["subject"], again["hears"][0]["target"]) == (f"article {ident}", "mailbox")


def test_what_is_nothing_of_all_that_is_told(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    answer = shell("alerts", "route", "nowhere")
    assert answer.code == 2
    assert "'nowhere' is no file and no article; there is no alert 'nowhere'" in answer.err


def test_a_file_that_cannot_be_read_is_told(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    write_lines(tmp_path / "bad.jsonl", "{no json", article("workers", WORKERS))
    answer = shell("alerts", "route", "bad.jsonl")
    assert answer.code == 2
    assert "bad.jsonl cannot be read: " in answer.err


def test_a_dry_run_says_what_would_go_into_a_digest(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, ROUTED)
    assert "→ would go to terminal (in its digest)" in shell("run", "--dry-run", "--no-prefect").out
