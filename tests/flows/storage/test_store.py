"""A process that is killed anywhere loses nothing and alerts nobody twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.domain import DeliveryState
from flows.storage.store import Store
from tests.builders import NOON
from tests.flows.storage.values import MINUTE, a_decision, an_incoming, assess_all

STEPS = ("add", "assess", "decide", "claim", "send")

_PASS = """
import os, signal, sys
from tests.flows.storage.test_store import one_pass
one_pass(sys.argv[1], lambda step: os.kill(os.getpid(), signal.SIGKILL) if step == sys.argv[2] else None)
"""


def one_pass(url: str, after: "object") -> list[str]:
    """The whole job over one article; `after` hears of each step."""
    assert callable(after)
    sent: list[str] = []
    with Store.open(url) as store:
        store.add_articles([an_incoming()], NOON)
        after("add")
        assess_all(store)
        after("assess")
        store.save_decisions([a_decision(p, ("desk",)) for p in store.undecided_stories()], "run", NOON)
        after("decide")
        for due in store.due_deliveries(NOON + 6 * MINUTE if sys.argv[0] != "-c" else NOON, "worker"):
            after("claim")
            sent.append(due.delivery.target)
            store.delivery_sent(due.delivery, NOON)
            after("send")
    return sent


@pytest.mark.parametrize("step", STEPS)
def test_a_pass_killed_after_any_step_is_finished_by_the_next(tmp_path: Path, step: str) -> None:
    url = f"sqlite:///{tmp_path}/watch.db"
    killed = subprocess.run([sys.executable, "-c", _PASS, url, step], check=False)  # noqa: S603  # our own words
    assert killed.returncode == -9
    sent = one_pass(url, lambda _step: None)
    with Store.open(url) as store:
        assert len(store.alerts()) == 1
        assert [d.state for d in store.deliveries()] == [DeliveryState.SENT]
    assert sent == ([] if step == "send" else ["desk"])
    assert one_pass(url, lambda _step: None) == []
