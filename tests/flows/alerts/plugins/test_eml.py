"""Tests of flows/alerts/plugins/eml.py."""

import email
import email.policy
from dataclasses import replace
from pathlib import Path

import pytest

from flows.alerts.delivery import Courier
from flows.alerts.message import Form, render
from flows.domain import AlertId
from flows.options import TargetOptions
from tests.flows.alerts.samples import an_alert


def test_an_alert_becomes_an_email_file_with_its_html_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there yet"
    outcome = Courier([TargetOptions("mailbox", f"eml://{folder}")]).send("mailbox", an_alert())
    assert outcome.ok
    assert outcome.artefact == folder / "000_ad885a1fc4adeb75.1.eml"
    message = email.message_from_bytes(outcome.artefact.read_bytes(), policy=email.policy.default)
    assert message["Subject"] == render(an_alert(), Form.PLAIN).subject
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert (
        outcome.artefact.with_suffix(".html").read_text(encoding="utf-8") == render(an_alert(), Form.HTML).html.rstrip()
    )
    assert len(list(folder.iterdir())) == 2


def test_a_relative_folder_counts_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Courier([TargetOptions("mailbox", "eml://demo-output")]).send("mailbox", an_alert()).ok
    assert (tmp_path / "demo-output" / "000_ad885a1fc4adeb75.1.eml").exists()


def test_an_alert_written_twice_replaces_itself(tmp_path: Path) -> None:
    courier = Courier([TargetOptions("mailbox", f"eml://{tmp_path}")])
    assert courier.send("mailbox", an_alert()).artefact == courier.send("mailbox", an_alert()).artefact
    assert len(list(tmp_path.iterdir())) == 2


def test_an_id_cannot_leave_the_folder(tmp_path: Path) -> None:
    alert = replace(an_alert(), id=AlertId("../../etc/passwd.1"))
    outcome = Courier([TargetOptions("mailbox", f"eml://{tmp_path / 'out'}")]).send("mailbox", alert)
    assert outcome.artefact is not None
    assert outcome.artefact.parent == tmp_path / "out"
    assert outcome.artefact.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    outcome = Courier([TargetOptions("mailbox", f"eml://{tmp_path}/file/sub")]).send("mailbox", an_alert())
    assert not outcome.ok
    assert "cannot be written: Not a directory" in outcome.detail
