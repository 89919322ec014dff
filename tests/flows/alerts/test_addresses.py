"""Tests of flows/alerts/addresses.py."""

import pytest

from flows.alerts.addresses import scheme, scrubbed, secrets_of, with_defaults

SLACK = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#alerts"


def test_what_the_user_left_open_is_filled_in() -> None:
    assert with_defaults(SLACK) == f"{SLACK}?rto=15&cto=5&image=no&footer=no"


def test_what_the_user_said_stays() -> None:
    assert with_defaults("slack://a/b/c?rto=3&Image=yes") == "slack://a/b/c?rto=3&Image=yes&cto=5&footer=no"


@pytest.mark.parametrize("url", ["console://", "eml://demo"])
def test_our_own_addresses_need_nothing(url: str) -> None:
    assert with_defaults(url) == url


def test_a_mail_server_may_look_into_a_message_for_a_minute_unless_the_address_says_otherwise() -> None:
    assert (
        with_defaults("mailtos://u:p@mail.example?to=a@b.example") == "mailtos://u:p@mail.example?to=a@b.example&rto=60"
    )
    assert with_defaults("mailto://mail.example?rto=5") == "mailto://mail.example?rto=5"


@pytest.mark.parametrize(
    ("url", "expected"), [("Slack://x", "slack"), ("xoxb-123-secret", ""), ("", ""), ("a b://", "")]
)
def test_the_scheme_of_an_address(url: str, expected: str) -> None:
    assert scheme(url) == expected


@pytest.mark.parametrize("token", ["T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ"])
def test_every_piece_of_an_address_is_taken_out_of_a_reason(token: str) -> None:
    assert token not in scrubbed(f"refused for {token}, /services/{token}: no", secrets_of(SLACK))


def test_a_password_is_taken_out_as_written_decoded_and_in_base64() -> None:
    secrets = secrets_of("mailtos://desk:p%40ss%3Aword@mail.example?to=a@b.example")
    text = scrubbed("p%40ss%3Aword p@ss:word cEBzczp3b3Jk", secrets)
    assert text == "*** *** ***"


def test_the_mail_server_and_the_receivers_may_be_named() -> None:
    reason = "mail.example:587 refuses the message for a@b.example"
    assert scrubbed(reason, secrets_of("mailtos://desk:hunter2@mail.example?to=a@b.example")) == reason


def test_any_address_in_a_reason_is_taken_out() -> None:
    assert scrubbed("url: https://hooks.example/x/y?z failed", frozenset()) == "url: *** failed"


def test_a_short_password_is_a_secret_too() -> None:
    assert "q7" not in scrubbed("login q7 failed", secrets_of("json://me:q7@host.example/x"))


def test_a_broken_address_still_gives_up_its_secrets() -> None:
    assert "hunter2" in secrets_of("json://me:hunter2@[::1/x")
