"""Where articles come from: feeds and files. `open_sources` makes them; each is polled with `collect`."""

from flows.sources.base import Source
from flows.sources.registry import open_sources

__all__ = ["Source", "open_sources"]
