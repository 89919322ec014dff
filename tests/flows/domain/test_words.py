"""The order of the words that have one."""

from flows.domain import Severity, Status


def test_certainty_falls_from_occurred_to_denied() -> None:
    assert sorted(Status, key=lambda status: -status.strength) == list(Status)
    assert (Status.OCCURRED.strength, Status.DENIED.strength) == (3, 0)


def test_loudness_rises_from_low_to_critical() -> None:
    assert sorted(Severity, key=lambda severity: severity.rank) == list(Severity)
    assert (Severity.LOW.rank, Severity.CRITICAL.rank) == (0, 3)
