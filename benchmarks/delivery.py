"""1,000 alerts to three targets: how long planning and sending take, and whether memory stays flat.

`python -m benchmarks.delivery [ALERTS]`. The targets are a Slack webhook, a generic webhook and a mail server, all real
servers on loopback; their rates are set so high that only the work counts. Planning is what `save_decisions` writes:
decisions, alerts and the copies to deliver.
"""

import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from apprise.plugins.slack import NotifySlack

from flows.options import ScoringOptions
from flows.settings import load_settings
from flows.stages.notify import deliver
from flows.storage.store import Store
from flows.wiring import Workshop, open_bench
from tests.flows.alerts.channels import channel
from tests.flows.storage.values import a_decision, an_incoming, assess_all

TARGETS = ("slack", "webhook", "mail")
WATCH = """\
targets: {{slack: 'slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/', webhook: '{webhook}', mail: '{mail}'}}
delivery: {{rates: {{mail: 100000 per second}}}}
model: none
"""


def megabytes() -> float:
    """The most memory this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(number: int) -> None:
    """Plan, send, and print what it took."""
    NotifySlack.request_rate_per_sec = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        receivers = {kind: stack.enter_context(channel(kind)) for kind in TARGETS}
        NotifySlack.webhook_url = f"{receivers['slack'].url}/services"
        path = Path(folder) / "watch.yaml"
        urls = {kind: receivers[kind].url.replace("to=1", "to=15") for kind in ("webhook", "mail")}
        path.write_text(WATCH.format(**urls), encoding="utf-8")
        settings = load_settings(path, {})
        store = stack.enter_context(Store.open(settings.storage_url))
        now = datetime.now(UTC)
        for start in range(0, number, 100):
            store.add_articles([an_incoming(f"k{key}") for key in range(start, min(start + 100, number))], now)
        while assess_all(store, now=now):
            pass
        decided = [a_decision(story, TARGETS, now) for story in store.undecided_stories(number)]
        began, worked = time.perf_counter(), time.process_time()
        store.save_decisions(decided, "benchmark", now)
        planned, worked = time.perf_counter() - began, time.process_time() - worked
        del decided
        shop = Workshop(settings, store, open_bench(ScoringOptions(use_model=False)))
        before, began, busy = megabytes(), time.perf_counter(), time.process_time()
        report = deliver(shop)
        sent, busy = time.perf_counter() - began, time.process_time() - busy
        print(f"{number} alerts to {len(TARGETS)} targets: planned in {planned:.2f} s ({worked:.2f} s of processor)")
        done = report.counts["sent"]
        print(f"sent {done} in {sent:.1f} s ({done / sent:.0f} a second; {busy:.1f} s of processor, receivers too)")
        print(f"memory {before:.0f} MiB before, at most {megabytes():.0f} MiB while sending")
        heard = {kind: len(receiver.seen) for kind, receiver in receivers.items()}
        assert heard == dict.fromkeys(TARGETS, number), heard


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
