"""`polling:`, how sources are polled."""

from datetime import timedelta

from flows.options import PollingOptions
from flows.settings.sections import read_duration
from rules.yaml_reader import Block

_SHORTEST = timedelta(seconds=1)


def read_polling(root: Block) -> PollingOptions:
    """The section, or what holds without it."""
    block = root.block("polling")
    usual = PollingOptions()
    if block is None:
        return usual
    timeout = read_duration(block, "timeout", usual.timeout)
    if timeout is None or timeout < _SHORTEST:
        block.problem(block.line("timeout"), "a poll needs a limit of a second at least", "such as 45 s")
        timeout = usual.timeout
    contact = block.text("contact")
    if not contact.isprintable() or not contact.isascii() or any(mark in contact for mark in "()\\"):
        block.problem(block.line("contact"), "'contact' must be an address in plain letters", "such as a mail address")
        contact = ""
    options = PollingOptions(
        at_once=block.integer("at_once", usual.at_once, low=1, high=200),
        host_gap=read_duration(block, "host_gap", usual.host_gap) or timedelta(0),
        timeout=timeout,
        largest=block.integer("largest", usual.largest, low=10_000, high=100_000_000),
        contact=contact,
    )
    block.done()
    return options
