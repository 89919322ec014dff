"""Tests of flows/alerts/listening.py."""

import logging
import threading

from flows.alerts.listening import heard, hush

LOG = logging.getLogger("apprise")


def test_each_thread_hears_its_own_warnings_only() -> None:
    hush()
    told: dict[str, list[str]] = {}
    together = threading.Barrier(2)

    def listen(name: str) -> None:
        with heard() as hearing:
            together.wait()
            LOG.warning("trouble of %s", name)
            together.wait()
        told[name] = hearing.lines

    threads = [threading.Thread(target=listen, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == {"one": ["trouble of one"], "two": ["trouble of two"]}


def test_an_exception_in_the_log_is_heard_in_one_line() -> None:
    hush()
    with heard() as hearing:
        LOG.error("Unhandled", exc_info=ValueError("a\nb"))
    assert hearing.lines == ["Unhandled: ValueError: a b"]


def test_what_is_less_than_a_warning_is_not_kept_and_nothing_is_after_the_block() -> None:
    hush()
    with heard() as hearing:
        LOG.info("sent")
    LOG.warning("late")
    assert hearing.lines == []


def test_a_handler_that_somebody_puts_on_the_log_hears_nothing() -> None:
    hush()
    heard_here: list[logging.LogRecord] = []

    class Curious(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard_here.append(record)

    curious = Curious()
    LOG.addHandler(curious)
    LOG.error("Unparseable URL slack://a/secret")
    LOG.removeHandler(curious)
    assert heard_here == []


def test_debug_stays_off_where_it_would_print_addresses() -> None:
    LOG.setLevel(logging.DEBUG)
    hush()
    assert not LOG.isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("urllib3.connectionpool").isEnabledFor(logging.DEBUG)
