"""Words and dates as readers see them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from flows.alerts import words
from flows.domain import Claim, Direction, Severity, SourceType, Status


def test_every_value_of_the_domain_has_its_words() -> None:
    assert set(words.STATUS) == set(Status)
    assert set(words.SOURCE) == set(SourceType)
    assert set(words.DIRECTION) == set(Direction)
    assert set(words.SEVERITY) == set(Severity)


@pytest.mark.parametrize(("number", "expected"), [(0, "0 articles"), (1, "1 article"), (1200, "1,200 articles")])
def test_a_number_agrees_with_its_noun(number: int, expected: str) -> None:
    assert words.count(number, "article") == expected


def test_the_kind_of_source_is_not_said_twice() -> None:
    claim = Claim(Status.POSSIBLE, SourceType.EXPERT, "Experts", Direction.UNCLEAR)
    assert words.speaker_and_source(claim, "Experts") == "experts"
    assert words.speaker_and_source(claim, "analysts") == "“analysts” (experts)"


def test_days_are_those_of_utc() -> None:
    early_in_seoul = datetime(2023, 12, 14, 3, 5, tzinfo=timezone(timedelta(hours=9)))
    assert words.day(early_in_seoul) == "13 Dec 2023"
    assert words.minute(datetime(2023, 12, 13, 18, 5, tzinfo=UTC)) == "13 Dec 2023 18:05 UTC"
    assert words.day(None) == ""
