"""What every kind of source promises."""

from pathlib import Path

import pytest

from flows.domain import FeedState, PollOutcome
from flows.options import SourceOptions
from flows.sources import Source, open_sources
from flows.sources.registry import KINDS
from tests.builders import NOON

GOOD = {
    "feed": "<rss version='2.0'><channel><title>Wire</title><item><title>One</title></item></channel></rss>",
    "files": '{"id": "1", "title": "One"}\n',
}
"""What a file of each kind may hold."""


def _source(kind: str, folder: Path, *, missing: bool = False) -> Source:
    path = folder / "news.jsonl"
    if not missing:
        path.write_text(GOOD[kind])
    return open_sources([SourceOptions("wire", kind, str(path))])[0]


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of source."""
    return str(request.param)


def test_a_source_bears_its_name_on_everything_it_gives(kind: str, tmp_path: Path) -> None:
    got = _source(kind, tmp_path).collect(None, NOON)
    assert (got.source, [(a.source, a.title) for a in got.articles]) == ("wire", [("wire", "One")])


def test_keys_are_there_and_stay_the_same(kind: str, tmp_path: Path) -> None:
    source = _source(kind, tmp_path)
    first, again = source.collect(None, NOON), source.collect(None, NOON)
    assert [a.key for a in first.articles] == [a.key for a in again.articles]
    assert all(a.key for a in first.articles)


def test_a_good_poll_ends_the_count_of_failures(kind: str, tmp_path: Path) -> None:
    got = _source(kind, tmp_path).collect(FeedState("wire", failures=4, last_failure=NOON), NOON)
    assert got.state is not None
    assert (got.state.failures, got.state.last_success, got.state.last_failure) == (0, NOON, NOON)


def test_a_source_that_is_not_there_fails_as_a_value(kind: str, tmp_path: Path) -> None:
    got = _source(kind, tmp_path, missing=True).collect(FeedState("wire", etag="x", failures=1), NOON)
    assert (got.failed, got.articles) == (True, ())
    assert got.problems[0].where == "wire"
    assert got.state is not None
    assert (got.state.etag, got.state.failures, got.state.last_failure) == ("x", 2, NOON)
    assert got.state.trouble is got.outcome is PollOutcome.PERMANENT
    assert got.state.errors == {"permanent": 1}
    assert got.state.last_error == got.problems[0].message
