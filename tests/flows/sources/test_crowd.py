"""Many sources at once."""

import threading
import time
from datetime import datetime
from itertools import chain

import pytest

from flows.domain import Collected, FeedState
from flows.sources.base import Known, all_known
from flows.sources.crowd import GATHERING, MOST, poll_many
from tests.builders import NOON


class Slow:
    """A source that takes its time."""

    def __init__(self, name: str, seconds: float = 0.0) -> None:
        self.name = name
        self.seconds = seconds

    def collect(self, state: FeedState | None, now: datetime, known: Known = all_known) -> Collected:
        del state, now, known
        time.sleep(self.seconds)
        return Collected(self.name)


def poll(source: object) -> Collected:
    assert isinstance(source, Slow)
    return source.collect(None, NOON)


def polled(sources: list[Slow], hosts: dict[str, str], at_once: int) -> list[list[str]]:
    """Names of the sources as their results are given."""
    return [[one.source for one in arrived] for arrived in poll_many(sources, hosts, poll, at_once)]


def test_files_come_first_in_order_then_feeds_as_they_answer() -> None:
    sources = [Slow("slow", 3 * GATHERING), Slow("file 1", 0.05), Slow("fast"), Slow("file 2")]
    assert polled(sources, {"slow": "a", "fast": "b"}, 4) == [["file 1"], ["file 2"], ["fast"], ["slow"]]


def test_what_is_there_at_the_same_time_is_given_together_up_to_a_limit() -> None:
    sources = [Slow(f"s{number}") for number in range(MOST + 8)]
    sizes = [len(names) for names in polled(sources, {source.name: source.name for source in sources}, 4)]
    assert sum(sizes) == MOST + 8
    assert max(sizes) == MOST


def test_nobody_waits_for_more_results_when_there_are_no_more() -> None:
    began = time.monotonic()
    assert polled([Slow("one")], {"one": "a"}, 4) == [["one"]]
    assert time.monotonic() - began < GATHERING


def test_all_are_polled_once_with_few_threads_and_few_hosts() -> None:
    sources = [Slow(f"s{number}") for number in range(60)]
    hosts = {source.name: f"host {number % 7}" for number, source in enumerate(sources)}
    assert sorted(name for names in polled(sources, hosts, 3) for name in names) == sorted(hosts)


def test_different_hosts_are_polled_at_the_same_time() -> None:
    sources = [Slow(f"s{number}", 0.2) for number in range(8)]
    began = time.monotonic()
    assert len(list(chain(*polled(sources, {s.name: s.name for s in sources}, 8)))) == 8
    assert time.monotonic() - began < 1.0


def test_nothing_to_poll_is_nothing() -> None:
    assert polled([], {}, 4) == []


def test_an_exception_of_a_poll_is_not_swallowed() -> None:
    def fail(_: object) -> Collected:
        raise RuntimeError("the storage broke")

    with pytest.raises(RuntimeError, match="the storage broke"):
        list(poll_many([Slow("a")], {"a": "a"}, fail, 2))


def test_whoever_gives_up_stops_the_polls_that_have_not_begun() -> None:
    began: list[str] = []
    lock = threading.Lock()

    def counted(source: object) -> Collected:
        assert isinstance(source, Slow)
        with lock:
            began.append(source.name)
        return source.collect(None, NOON)

    sources = [Slow(f"s{number}", GATHERING / 2) for number in range(40)]
    results = poll_many(sources, dict.fromkeys((s.name for s in sources), "one host"), counted, 4)
    next(results)
    results.close()  # type: ignore[attr-defined]  # a generator
    time.sleep(0.2)
    assert len(began) < 5
