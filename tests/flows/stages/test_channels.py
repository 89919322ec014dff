"""The same drill for every channel, with real servers: whatever they do, an alert arrives, once or marked as a copy."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from apprise.plugins.slack import NotifySlack

from flows.alerts.delivery import Courier
from flows.domain import DeliveryState
from flows.options import TargetOptions
from flows.stages.notify import deliver
from flows.wiring import Workshop
from tests.builders import NOON
from tests.flows.alerts.channels import ASKED, MOODS, TAKEN, Receiver, channel
from tests.flows.stages.test_notify import ticking
from tests.flows.storage.values import alert_once

KINDS = ("slack", "webhook", "mail")
SAYS_YES = frozenset({"ok", "slow"})
UNKNOWN = TAKEN - SAYS_YES
"""Moods in which the message has arrived and the sender does not learn of it."""


@pytest.fixture(params=KINDS)
def receiver(request: pytest.FixtureRequest, shop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """A real server behind the target `desk`."""
    with channel(request.param) as opened:
        url = opened.url
        if request.param == "slack":
            monkeypatch.setattr(NotifySlack, "webhook_url", f"{opened.url}/services")
            url = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/?rto=1&cto=1"
        shop.courier = Courier([TargetOptions("desk", url)])
        yield opened


@pytest.mark.parametrize("mood", MOODS)
def test_an_alert_arrives_once_or_marked_as_a_copy_whatever_the_server_does(
    shop: Workshop, receiver: Receiver, mood: str
) -> None:
    alert = alert_once(shop.store, targets=("desk",))
    shop.clock, receiver.mood = ticking(NOON), mood
    first = deliver(shop)
    (copy,) = shop.store.deliveries()
    assert (first.counts["sent"] == 1) is (mood in SAYS_YES)
    assert copy.uncertain is (mood in UNKNOWN)
    assert bool(first.problems) is (mood not in SAYS_YES)
    # The server is well again; what was sent is not repeated, what was not is sent on the next pass.
    receiver.mood = "ok"
    shop.clock = ticking(NOON + timedelta(hours=1))
    deliver(shop)
    assert [one.state for one in shop.store.deliveries()] == [DeliveryState.SENT]
    marks = [marked for ident, marked in receiver.seen if ident == alert.id]
    assert marks == ([False, True] if mood in UNKNOWN else [False])
    assert len(marks) == len(receiver.seen)


def test_a_server_that_asks_for_time_is_left_alone_for_so_long(
    shop: Workshop, receiver: Receiver, request: pytest.FixtureRequest
) -> None:
    if "mail" in request.node.name:
        pytest.skip("a mail server has no way to ask for time")
    alert_once(shop.store, targets=("desk",))
    shop.clock, receiver.mood = ticking(NOON), "busy"
    deliver(shop)
    receiver.mood = "ok"
    shop.clock = ticking(NOON + timedelta(seconds=ASKED - 1))
    assert deliver(shop).counts["sent"] == 0
    shop.clock = ticking(NOON + timedelta(seconds=ASKED + 1))
    assert deliver(shop).counts["sent"] == 1
