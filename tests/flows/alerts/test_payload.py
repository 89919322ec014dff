"""Tests of flows/alerts/payload.py."""

import json

from flows.alerts.message import Form, render
from tests.builders import LABOUR
from tests.flows.alerts.samples import IMMINENT, an_alert


def test_the_json_form_holds_the_alert_as_data() -> None:
    data = json.loads(render(an_alert(), Form.JSON).body)
    assert data["schema"] == "sanctions-watch/alert/1"
    assert data["findings"][0]["theme"] == LABOUR
    assert data["findings"][0]["quotations"][0]["text"] == IMMINENT
    assert data["findings"][0]["quotations"][0]["start"] == 1200
    assert data["findings"][1]["measures"][0]["paragraph_verified"] is False
    assert data["outlets"] == ["The Korea Herald", "EFE"]
    assert data["subject"] == render(an_alert(), Form.PLAIN).subject
