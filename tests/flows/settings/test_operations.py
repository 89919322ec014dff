"""`operations:` of watch.yaml."""

from datetime import time, timedelta
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.options import OperationsOptions
from flows.settings import Settings, load_settings

TARGETS = "targets: {ops: 'console://', desk: 'console://'}\n"


def read(folder: Path, text: str) -> Settings:
    path = folder / "watch.yaml"
    path.write_text(TARGETS + text, encoding="utf-8")
    return load_settings(path, {})


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read(folder, text)
    return str(caught.value)


def test_without_the_section_nobody_is_told_and_the_heartbeat_follows_the_schedule(tmp_path: Path) -> None:
    assert read(tmp_path, "").operations == OperationsOptions()
    assert read(tmp_path, "schedule: {timezone: Asia/Seoul}\n").operations.timezone == "Asia/Seoul"


def test_all_of_it_is_read(tmp_path: Path) -> None:
    text = """\
operations:
  to: [ops, desk]
  silent_after: 12 h
  failing_after: 5
  heartbeat: 7:30
  timezone: Europe/Paris
"""
    expected = OperationsOptions(("ops", "desk"), timedelta(hours=12), 5, time(7, 30), "Europe/Paris")
    assert read(tmp_path, text).operations == expected


def test_both_can_be_switched_off(tmp_path: Path) -> None:
    options = read(tmp_path, "operations: {silent_after: none, heartbeat: none}\n").operations
    assert (options.silent_after, options.heartbeat) == (None, None)


def test_a_source_may_say_otherwise_for_itself(tmp_path: Path) -> None:
    text = """\
sources:
  - {name: daily, kind: feed, url: "https://a.example/rss"}
  - {name: rare, kind: feed, url: "https://b.example/rss", silent_after: 14 days}
  - {name: still, kind: feed, url: "https://c.example/rss", silent_after: none}
"""
    assert [one.silent_after for one in read(tmp_path, text).sources] == [None, timedelta(days=14), timedelta.max]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("to: [opps]", "'opps' is no target (did you mean 'ops'?)"),
        ("silent_after: soon", "'silent_after' must be a span of time, not 'soon'"),
        ("silent_after: 0 days", "'silent_after' must be longer than nothing"),
        ("failing_after: 0", "'failing_after' must lie between 1 and 1000"),
        ("heartbeat: '24:00'", "'heartbeat' must be a time of day, not '24:00'"),
        ("heartbeat: noon", "such as 08:00, none"),
        ("timezone: Asia/Soul", "'Asia/Soul' is no time zone (did you mean 'Asia/Seoul'?)"),
        ("hartbeat: 08:00", "unknown key 'hartbeat' (did you mean 'heartbeat'?)"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, line: str, words: str) -> None:
    told = refusal(tmp_path, f"operations:\n  {line}\n")
    assert words in told
    assert "watch.yaml:3: " in told
