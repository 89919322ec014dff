"""Tests of flows/alerts/delivery.py, with real plug-ins and servers on loopback."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest
from apprise.plugins.slack import NotifySlack

from flows.alerts.delivery import Courier, Outcome
from flows.domain import Severity
from flows.options import TargetOptions
from tests.flows.alerts.loopback import HANG, SlackRoom, slack
from tests.flows.alerts.samples import an_alert
from tests.flows.alerts.test_message import hostile

TOKENS = ("T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ")
SLACK = f"slack://{'/'.join(TOKENS)}/"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackRoom]:
    with slack() as opened:
        monkeypatch.setattr(NotifySlack, "webhook_url", opened.url)
        yield opened


def posted(url: str = SLACK, *, mood: str, room: SlackRoom) -> Outcome:
    room.mood = mood
    return Courier([TargetOptions("slack", url)]).send("slack", an_alert())


# Slack


def test_a_slack_message_arrives_with_its_title_and_nothing_remote(room: SlackRoom) -> None:
    assert posted(mood="ok", room=room) == Outcome(ok=True)
    post = room.posts[0]
    assert room.paths == [f"/services/{'/'.join(TOKENS)}"]
    assert post["mrkdwn"] is True
    assert post["attachments"][0]["title"].startswith("HIGH: Labour dispatch, planned (+2)")
    assert "*Labour dispatch* · *planned*" in room.text
    assert "icon_url" not in post
    assert "footer" not in post["attachments"][0]


def test_hostile_text_reaches_slack_without_power(room: SlackRoom) -> None:
    Courier([TargetOptions("slack", SLACK)]).send("slack", hostile())
    assert "<" not in room.text
    assert "<" not in room.posts[0]["attachments"][0]["title"]
    assert "&amp;lt;" not in room.text


def test_the_message_of_a_webhook_with_blocks_fits_a_section(room: SlackRoom) -> None:
    Courier([TargetOptions("slack", SLACK + "?blocks=yes")]).send("slack", an_alert())
    header, section = room.posts[0]["attachments"][0]["blocks"]
    assert len(header["text"]["text"]) <= 150
    assert len(section["text"]["text"]) <= 3000
    assert section["text"]["type"] == "mrkdwn"


@pytest.mark.parametrize(("mood", "words"), [("fail", "500"), ("refuse", "403"), ("reset", "onnection")])
def test_a_refusal_names_its_reason_and_no_token(room: SlackRoom, mood: str, words: str) -> None:
    outcome = posted(mood=mood, room=room)
    assert not outcome.ok
    assert words in outcome.detail
    assert not [token for token in TOKENS if token in repr(outcome)]


def test_a_service_that_does_not_answer_fails_in_time_and_says_how_long_it_took(room: SlackRoom) -> None:
    outcome = posted(SLACK + "?rto=3.1", mood="hang", room=room)
    assert not outcome.ok
    assert "(after 3 seconds)" in outcome.detail
    assert HANG > 3.1


def test_a_service_that_is_gone_is_a_failure_not_a_crash(room: SlackRoom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NotifySlack, "webhook_url", "http://127.0.0.1:9/services")
    assert not posted(mood="ok", room=room).ok


def test_one_object_serves_all_messages_of_a_target_so_that_its_throttle_works(room: SlackRoom) -> None:
    courier = Courier([TargetOptions("slack", SLACK)])
    first = courier._targets["slack"].apprise
    assert courier.send("slack", an_alert()).ok
    assert courier.send("slack", replace(an_alert(), number=2)).ok
    assert courier._targets["slack"].apprise is first
    assert len(room.posts) == 2


# Secrets


@pytest.mark.parametrize("mood", ["ok", "fail", "reset"])
def test_no_token_reaches_any_log_even_at_debug(room: SlackRoom, mood: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    posted(mood=mood, room=room)
    assert "alert 000_ad885a1fc4adeb75.1" in caplog.text
    assert not [token for token in TOKENS if token in caplog.text]


def test_a_target_never_shows_its_address() -> None:
    courier = Courier([TargetOptions("slack", SLACK)])
    shown = repr(TargetOptions("slack", SLACK)) + repr(courier) + repr(courier._targets["slack"]) + str(vars(courier))
    assert not [token for token in TOKENS if token in shown]


# Addresses that do not work


def problem(url: str) -> str:
    courier = Courier([TargetOptions("slack", url)])
    assert courier.names == ()
    assert courier.send("slack", an_alert()).detail == courier.problems[0].message
    return f"{courier.problems[0].where}: {courier.problems[0].message}"


def test_a_misspelt_scheme_gets_a_suggestion_and_shows_no_secret() -> None:
    assert problem(f"slakc://{'/'.join(TOKENS)}") == (
        "target 'slack': 'slakc://' is no address Apprise knows; did you mean 'slack'?"
    )


def test_a_scheme_like_no_other_gets_a_place_to_look() -> None:
    assert "'qqqzzzxxx://' is no address Apprise knows; see https://" in problem("qqqzzzxxx://a/b")


@pytest.mark.parametrize("url", ["slack://onlyonetoken", "mailtos://", "eml://", "console://x/y", "json://"])
def test_an_incomplete_address_is_a_problem_that_names_its_scheme(url: str) -> None:
    told = problem(url)
    assert f"the '{url.split(':', maxsplit=1)[0]}://' address is not complete or not well formed" in told
    assert "onlyonetoken" not in told


def test_an_address_that_is_a_bare_token_is_not_shown() -> None:
    told = problem("xoxb-123456-verysecret")
    assert "xoxb" not in told
    assert "begins with a scheme" in told


def test_an_empty_address_asks_for_its_variable() -> None:
    assert "is the variable set" in problem(" ")


def test_a_webhook_address_as_the_service_shows_it_is_understood(room: SlackRoom) -> None:
    url = f"https://hooks.slack.com/services/{'/'.join(TOKENS)}"
    assert posted(url, mood="ok", room=room).ok
    assert "footer" not in room.posts[0]["attachments"][0]


def test_one_bad_target_does_not_keep_the_others_from_hearing(capsys: pytest.CaptureFixture[str]) -> None:
    courier = Courier([TargetOptions("bad", "slakc://x"), TargetOptions("terminal", "console://")])
    assert [found.where for found in courier.problems] == ["target 'bad'"]
    assert courier.send("terminal", an_alert()).ok
    assert "LABOUR DISPATCH" in capsys.readouterr().out


def test_a_target_that_left_the_configuration_is_said_to_be_gone() -> None:
    assert Courier([]).send("old", an_alert()) == Outcome(ok=False, detail="is no target of watch.yaml any more")


# Other services


def test_a_generic_webhook_gets_the_alert_as_data(room: SlackRoom) -> None:
    url = room.url.replace("http://", "json://")
    assert Courier([TargetOptions("hook", url)]).send("hook", an_alert()).ok
    assert room.posts[0]["schema"] == "sanctions-watch/alert/1"


def test_any_other_service_gets_plain_text_without_angles(room: SlackRoom) -> None:
    # Mattermost's plug-in stands for the many: title and text in one body.
    url = room.url.replace("http://", "mmost://").replace("/services", "/tokentokentokentokentoken1")
    assert Courier([TargetOptions("chat", url)]).send("chat", hostile()).ok
    text = room.posts[0]["text"]
    assert "LABOUR DISPATCH" in text
    assert "<!channel>" not in text
    assert "@here" not in text


def test_severity_gives_the_colour(room: SlackRoom) -> None:
    Courier([TargetOptions("slack", SLACK)]).send("slack", replace(an_alert(), severity=Severity.LOW))
    Courier([TargetOptions("slack", SLACK)]).send("slack", replace(an_alert(), severity=Severity.CRITICAL))
    colours = [post["attachments"][0]["color"] for post in room.posts]
    assert colours[0] != colours[1]
