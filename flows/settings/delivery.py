"""`delivery:` of watch.yaml: how often, how fast and how long alerts are sent."""

import re
from collections.abc import Collection
from datetime import timedelta

from flows.options import DeliveryOptions, Rate
from flows.settings.durations import parse_duration
from flows.settings.sections import read_duration
from rules.yaml_reader import Block, did_you_mean

_RATE = re.compile(r"(\d{1,6})\s*(?:per|/|in|a|an)\s*(\d*\s*[A-Za-z]+)")
_SHORTEST = timedelta(seconds=10)


def read_delivery(root: Block, targets: Collection[str]) -> DeliveryOptions:
    """The section, or what holds without it."""
    block, usual = root.block("delivery"), DeliveryOptions()
    if block is None:
        return usual
    longest = read_duration(block, "longest", usual.longest)
    if longest is not None and longest < _SHORTEST:
        block.problem(block.line("longest"), "a pass needs ten seconds at least to send", "such as 15 minutes, none")
    options = DeliveryOptions(
        max_attempts=block.integer("max_attempts", usual.max_attempts, low=1, high=100),
        at_once=block.integer("at_once", usual.at_once, low=1, high=100),
        rest_after=block.integer("rest_after", usual.rest_after, low=1, high=1000),
        longest=timedelta.max if longest is None else longest,
        rate=read_rate(block, "rate"),
        rates=_read_rates(block, targets),
    )
    block.done()
    return options


def _read_rates(block: Block, targets: Collection[str]) -> dict[str, Rate]:
    rates = {}
    named = block.block("rates")
    for name in named.keys() if named is not None else ():
        assert named is not None  # noqa: S101 - it has keys
        rate = read_rate(named, name)
        if name not in targets:
            named.problem(named.line(name), f"'{name}' is no target", did_you_mean(name, targets))
        elif rate is not None:
            rates[name] = rate
    return rates


def read_rate(block: Block, key: str) -> Rate | None:
    """Such as `30 per minute`; None where it is left out."""
    text = block.text(key)
    if not text:
        return None
    found = _RATE.fullmatch(text.strip())
    unit = found[2] if found else ""
    span = parse_duration(unit if unit[:1].isdigit() else f"1 {unit}") if found else None
    if found is None or not span or not int(found[1]):
        block.problem(block.line(key), f"'{key}' is no rate: '{text}'", "such as 30 per minute, 1 per second")
        return None
    return Rate(int(found[1]), span.total_seconds())
