"""`sanctions-watch doctor`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import WATCH, Shell, write_watch


def verdicts(shell: Shell) -> dict[str, tuple[str, str]]:
    return {row["check"]: (row["verdict"], row["detail"]) for row in json.loads(shell("doctor", "--json").out)}


def test_a_good_watch_passes_and_nothing_is_sent(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    answer = shell("doctor")
    assert answer.code == 0
    assert "failed" not in answer.out.lower().replace("0 failed", "")
    found = verdicts(shell)
    assert {"configuration", "rules", "model", "source inbox", "target terminal", "target mailbox"} <= set(found)
    assert found["model"] == ("ok", "off: rules alone")
    assert not (tmp_path / "mail").exists()


def test_a_typo_fails_with_its_line(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH.replace("routes:", "rotues:"))
    answer = shell("doctor")
    assert answer.code == 1
    assert "watch.yaml:6: unknown key 'rotues' (did you mean 'routes'?)" in answer.out


def test_a_broken_rule_file_fails_with_its_line_and_the_rest_is_checked(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH + "rules: [mine]\n")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "list.yaml").write_text("kind: terms\nid: x\ntitle: X\nenn: [a]\n", encoding="utf-8")
    answer = shell("doctor")
    assert answer.code == 1
    found = verdicts(shell)
    assert found["rules"][0] == "failed"
    assert "list.yaml:4: unknown key 'enn'" in found["rules"][1]
    assert found["target terminal"][0] == "ok"


def test_a_wrong_scheme_fails_with_the_one_that_was_meant(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path, WATCH.replace("console://", "slakc://A/B/C"))
    answer = shell("doctor")
    assert answer.code == 1
    assert "did you mean 'slack'" in answer.out
    assert "A/B/C" not in answer.out
