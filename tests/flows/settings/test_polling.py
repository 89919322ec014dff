"""`polling:` of watch.yaml."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.options import PollingOptions
from flows.settings import load_settings


def read(folder: Path, section: str) -> PollingOptions:
    path = folder / "watch.yaml"
    path.write_text(f"storage: x.db\n{section}", encoding="utf-8")
    return load_settings(path, {}).polling


def test_without_the_section_the_usual_holds(tmp_path: Path) -> None:
    assert read(tmp_path, "") == PollingOptions()


def test_everything_can_be_set(tmp_path: Path) -> None:
    text = "polling: {at_once: 8, host_gap: 5 s, timeout: 2 min, largest: 1000000, contact: desk@example.org}"
    assert read(tmp_path, text) == PollingOptions(
        8, timedelta(seconds=5), timedelta(minutes=2), 1_000_000, "desk@example.org"
    )
    assert read(tmp_path, "polling: {host_gap: none}").host_gap == timedelta(0)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("at_once: 0", "'at_once' must lie between 1 and 200"),
        ("timeout: none", "a limit of a second at least"),
        ("timeout: 0 s", "a limit of a second at least"),
        ("host_gap: often", "'host_gap' must be a span of time"),
        ('contact: "a\\r\\nX-Header: b"', "'contact' must be an address in plain letters"),
        ("at_onec: 3", "did you mean 'at_once'?"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, f"polling:\n  {line}\n")
    assert "watch.yaml:3" in str(caught.value)
    assert message in str(caught.value)
