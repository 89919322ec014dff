"""Rules measured on a corpus."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flows.domain import Article, Problem
from flows.errors import UsageError
from flows.sources.documents import as_article, documents
from rules.engine import Engine
from rules.packs import RuleSet
from rules.statistics import Statistics, Tally


@dataclass(frozen=True, slots=True)
class Measured:
    """What a corpus shows, and what of it could not be read."""

    statistics: Statistics
    problems: tuple[Problem, ...]


def measure(
    rules: RuleSet,
    inputs: Sequence[str],
    labels: Mapping[str, frozenset[str]] | None = None,
    tick: Callable[[int], None] = lambda _: None,
) -> Measured:
    """Count what the rules do with every document of these inputs; `tick` hears how many were read."""
    engine, tally, now = Engine(rules), Tally(rules), datetime.now(UTC)
    labels = labels or {}
    problems: list[Problem] = []
    for number, document in enumerate(documents(inputs), start=1):
        article = as_article(document, now)
        if article is None:
            problems.extend(document.problems)
        else:
            tally.add(engine.scan(article), labels.get(document.id))
        tick(number)
    return Measured(tally.result(), tuple(problems))


def readable(inputs: Sequence[str]) -> Iterator[Article]:
    """The documents of these inputs that can be read, as articles.

    Raises:
        UsageError: an input cannot be read as a whole, or a document of it.
    """
    now = datetime.now(UTC)
    for document in documents(inputs):
        article = as_article(document, now)
        if article is None:
            raise UsageError("; ".join(f"{one.where}: {one.message}" for one in document.problems))
        yield article
