"""`sanctions-watch status`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WATCH, Shell, write_watch


def test_status_counts_what_is_stored_and_tells_the_last_passes(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    shell("run", "--no-prefect")
    shell("run", "--no-prefect")
    answer = shell("status")
    assert answer.code == 0
    assert "read 3, new 3, flagged 2, 2 alerts" in answer.out
    found = {row["what"]: row["value"] for row in json.loads(shell("status", "--json").out)}
    assert found["articles"] == 3
    assert found["alerts"] == 2
    assert found["deliveries sent"] == 4
    assert found["unassessed"] == found["deliveries failed"] == 0
    assert len([name for name in found if name.startswith("pass ")]) in {1, 2}, "two passes in a second share a name"


def test_status_of_a_new_watch_is_empty_and_fine(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    assert shell("status").code == 0


def test_status_says_from_which_score_a_theme_counts_and_what_is_to_be_expected(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, f"{WATCH}prefer: precision\n")
    found = {row["what"]: row["value"] for row in json.loads(shell("status", "--json").out)}
    assert "(prefer: precision): without the model; with it, precision 0." in found["theme arms_transfer"]


def test_what_is_wrong_with_the_watch_stands_in_status_and_doctor(shell: Shell, tmp_path: Path) -> None:
    broken = "  - {name: wire, kind: feed, path: no.xml}\n"
    watch = WATCH.replace("targets:", broken + "targets:") + "operations: {failing_after: 1, to: [mailbox]}\n"
    write_watch(tmp_path, watch)
    assert shell("run", "--no-prefect").code == 1
    rows = json.loads(shell("status", "--json").out)
    (trouble,) = (row["value"] for row in rows if row["what"] == "trouble")
    assert trouble.startswith("source 'wire' failing since ")
    assert trouble in [check["detail"] for check in json.loads(shell("doctor", "--json").out)]
    assert len([*(tmp_path / "mail").glob("notice-*.eml")]) == 1
