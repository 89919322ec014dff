"""Notices on their way out, with real plug-ins and servers on loopback."""

import logging
import time
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest
from apprise.plugins.slack import NotifySlack

from flows.alerts.delivery import Courier, Outcome
from flows.options import TargetOptions
from tests.flows.alerts.loopback import Mailbox, SlackRoom, mail_server, silent_server, slack
from tests.flows.alerts.test_delivery import SLACK, TOKENS
from tests.flows.alerts.test_notices import HOSTILE, a_notice

PASSWORD = "quite-secret"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlackRoom]:
    with slack() as opened:
        monkeypatch.setattr(NotifySlack, "webhook_url", opened.url)
        yield opened


def sent(url: str, *lines: str) -> Outcome:
    return Courier([TargetOptions("ops", url)]).send_notice("ops", a_notice(*lines))


def mail(port: int, more: str = "") -> str:
    return f"mailto://watch:{PASSWORD}@127.0.0.1:{port}/?from=w@example.org&to=ops@example.org&mode=insecure{more}"


def test_a_notice_arrives_in_slack_without_power(room: SlackRoom) -> None:
    assert sent(SLACK, HOSTILE) == Outcome(ok=True)
    assert room.posts[0]["attachments"][0]["title"] == "[Sanctions Watch] source 'wire' failing: no answer"
    assert "<" not in room.text


@pytest.mark.parametrize(("mood", "words"), [("fail", "500"), ("refuse", "403"), ("reset", "onnection")])
def test_the_reason_of_a_failure_reaches_the_operator_without_the_secret(
    room: SlackRoom, mood: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    room.mood = mood
    outcome = sent(SLACK)
    assert not outcome.ok
    assert words in outcome.detail
    assert "notice notice-1: not sent to 'ops': " in caplog.text
    assert not [token for token in TOKENS if token in outcome.detail + caplog.text]


def test_a_service_that_hangs_fails_in_time(room: SlackRoom) -> None:
    room.mood = "hang"
    began = time.monotonic()
    outcome = sent(SLACK + "?rto=1")
    assert not outcome.ok
    assert time.monotonic() - began < 3


def test_a_notice_arrives_by_mail_with_two_bodies() -> None:
    box = Mailbox()
    with mail_server(box, auth_require_tls=False) as port:
        assert sent(f"mailto://127.0.0.1:{port}/?from=w@example.org&to=ops@example.org&mode=insecure").ok
    content = box.envelopes[0].content
    assert isinstance(content, bytes)
    message = message_from_bytes(content)
    assert message["Subject"] == "[Sanctions Watch] source 'wire' failing: no answer"
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]


def test_a_mail_server_that_says_nothing_or_refuses_is_named_without_the_password() -> None:
    with silent_server() as port:
        silence = sent(mail(port, "&cto=1"))
    with mail_server(Mailbox(answer="554 no thanks"), auth_require_tls=False, auth_required=False) as port:
        refusal = sent(f"mailto://127.0.0.1:{port}/?from=w@example.org&to=ops@example.org&mode=insecure")
    assert "does not answer within" in silence.detail
    assert "554 no thanks" in refusal.detail
    assert PASSWORD not in silence.detail + refusal.detail


def test_a_folder_gets_each_notice_as_a_file(tmp_path: Path) -> None:
    outcome = sent(f"eml://{tmp_path}")
    assert outcome.artefact == tmp_path / "notice-1.eml"
    assert outcome.artefact.exists()


def test_a_target_that_is_none_is_said_to_be_none() -> None:
    assert Courier([]).send_notice("ops", a_notice()).detail == "is no target of watch.yaml any more"


def test_a_text_is_freed_of_all_secrets_and_addresses() -> None:
    courier = Courier([TargetOptions("slack", SLACK), TargetOptions("desk", mail(25))])
    told = courier.without_secrets(f"could not post {TOKENS[2]} with {PASSWORD} to postgresql://me:pw@db/watch")
    assert told == "could not post *** with *** to ***"
