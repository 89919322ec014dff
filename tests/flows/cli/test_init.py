"""`sanctions-watch init`."""

from pathlib import Path

import pytest

from tests.flows.cli.conftest import WORKERS, Shell


def test_what_it_writes_runs(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = shell("init", "--offline", "my-watch")
    assert answer.code == 0
    assert "wrote my-watch/watch.yaml" in answer.out
    monkeypatch.chdir(tmp_path / "my-watch")
    assert shell("doctor").code == 0
    assert shell("run", "--no-prefect").code == 0
    (tmp_path / "my-watch" / "inbox" / "report.txt").write_text(WORKERS, encoding="utf-8")
    again = shell("run", "--no-prefect")
    assert again.code == 0
    assert "read 1, new 1, flagged 1, 1 alert" in again.out


def test_it_never_writes_over_a_watch(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "watch.yaml").write_text("# mine\n", encoding="utf-8")
    answer = shell("init")
    assert answer.code == 2
    assert "exists already" in answer.err
    assert (tmp_path / "watch.yaml").read_text(encoding="utf-8") == "# mine\n"
    assert not (tmp_path / "inbox").exists()
