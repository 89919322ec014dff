"""`delivery:` of watch.yaml."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import ConfigurationError
from flows.options import DeliveryOptions, Rate
from flows.settings import load_settings

TARGETS = "targets: {desk: 'console://', chat: 'console://'}\n"


def read(tmp_path: Path, text: str) -> DeliveryOptions:
    path = tmp_path / "watch.yaml"
    path.write_text(TARGETS + text, encoding="utf-8")
    return load_settings(path, {}).delivery


def test_without_the_section_the_usual_holds(tmp_path: Path) -> None:
    assert read(tmp_path, "") == DeliveryOptions()


def test_all_of_it_is_read(tmp_path: Path) -> None:
    options = read(
        tmp_path,
        "delivery: {max_attempts: 3, at_once: 2, rest_after: 4, longest: 5 minutes, rate: 10 per minute,"
        " rates: {chat: 1 per second}}\n",
    )
    assert (options.max_attempts, options.at_once, options.rest_after) == (3, 2, 4)
    assert options.longest == timedelta(minutes=5)
    assert (options.rate_of("desk"), options.rate_of("chat")) == (Rate(10, 60.0), Rate(1, 1.0))


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("30 per minute", Rate(30, 60)),
        ("1 per second", Rate(1, 1)),
        ("100 per hour", Rate(100, 3600)),
        ("5 per 10 s", Rate(5, 10)),
        ("30/min", Rate(30, 60)),
    ],
)
def test_rates_are_written_as_people_say_them(tmp_path: Path, text: str, rate: Rate) -> None:
    assert read(tmp_path, f"delivery: {{rate: '{text}'}}\n").rate == rate


def test_a_pass_may_send_for_ever(tmp_path: Path) -> None:
    assert read(tmp_path, "delivery: {longest: none}\n").longest == timedelta.max


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{rate: fast}", "'rate' is no rate: 'fast' (such as 30 per minute, 1 per second)"),
        ("{rate: 0 per minute}", "'rate' is no rate: '0 per minute'"),
        ("{rates: {chta: 1 per second}}", "'chta' is no target (did you mean 'chat'?)"),
        ("{longest: 1 s}", "a pass needs ten seconds at least to send"),
        ("{max_atempts: 3}", "max_atempts"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        read(tmp_path, f"delivery: {text}\n")
    assert "watch.yaml:2: " in str(error.value)
    assert told.partition(" (")[0] in str(error.value)
