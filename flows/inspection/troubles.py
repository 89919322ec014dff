"""What is wrong with the watch itself, as `doctor` and `status` show it."""

from flows.alerts import words
from flows.alerts.operations import headline
from flows.domain import Trouble


def trouble_line(trouble: Trouble) -> str:
    """`source 'wire' failing since 13 Dec 2023 12:00 UTC: no answer`."""
    return f"{headline(trouble)} since {words.minute(trouble.since)}: {trouble.reason}"
