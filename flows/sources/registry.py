"""The kinds of sources. A new kind is one module and one line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from flows.errors import ConfigurationError
from flows.options import PollingOptions, SourceOptions
from flows.sources.base import Source
from flows.sources.feed import FeedSource
from flows.sources.fetch import AGENT, PATIENT, Web
from flows.sources.files import FilesSource
from flows.sources.politeness import Turns

KINDS: Mapping[str, Callable[[SourceOptions, Web], Source]] = {
    "feed": FeedSource,
    "files": lambda options, _: FilesSource(options),
}
"""What makes a source of each kind that watch.yaml may name."""


def open_sources(entries: Sequence[SourceOptions], polling: PollingOptions | None = None) -> tuple[Source, ...]:
    """A source for each entry of `sources:`, in order; together they keep to the limits of each host.

    Nothing is read yet.

    Raises:
        ConfigurationError: an entry names a kind that does not exist.
    """
    for entry in entries:
        if entry.kind not in KINDS:
            known = ", ".join(KINDS)
            raise ConfigurationError(f"source '{entry.name}': there is no kind '{entry.kind}'; known here: {known}")
    web = web_of(polling or PollingOptions())
    return tuple(KINDS[entry.kind](entry, web) for entry in entries)


def web_of(polling: PollingOptions) -> Web:
    """How this watch behaves on the web."""
    agent = AGENT.replace(")", f"; {polling.contact})") if polling.contact else AGENT
    limits = replace(PATIENT, total=polling.timeout.total_seconds(), size=polling.largest)
    return Web(limits, Turns(polling.host_gap.total_seconds()), agent)
