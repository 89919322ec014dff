"""One request at a time for each host."""

import asyncio
import threading
import time
from contextlib import suppress
from itertools import pairwise

from flows.sources.politeness import Turns, host_and_port, lanes


def visit(turns: Turns, host: str, log: list[tuple[str, float, float]], seconds: float = 0.05) -> None:
    async def go() -> None:
        async with turns.turn(host):
            begin = time.monotonic()
            await asyncio.sleep(seconds)
            log.append((host, begin, time.monotonic()))

    asyncio.run(go())


def visits(turns: Turns, hosts: list[str]) -> list[tuple[str, float, float]]:
    log: list[tuple[str, float, float]] = []
    threads = [threading.Thread(target=visit, args=(turns, host, log)) for host in hosts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(log, key=lambda one: one[1])


def test_one_host_is_asked_one_by_one_with_a_pause_between() -> None:
    log = visits(Turns(gap=0.1), ["a.example"] * 4)
    pauses = [after[1] - before[2] for before, after in pairwise(log)]
    assert len(pauses) == 3
    assert min(pauses) >= 0.099


def test_different_hosts_do_not_wait_for_each_other() -> None:
    log = visits(Turns(gap=5), [f"{name}.example" for name in "abcdef"])
    assert max(one[1] for one in log) < min(one[2] for one in log)


def test_a_visit_that_fails_gives_its_turn_back() -> None:
    turns = Turns()

    async def fail_then_pass() -> str:
        with suppress(ZeroDivisionError):
            async with turns.turn("a.example"):
                _ = 1 / 0
        async with asyncio.timeout(1), turns.turn("a.example"):
            return "mine"

    assert asyncio.run(fail_then_pass()) == "mine"


def test_who_waits_and_is_called_away_leaves_the_turn_to_others() -> None:
    turns = Turns()

    async def give_up() -> str:
        async with turns.turn("a.example"):
            try:
                async with asyncio.timeout(0.1), turns.turn("a.example"):
                    return "two at once"
            except TimeoutError:
                pass
        async with asyncio.timeout(1), turns.turn("a.example"):
            return "mine"

    assert asyncio.run(give_up()) == "mine"


def test_a_host_is_its_name_and_port_without_a_password() -> None:
    assert host_and_port("https://me:secret@News.Example:8443/feed?x") == "news.example:8443"
    assert host_and_port("/var/feeds/wire.xml") == ""
    assert host_and_port("http://[::1/") == ""


class Named:
    """A source with nothing but a name."""

    def __init__(self, name: str) -> None:
        self.name = name


def test_sources_of_one_host_share_a_lane_and_the_longest_begins() -> None:
    sources = [Named(name) for name in "abcd"]
    hosts = {"a": "one", "b": "two", "c": "two", "d": "three"}
    found = [[one.name for one in lane] for lane in lanes(sources, hosts)]  # type: ignore[type-var]  # a lane asks for the name alone
    assert found == [["b", "c"], ["a"], ["d"]]
