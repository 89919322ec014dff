"""The wish that the service ends."""

import time
from datetime import timedelta

from flows.serve.stop import Stop


def test_nobody_asked_yet() -> None:
    stop = Stop(timedelta(seconds=20))
    assert not stop.asked()
    assert not stop.overdue()
    assert not stop.wait(0)


def test_asked_once_there_is_a_grace_and_nobody_waits_any_more() -> None:
    stop = Stop(timedelta(seconds=20))
    stop.request()
    assert stop.asked()
    assert not stop.overdue()
    began = time.monotonic()
    assert stop.wait(60)
    assert time.monotonic() - began < 5


def test_asked_twice_the_grace_is_over() -> None:
    stop = Stop(timedelta(seconds=20))
    stop.request()
    stop.request()
    assert stop.overdue()
