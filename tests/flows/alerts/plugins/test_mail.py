"""Tests of flows/alerts/plugins/mail.py, against a mail server on loopback."""

import email
import email.policy
import ssl
import subprocess
import time
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from flows.alerts.delivery import Courier, Outcome
from flows.alerts.message import Form, render
from flows.alerts.plugins.mail import Mail
from flows.alerts.plugins.pace import MAIL, Pace
from flows.domain import Alert
from flows.options import TargetOptions
from tests.flows.alerts.loopback import Mailbox, mail_server, silent_server
from tests.flows.alerts.samples import an_alert
from tests.flows.alerts.test_message import hostile, with_sentence


def address(port: int, more: str = "mode=insecure", who: str = "", to: str = "desk@example.org") -> str:
    return f"mailto://{who}127.0.0.1:{port}/?from=watch@example.org&to={to}&{more}"


def sent(url: str, alert: Alert | None = None) -> Outcome:
    return Courier([TargetOptions("desk", url)]).send("desk", alert or an_alert())


def received(box: Mailbox, number: int = 0) -> EmailMessage:
    content = box.envelopes[number].content
    assert isinstance(content, bytes)
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_an_email_carries_our_own_plain_text_and_our_own_html() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        assert sent(address(port)) == Outcome(ok=True)
    message = received(box)
    wanted = render(an_alert(), Form.HTML)
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_content().splitlines() == wanted.plain.splitlines()
    assert html.get_content().splitlines() == wanted.html.splitlines()


def test_a_handful_of_emails_goes_without_a_pause() -> None:
    box, began = Mailbox(), time.monotonic()
    with mail_server(box) as port:
        courier = Courier([TargetOptions("desk", address(port))])
        assert all(courier.send("desk", an_alert()).ok for _ in range(Pace(MAIL).burst))
    assert time.monotonic() - began < Pace(MAIL).gap


def test_an_email_has_the_headers_of_an_automatic_message() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        sent(address(port, more="mode=insecure&cc=boss@example.org&reply=reply@example.org&%2BX-Desk=one"))
    message = received(box)
    assert message["From"] == "Sanctions Watch <watch@example.org>"
    assert message["To"] == "desk@example.org"
    assert message["Cc"] == "boss@example.org"
    assert message["Reply-To"] == "reply@example.org"
    assert message["X-Desk"] == "one"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Subject"] == render(an_alert(), Form.PLAIN).subject
    assert message["Date"].datetime is not None
    assert message["Message-ID"].endswith("@example.org>")
    assert box.envelopes[0].rcpt_tos == ["desk@example.org", "boss@example.org"]


def test_no_line_is_longer_than_mail_servers_take() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        sent(address(port), with_sentence("북한이 러시아에 노동자를 파견했다고 국가정보원이 밝혔다. " * 30))
    content = box.envelopes[0].content
    assert isinstance(content, bytes)
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert "북한이" in received(box)["Subject"]


def test_line_breaks_in_a_title_make_no_header_and_lose_no_alert() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        assert sent(address(port), hostile()).ok
    assert received(box)["Bcc"] is None
    assert box.envelopes[0].rcpt_tos == ["desk@example.org"]


def test_the_alerts_of_a_story_stand_in_one_thread_and_a_repeated_one_is_recognised() -> None:
    box = Mailbox()
    first = an_alert()
    second = Alert(
        **{**{name: getattr(first, name) for name in first.__slots__}, "id": f"{first.story}.2", "number": 2}
    )
    with mail_server(box) as port:
        for alert in (first, second, second):
            assert sent(address(port), alert).ok
    one, two, again = (received(box, number) for number in range(3))
    assert one["References"] is None
    assert two["References"] == two["In-Reply-To"] == one["Message-ID"]
    assert again["Message-ID"] == two["Message-ID"] != one["Message-ID"]


def test_whoever_asks_for_text_gets_text_alone() -> None:
    box = Mailbox()
    with mail_server(box) as port:
        assert sent(address(port, more="mode=insecure&format=text")).ok
    assert received(box).get_content_type() == "text/plain"
    assert received(box).get_content().splitlines() == render(an_alert(), Form.PLAIN).body.splitlines()


