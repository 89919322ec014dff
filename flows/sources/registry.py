"""The kinds of sources. A new kind is one module and one line here."""

from collections.abc import Callable, Mapping, Sequence

from flows.errors import ConfigurationError
from flows.options import SourceOptions
from flows.sources.base import Source
from flows.sources.feed import FeedSource
from flows.sources.files import FilesSource

KINDS: Mapping[str, Callable[[SourceOptions], Source]] = {
    "feed": FeedSource,
    "files": FilesSource,
}
"""What makes a source of each kind that watch.yaml may name."""


def open_sources(entries: Sequence[SourceOptions]) -> tuple[Source, ...]:
    """A source for each entry of `sources:`, in order. Nothing is read yet.

    Raises:
        ConfigurationError: an entry names a kind that does not exist.
    """
    for entry in entries:
        if entry.kind not in KINDS:
            known = ", ".join(KINDS)
            raise ConfigurationError(f"source '{entry.name}': there is no kind '{entry.kind}'; known here: {known}")
    return tuple(KINDS[entry.kind](entry) for entry in entries)
