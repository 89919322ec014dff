"""Tests of flows/alerts/plugins/webhook.py, against a server on loopback."""

import json
from collections.abc import Iterator

import pytest

from flows.alerts.delivery import Courier, Outcome
from flows.alerts.message import Form, render
from flows.options import TargetOptions
from tests.flows.alerts.loopback import SlackRoom, silent_server, slack
from tests.flows.alerts.samples import an_alert
from tests.flows.alerts.test_notices import a_notice


@pytest.fixture
def room() -> Iterator[SlackRoom]:
    with slack() as opened:
        yield opened


def hook(room: SlackRoom, more: str = "") -> Courier:
    return Courier([TargetOptions("hook", room.url.replace("http://", "json://") + more)])


def test_the_alert_itself_is_the_body(room: SlackRoom) -> None:
    assert hook(room).send("hook", an_alert()) == Outcome(ok=True)
    assert room.posts == [json.loads(render(an_alert(), Form.JSON).body)]
    assert room.paths == ["/services"]


def test_a_notice_is_sent_in_its_own_shape(room: SlackRoom) -> None:
    assert hook(room).send_notice("hook", a_notice("one")).ok
    assert room.posts[0]["schema"] == "sanctions-watch/notice/1"


@pytest.mark.parametrize(("mood", "words"), [("fail", "answers 500: oops"), ("refuse", "answers 403: invalid_token")])
def test_a_refusal_is_told_with_its_answer(room: SlackRoom, mood: str, words: str) -> None:
    room.mood = mood
    outcome = hook(room).send("hook", an_alert())
    assert not outcome.ok
    assert words in outcome.detail


def test_a_connection_that_breaks_off_is_a_failure_with_a_reason(room: SlackRoom) -> None:
    room.mood = "reset"
    outcome = hook(room).send("hook", an_alert())
    assert not outcome.ok
    assert "no connection to the webhook, or it broke off" in outcome.detail


def test_a_server_that_says_nothing_is_a_failure_in_time() -> None:
    with silent_server() as port:
        courier = Courier([TargetOptions("hook", f"json://127.0.0.1:{port}/x?rto=0.5")])
        outcome = courier.send("hook", an_alert())
    assert not outcome.ok
    assert "does not answer in time" in outcome.detail


def test_a_secret_in_the_address_is_in_no_reason(room: SlackRoom) -> None:
    room.mood = "fail"
    outcome = hook(room, "/very-secret-path?-token=very-secret-token").send("hook", an_alert())
    assert not outcome.ok
    assert "very-secret" not in outcome.detail
