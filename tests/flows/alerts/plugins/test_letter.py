"""Names and threads of e-mails."""

import pytest

from flows.alerts.plugins.letter import Letter, compose, handle, letter_in

SENDER, DESK = ("Sanctions Watch", "watch@example.org"), ("", "desk@example.org")


def test_a_plain_name_is_its_own_handle() -> None:
    assert handle("34179c5c4846.1") == "34179c5c4846.1"


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "..", "", "a\x1b[2Jb", "a/b", "x" * 300, "북한"])
def test_a_handle_is_one_harmless_file_name(name: str) -> None:
    made = handle(name)
    assert made
    assert not made.startswith(".")
    assert len(made) < 100
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def test_names_that_differ_keep_different_handles() -> None:
    assert len({handle("a/b"), handle("a_b"), handle("a\\b"), handle("a b")}) == 4


def test_a_letter_is_found_among_other_attachments() -> None:
    letter = Letter("text", "s.1", "s", 1)
    assert letter_in([object(), letter]) is letter
    assert letter_in(None) is None


def test_later_alerts_answer_the_first_one_of_their_story() -> None:
    first, second = (compose(Letter("text", f"s.{n}", "s", n), "Subject", "", SENDER, [DESK]) for n in (1, 2))
    assert first["In-Reply-To"] is None
    assert second["In-Reply-To"] == first["Message-ID"] != second["Message-ID"]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match=r"Invalid|invalid|expected"):
        compose(Letter("text", "s.1", "s", 1), "Subject", "", SENDER, [("", "no address\r\nBcc: x@example.org")])
