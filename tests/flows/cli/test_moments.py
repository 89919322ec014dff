"""Spans and times as people write them on the command line."""

from datetime import UTC, datetime, timedelta

import click
import pytest

from flows.cli.moments import a_moment, a_span

CONTEXT = click.Context(click.Command("replay"))
OPTION = click.Option(["--when"])


def test_a_time_without_a_zone_is_utc_and_one_with_a_zone_is_turned_into_it() -> None:
    assert a_moment(CONTEXT, OPTION, "2023-12-13") == datetime(2023, 12, 13, tzinfo=UTC)
    assert a_moment(CONTEXT, OPTION, "2023-12-13T09:00+09:00") == datetime(2023, 12, 13, tzinfo=UTC)
    assert a_moment(CONTEXT, OPTION, None) is None


def test_a_span_is_read_with_its_unit() -> None:
    assert a_span(CONTEXT, OPTION, "90m") == timedelta(minutes=90)
    assert a_span(CONTEXT, OPTION, None) is None


@pytest.mark.parametrize("word", ["often", "0 s", "-1h", "5"])
def test_a_span_that_is_none_or_too_short_says_how_to_write_one(word: str) -> None:
    with pytest.raises(click.BadParameter, match="write it like 30m"):
        a_span(CONTEXT, OPTION, word)


def test_a_time_that_is_none_says_how_to_write_one() -> None:
    with pytest.raises(click.BadParameter, match="write it like 2023-12-13"):
        a_moment(CONTEXT, OPTION, "yesterday")
