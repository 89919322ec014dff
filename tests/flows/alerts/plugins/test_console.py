"""Tests of flows/alerts/plugins/console.py."""

import io
import sys

import pytest

from flows.alerts.delivery import Courier
from flows.alerts.message import Form, render
from flows.options import TargetOptions
from tests.flows.alerts.samples import an_alert


def test_the_console_shows_the_message_as_it_was_laid_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert Courier([TargetOptions("terminal", "console://")]).send("terminal", an_alert()).ok
    assert capsys.readouterr().out == render(an_alert(), Form.CONSOLE).body + "\n\n"


def test_a_terminal_without_unicode_still_shows_the_alert(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert Courier([TargetOptions("terminal", "console://")]).send("terminal", an_alert()).ok
    assert b"LABOUR DISPATCH ? planned" in screen.detach().getvalue()


def test_a_closed_pipe_is_a_failure_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(sys, "stdout", Broken())
    outcome = Courier([TargetOptions("terminal", "console://")]).send("terminal", an_alert())
    assert (outcome.ok, outcome.detail) == (False, "the terminal cannot be written to: Broken pipe")
