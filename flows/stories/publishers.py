"""Which publisher stands behind a page: families of papers that print each other, state media, aggregators.

The families stand in `publishers.yaml` beside this file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from flows.domain import Article
from flows.errors import ConfigurationError
from flows.stories.words import ACTORS
from rules.errors import Problem
from rules.yaml_reader import Block, read_block

FAMILIES: Final = Path(__file__).with_name("publishers.yaml")
"""The file shipped with the application."""


@dataclass(frozen=True, slots=True)
class Publishers:
    """Who publishes what, by host."""

    families: Mapping[str, str]
    """Host to the name of its family."""
    states: Mapping[str, str]
    """Name of a family of state media to its state."""
    aggregators: frozenset[str]
    """Hosts that pass on what others publish."""

    def of(self, article: Article) -> str:
        """The family that an article's publisher belongs to, else its outlet, else its host; empty for none."""
        host = host_of(article.url)
        for place in (host, article.outlet.lower()):
            for known in _suffixes(place):
                if known in self.families:
                    return self.families[known]
        return article.outlet or host


@cache
def load_publishers(path: Path = FAMILIES) -> Publishers:
    """Read the families.

    Raises:
        ConfigurationError: with every mistake of the file, each with its line.
    """
    problems: list[Problem] = []
    families: dict[str, str] = {}
    states: dict[str, str] = {}
    aggregators: list[str] = []
    block = read_block(path, problems)
    if block is not None:
        block.choice("kind", ["publishers"], required=True)
        for one in block.blocks("families", required=True):
            _family(one, families, states)
        aggregators = list(block.texts("aggregators"))
        block.done()
    if problems:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    return Publishers(MappingProxyType(families), MappingProxyType(states), frozenset(aggregators))


def host_of(url: str) -> str:
    """The host of an address without `www.`; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # addresses come from feeds and may be no addresses at all
        return ""


def _suffixes(host: str) -> list[str]:
    parts = host.split(".")
    return [".".join(parts[start:]) for start in range(len(parts) - 1)]


def _family(one: Block, families: dict[str, str], states: dict[str, str]) -> None:
    name = one.text("name", required=True)
    for host, line in one.lined_texts("hosts", required=True):
        if families.setdefault(host, name) != name:
            one.problem(line, f"host '{host}' stands under '{families[host]}' already", "leave one of them out")
    state = one.choice("state", ACTORS)
    if state:
        states[name] = state
    one.done()
