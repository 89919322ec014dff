"""A dry run: the whole pass on a copy of the storage, with nothing sent and nothing kept."""

import tempfile
from dataclasses import replace
from pathlib import Path

from flows.alerts.message import Form, render
from flows.domain import AlertId, DeliveryState, Progress, StageReport
from flows.settings import Settings
from flows.stages.passes import assess_all, ingest_all
from flows.storage.snapshot import snapshot
from flows.wiring import open_workshop


def rehearse(settings: Settings, progress: Progress) -> tuple[StageReport, list[str]]:
    """The report of the pass that would be, and each message with the targets that would hear it.

    Feeds are polled as in a real pass, but what they answered is forgotten.

    Raises:
        StorageError: the storage cannot be copied.
    """
    with tempfile.TemporaryDirectory(prefix="sanctions-watch-") as folder:
        copy = replace(settings, storage_url=snapshot(settings.storage_url, Path(folder)))
        with open_workshop(copy, progress=progress) as shop:
            report = ingest_all(shop) + assess_all(shop)
            states = [DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.COLLECTED]
            waiting = shop.store.deliveries(states=states)
            heard: dict[AlertId, list[str]] = {}
            for delivery in waiting:
                when = " (in its digest)" if delivery.state is DeliveryState.COLLECTED else ""
                heard.setdefault(delivery.alert, []).append(delivery.target + when)
            messages = []
            for ident, targets in heard.items():
                alert = shop.store.alert(ident)
                assert alert is not None  # noqa: S101 - a delivery belongs to an alert by a foreign key
                messages.append(f"{render(alert, Form.CONSOLE).body}\n→ would go to {', '.join(targets)}")
        return report, messages
