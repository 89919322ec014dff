"""What a child of the crash drill does: one stage of the watch, in a process that is killed at any moment.

The fork server imports this once and opens rules; each child is a fork of it, so that a stage begins in milliseconds.
"""

import logging
import os
from functools import cache
from pathlib import Path

from apprise.plugins.slack import NotifySlack

from flows.options import ScoringOptions
from flows.settings import load_settings
from flows.stages.notify import deliver
from flows.stages.passes import assess_all, ingest_all
from flows.storage.store import Store
from flows.wiring import Bench, Workshop, open_bench

STAGES = {"ingest": ingest_all, "assess": assess_all, "notify": deliver}


@cache
def bench() -> Bench:
    """Rules, without the model."""
    return open_bench(ScoringOptions(use_model=False))


def work(config: str, stage: str, slack: str) -> None:
    """Do one stage to its end, without the lock of a pass: several may be at it.

    `slack` is where the webhooks of Slack are.
    """
    NotifySlack.webhook_url = slack
    NotifySlack.request_rate_per_sec = 0
    logging.getLogger("flows").setLevel(logging.CRITICAL)
    settings = load_settings(Path(config))
    with Store.open(settings.storage_url) as store:
        STAGES[stage](Workshop(settings, store, bench()))
    # A fork of the fork server must not run what that would do at its end.
    os._exit(0)