# Encryption


@pytest.mark.parametrize("scheme", ["mailto", "mailtos"])
def test_without_a_mode_nothing_is_sent_in_the_clear(scheme: str) -> None:
    box = Mailbox()
    with mail_server(box) as port:
        url = f"{scheme}://desk:hunter2@127.0.0.1:{port}/?from=watch@example.org&to=desk@example.org"
        outcome = sent(url)
    assert not outcome.ok
    assert "offers no encryption (STARTTLS)" in outcome.detail
    assert "hunter2" not in repr(outcome)
    assert box.envelopes == []


@pytest.mark.parametrize(
    ("url", "mode"),
    [
        ("mailto://desk:pw@mail.example", "starttls"),
        ("mailtos://desk:pw@mail.example", "starttls"),
        ("mailtos://desk:pw@mail.example?mode=ssl", "ssl"),
        ("mailto://desk:pw@mail.example?mode=insecure", "insecure"),
        ("mailto://desk:pw@yahoo.com", "ssl"),
    ],
)
def test_the_mode_is_secure_unless_the_user_says_otherwise(url: str, mode: str) -> None:
    assert Mail(**(Mail.parse_url(url) or {})).secure_mode == mode


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """A server's context with a certificate that nobody has signed."""
    folder: Path = tmp_path_factory.mktemp("tls")
    asked = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    command = ["openssl", *asked.split(), "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed command
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_a_certificate_nobody_has_signed_is_refused_with_a_reason(certificate: ssl.SSLContext) -> None:
    box = Mailbox()
    with mail_server(box, tls_context=certificate) as port:
        outcome = sent(address(port, more="mode=starttls"))
    assert "no trusted encrypted connection" in outcome.detail
    assert "self-signed certificate" in outcome.detail
    assert box.envelopes == []


def test_an_encrypted_connection_carries_login_and_message(certificate: ssl.SSLContext) -> None:
    box = Mailbox()
    logins: list[Any] = []

    def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        logins.append(data)
        return AuthResult(success=True)

    with mail_server(box, tls_context=certificate, authenticator=check, auth_required=True) as port:
        assert sent(address(port, more="verify=no", who="desk:hunter2@")).ok
    assert [(login.login, login.password) for login in logins] == [(b"desk", b"hunter2")]
    assert len(box.envelopes) == 1


# Failures


def test_a_wrong_password_is_told_without_the_password() -> None:
    def refuse(*_args: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    box = Mailbox()
    with mail_server(box, authenticator=refuse, auth_require_tls=False) as port:
        outcome = sent(address(port, who="desk:hunter2@"))
    assert not outcome.ok
    assert "refuses the user name or password: 535" in outcome.detail
    assert "hunter2" not in repr(outcome)


def test_one_refused_receiver_does_not_make_the_others_hear_it_again() -> None:
    box = Mailbox(refused=frozenset({"gone@example.org"}))
    with mail_server(box) as port:
        outcome = sent(address(port, to="desk@example.org,gone@example.org"))
    assert outcome.ok
    assert outcome.detail == "refused for gone@example.org: 550 5.1.1 no such person here"
    assert box.envelopes[0].rcpt_tos == ["desk@example.org"]


def test_nobody_accepted_is_a_failure_that_names_them() -> None:
    box = Mailbox(refused=frozenset({"desk@example.org"}))
    with mail_server(box) as port:
        outcome = sent(address(port))
    assert not outcome.ok
    assert "takes no message for desk@example.org: 550 5.1.1 no such person here" in outcome.detail


def test_a_server_that_is_busy_is_quoted() -> None:
    with mail_server(Mailbox(answer="451 4.3.0 come back later")) as port:
        outcome = sent(address(port))
    assert not outcome.ok
    assert "refuses the message: 451 4.3.0 come back later" in outcome.detail


def test_a_server_that_says_nothing_fails_in_time() -> None:
    with silent_server() as port:
        outcome = sent(address(port, more="mode=insecure&cto=0.5"))
    assert "does not answer within 0.5 seconds" in outcome.detail


def test_no_server_at_all_is_told() -> None:
    assert "no connection to 127.0.0.1:9: Connection refused" in sent(address(9)).detail
