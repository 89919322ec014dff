"""From entries of watch.yaml to sources."""

import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from flows.errors import ConfigurationError
from flows.options import PollingOptions, SourceOptions
from flows.sources import open_sources
from tests.builders import NOON
from tests.flows.sources.feeds import ITEM, rss
from tests.flows.sources.server import answer, serving


def test_each_entry_becomes_a_source_of_its_kind() -> None:
    entries = [SourceOptions("wire", "feed", "a.xml"), SourceOptions("inbox", "files", "inbox")]
    assert [(source.name, type(source).__name__) for source in open_sources(entries)] == [
        ("wire", "FeedSource"),
        ("inbox", "FilesSource"),
    ]


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="source 'wire': there is no kind 'telex'; known here: feed, files"):
        open_sources([SourceOptions("wire", "telex", "x")])


def test_sources_opened_together_keep_their_distance_at_one_host_and_say_who_asks() -> None:
    times: list[float] = []
    agents: list[str] = []

    def route(handler: BaseHTTPRequestHandler) -> None:
        times.append(time.monotonic())
        agents.append(handler.headers["User-Agent"])
        answer(rss(ITEM))(handler)

    with serving({"/a": route, "/b": route}) as (base, _):
        entries = [SourceOptions(name, "feed", f"{base}/{name}", allow_private=True) for name in "ab"]
        polling = PollingOptions(host_gap=timedelta(seconds=0.3), contact="desk@example.org")
        for source in open_sources(entries, polling):
            assert not source.collect(None, NOON).failed
    assert times[1] - times[0] >= 0.3
    assert agents == ["sanctions-watch (feed reader; desk@example.org)"] * 2


def test_a_second_between_two_requests_is_usual() -> None:
    assert PollingOptions().host_gap == timedelta(seconds=1)
