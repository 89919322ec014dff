"""References to secrets, and secrets in the clear."""

from pathlib import Path

import pytest

from flows.settings.secrets import is_plain_secret, resolve


def test_references_are_replaced_from_the_environment_and_from_files(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc\n", encoding="utf-8")
    reported: list[tuple[str, str]] = []
    value = "slack://${ TOKEN }/${file:" + str(tmp_path / "token") + "}"
    assert resolve(value, {"TOKEN": "xyz"}, lambda m, h: reported.append((m, h))) == "slack://xyz/abc"
    assert reported == []


def test_what_cannot_be_replaced_is_reported_with_what_to_do(tmp_path: Path) -> None:
    reported: list[tuple[str, str]] = []
    value = "${NO}${file:" + str(tmp_path / "no") + "}"
    assert resolve(value, {}, lambda m, h: reported.append((m, h))) == ""
    assert [hint for _, hint in reported] == ["export NO=... before the start", "check the path and its permissions"]


@pytest.mark.parametrize(
    ("address", "plain"),
    [
        ("slack://TokenA/TokenB/TokenC", True),
        ("mailtos://user:password@mail.example.org", True),
        ("postgresql://watch:password@db/watch", True),
        ("postgresql://db/watch", False),
        ("slack://${TOKEN}", False),
        ("console://", False),
        ("eml://folder", False),
        ("var/watch.db", False),
    ],
)
def test_a_secret_in_the_clear_is_recognised(address: str, plain: bool) -> None:
    assert is_plain_secret(address) is plain
