"""From entries of watch.yaml to sources."""

import pytest

from flows.errors import ConfigurationError
from flows.options import SourceOptions
from flows.sources import open_sources


def test_each_entry_becomes_a_source_of_its_kind() -> None:
    entries = [SourceOptions("wire", "feed", "a.xml"), SourceOptions("inbox", "files", "inbox")]
    assert [(source.name, type(source).__name__) for source in open_sources(entries)] == [
        ("wire", "FeedSource"),
        ("inbox", "FilesSource"),
    ]


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="source 'wire': there is no kind 'telex'; known here: feed, files"):
        open_sources([SourceOptions("wire", "telex", "x")])
