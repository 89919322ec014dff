"""Secrets are planted in every address and everything goes wrong: nothing that is said or written holds one."""

import base64
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from aiosmtpd.smtp import AuthResult
from apprise.plugins.slack import NotifySlack

from tests.flows.alerts.channels import Receiver, http
from tests.flows.alerts.loopback import Mailbox, mail_server
from tests.flows.cli.conftest import Shell, write_watch

PLANTED = {
    "SLACK": "T9SECRET1/B9SECRET2/s3cretTokenOfSlack24xyzq",
    "HOOK_USER": "hookuser-s3cret",
    "HOOK_PASSWORD": "hookpass/s3cret",
    "HOOK_TOKEN": "querytoken-s3cret",
    "HOOK_HEADER": "headertoken-s3cret",
    "MAIL_PASSWORD": "mailpass-s3cret!",
    "DATABASE_PASSWORD": "dbpass-s3cret",
}
WATCH = """\
sources:
  - {name: inbox, kind: files, path: inbox, max_age: none}
targets:
  slack: ${SLACK_URL}
  hook: ${HOOK_URL}
  mail: ${file:mail.secret}
  mangled: ${MANGLED_URL}
  terminal: console://
routes:
  - {name: all, to: [slack, hook, mail, mangled, terminal]}
operations: {to: [hook, terminal], failing_after: 1}
delivery: {max_attempts: 2}
model: none
"""
COMMANDS = (
    ("run", "--no-prefect", "--dry-run"),
    ("run", "--no-prefect"),
    ("run", "--no-prefect"),
    ("doctor",),
    ("status", "--json"),
    ("alerts", "list", "--json"),
    ("alerts", "dead", "--json"),
    ("alerts", "dead"),
    ("alerts", "test", "all"),
    ("alerts", "test", "operations"),
    ("alerts", "silence", "add", "--text", "nothing", "--by", "Kim", "--reason", "why", "--for", "2 days", "--json"),
    ("alerts", "silence", "list", "--json"),
    ("sources", "list", "--json"),
)


def forms(secret: str) -> Iterator[str]:
    """A secret as it may be written somewhere."""
    for part in {secret, *secret.split("/")}:
        if len(part) >= 6:
            yield from {part, quote(part, safe=""), base64.b64encode(part.encode()).decode()}


SECRETS = sorted({form for secret in PLANTED.values() for form in forms(secret)})


def found_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.fixture
def echoing() -> Iterator[tuple[Receiver, int]]:
    """A web server in any mood, and a mail server that refuses passwords and repeats them in its answer."""

    class Echo(Mailbox):
        async def auth_PLAIN(self, server: object, _args: object) -> AuthResult:  # noqa: N802 - aiosmtpd's
            del server
            return AuthResult(success=False, handled=False, message=f"535 {PLANTED['MAIL_PASSWORD']} is wrong")

    with http() as receiver, mail_server(Echo(), auth_require_tls=False) as port:
        yield receiver, port


@pytest.mark.parametrize("mood", ["refuse", "reset"])
def test_no_secret_is_printed_logged_or_written(
    mood: str,
    echoing: tuple[Receiver, int],
    shell: Shell,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    receiver, port = echoing
    receiver.mood, place = mood, receiver.url.removeprefix("http://")
    monkeypatch.setattr(NotifySlack, "webhook_url", f"{receiver.url}/services")
    monkeypatch.setattr(NotifySlack, "request_rate_per_sec", 0)
    user, password = PLANTED["HOOK_USER"], quote(PLANTED["HOOK_PASSWORD"], safe="")
    hook = f"json://{user}:{password}@{place}/{PLANTED['HOOK_TOKEN']}?%2BX-Token={PLANTED['HOOK_HEADER']}&rto=0.5&cto=1"
    monkeypatch.setenv("SLACK_URL", f"slack://{PLANTED['SLACK']}/?rto=0.5&cto=1")
    monkeypatch.setenv("HOOK_URL", hook)
    monkeypatch.setenv("MANGLED_URL", f"slakc://{PLANTED['SLACK']}/")
    write_watch(tmp_path, WATCH)
    mail = f"mailto://desk:{quote(PLANTED['MAIL_PASSWORD'])}@127.0.0.1:{port}/?from=w@example.org&to=d@example.org&mode=insecure"
    (tmp_path / "mail.secret").write_text(f"{mail}&cto=1&rto=1", encoding="utf-8")
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "mail.log")  # of the other side, which may well write down what it says
    said = "".join(shell(*words).all for words in COMMANDS)
    ident = json.loads(shell("alerts", "list", "--json").out)[0]["id"]
    for words in (
        ("show", ident, "--json"),
        ("ack", ident, "--json"),
        ("resend", ident, "--target", "slack", "--json"),
    ):
        said += shell("alerts", *words).all
    said += shell("run", "--no-prefect").all
    assert "to target 'slack'" in said
    assert "535" in said or "refuses the user name or password" in said
    assert found_in(said) == []
    assert [line for line in caplog.text.splitlines() if found_in(line)] == []
    assert not [record for record in caplog.records if record.exc_info and found_in(repr(record.exc_info))]
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "mail.secret":
            assert found_in(path.read_bytes().decode("utf-8", "replace")) == [], path.name


def test_a_storage_that_cannot_be_reached_is_told_without_its_password(shell: Shell, tmp_path: Path) -> None:
    password = PLANTED["DATABASE_PASSWORD"]
    write_watch(tmp_path, WATCH + f"storage: postgresql://watch:{password}@127.0.0.1:9/watch\n")
    (tmp_path / "mail.secret").write_text("console://", encoding="utf-8")
    text = (tmp_path / "watch.yaml").read_text(encoding="utf-8")
    for name in ("SLACK_URL", "HOOK_URL", "MANGLED_URL"):
        text = text.replace(f"${{{name}}}", "console://")
    (tmp_path / "watch.yaml").write_text(text, encoding="utf-8")
    said = shell("run", "--no-prefect").all + shell("doctor").all + shell("alerts", "list", "--json").all
    assert "127.0.0.1:9/watch" in said
    assert found_in(said) == []


def test_the_test_itself_sees_a_secret_in_each_of_its_forms() -> None:
    assert found_in(f"x{PLANTED['HOOK_PASSWORD']}y")
    assert found_in(quote(PLANTED["HOOK_PASSWORD"], safe=""))
    assert found_in(base64.b64encode(PLANTED["HOOK_TOKEN"].encode()).decode())
    assert not found_in("nothing at all")
