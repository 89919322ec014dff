"""kill -9 at random moments of ingest, assess and notify: no alert is lost, none comes twice without its mark.

`KILLS=200 DRILL_SEED=7 python -m pytest -m drill tests/flows/drill` (200 when left out). Receivers are real servers on
loopback; the three targets are Slack, a webhook and e-mail.
"""

import itertools
import multiprocessing
import os
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.domain import Alert, DeliveryState
from flows.storage.store import Store
from tests.contracts.conftest import POSTGRESQL
from tests.flows.alerts.channels import Receiver, channel
from tests.flows.cli.conftest import article, write_lines
from tests.flows.drill.child import STAGES, work

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("DRILL_SEED", "1"))
RECOVERS = 0.7
"""How often a stage that was killed is done to its end before the next one begins, where one worker is alone."""
TARGETS = ("slack", "webhook", "mail")
WATCH = """\
sources:
  - {{name: inbox, kind: files, path: inbox, max_age: none}}
targets:
  slack: slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/
  webhook: {webhook}
  mail: {mail}
routes:
  - {{name: all, to: [slack, webhook, mail]}}
delivery: {{max_attempts: 100, rates: {{mail: 1000 per second}}}}
storage: {storage}
model: none
"""
SYLLABLES = ("ba", "de", "fi", "go", "ku", "la", "mo", "ne", "pi", "ru", "sa", "to", "vu", "ze")


@dataclass
class Field:
    """A watch, its receivers, and what is needed to run its stages in processes of their own."""

    folder: Path
    url: str
    receivers: dict[str, Receiver]
    context: Any
    chance: random.Random
    articles: int = 0

    def start(self, stage: str) -> BaseProcess:
        """Begin a stage in a child."""
        slack = f"{self.receivers['slack'].url}/services"
        config = str(self.folder / "watch.yaml")
        child: BaseProcess = self.context.Process(target=work, args=(config, stage, slack))
        child.start()
        return child

    def finish(self, *children: BaseProcess) -> None:
        """Wait until they have done their work."""
        for child in children:
            child.join(60)
            assert child.exitcode == 0

    def publish(self, number: int) -> None:
        """New articles, each of which is worth an alert and like no other."""
        lines = []
        for _ in range(number):
            self.articles += 1
            words = ["".join(self.chance.choices(SYLLABLES, k=4)) for _ in range(40)]
            who, where, rest = words[0].title(), words[1].title(), " ".join(words[2:])
            sent = (
                f"North Korea sent {self.articles + 100} workers to Russia, governor {who} of {where} said on Tuesday."
            )
            text = f"{sent} {rest.capitalize()}."
            lines.append(article(f"a{self.articles}", text, f"{who} {where} {words[3]}", published="2026-11-20"))
        write_lines(self.folder / "inbox" / f"{self.articles:05}.jsonl", *lines)


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRESQL else [])])
def field(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Field]:
    """A watch with three targets, each with a real server behind it."""
    url = f"sqlite:///{tmp_path}/watch.db"
    if request.param == "postgresql":
        url = POSTGRESQL
        engine = sa.create_engine(sa.make_url(POSTGRESQL).set(drivername="postgresql+psycopg"))
        with engine.begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
        engine.dispose()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.flows.drill.warm"])
    with ExitStack() as stack:
        receivers = {kind: stack.enter_context(channel(kind)) for kind in TARGETS}
        patient = {kind: receivers[kind].url.replace("to=1", "to=15") for kind in TARGETS}
        text = WATCH.format(webhook=patient["webhook"], mail=patient["mail"], storage=url)
        (tmp_path / "watch.yaml").write_text(text, encoding="utf-8")
        Store.open(url).close()
        yield Field(tmp_path, url, receivers, context, random.Random(SEED))  # noqa: S311 - a drill that can be repeated


def durations(field: Field) -> dict[str, float]:
    """Seconds each stage takes when it is left alone; the first child also waits for the fork server."""
    field.finish(field.start("notify"))
    took = {}
    for stage in STAGES:
        field.publish(4 if stage == "ingest" else 0)
        began = time.monotonic()
        field.finish(field.start(stage))
        took[stage] = time.monotonic() - began
    return took


def kill_at_random(field: Field, kills: int, workers: int) -> Counter[str]:
    """Begin stages and kill them until so many have died in their work; gives the kills of each stage."""
    took, killed, stages = durations(field), Counter[str](), itertools.cycle(STAGES)
    while killed.total() < kills:
        stage = next(stages)
        if stage == "ingest":
            field.publish(3)
        doomed, *others = [field.start(stage) for _ in range(workers)]
        time.sleep(field.chance.uniform(0, took[stage]))
        doomed.kill()
        doomed.join(60)
        killed[stage] += doomed.exitcode != 0
        # A worker that is killed each time leaves nothing for the next stage to be killed in.
        if not others and field.chance.random() < RECOVERS:
            others = [field.start(stage)]
        field.finish(*others)
    return killed


def settle(field: Field) -> list[Alert]:
    """Let passes come to their end until nothing waits; gives all alerts."""
    for _ in range(3):
        for stage in STAGES:
            field.finish(field.start(stage))
    with Store.open(field.url) as store:
        waiting = store.deliveries(states=[DeliveryState.PENDING, DeliveryState.FAILED, DeliveryState.DEAD])
        assert waiting == []
        assert store.count_unassessed() == 0
        assert store.undecided_stories() == []
        assert store.claimants() == []
        return store.alerts(limit=100_000)


def judge(field: Field, alerts: list[Alert]) -> int:
    """No article without its alert, no copy lost, none twice without its mark; gives the number of marked copies."""
    told = Counter(reference.id for alert in alerts for reference in alert.articles)
    assert len(alerts) == field.articles
    assert set(told.values()) == {1}
    marked = 0
    for kind, receiver in field.receivers.items():
        plain = Counter(ident for ident, copy in receiver.seen if not copy)
        copies = Counter(ident for ident, copy in receiver.seen if copy)
        lost = {alert.id for alert in alerts} - set(plain) - set(copies)
        assert lost == set(), f"{kind} never heard of {sorted(lost)}"
        assert {ident for ident, times in plain.items() if times > 1} == set(), f"{kind} heard twice without a mark"
        marked += copies.total()
    if field.url.startswith("sqlite"):
        raw = sqlite3.connect(field.url.removeprefix("sqlite:///"))
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        raw.close()
    return marked


@pytest.mark.drill
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("workers", [1, 2], ids=["one worker", "two workers"])
def test_no_alert_is_lost_or_told_twice_however_often_the_watch_is_killed(
    field: Field, workers: int, record_property: Any
) -> None:
    began = time.monotonic()
    killed = kill_at_random(field, KILLS, workers)
    alerts = settle(field)
    marked = judge(field, alerts)
    figures = {"kills": dict(killed), "alerts": len(alerts), "marked": marked, "seconds": time.monotonic() - began}
    record_property("figures", figures)
    print(figures)  # noqa: T201 - pytest -s shows it
    assert killed.total() == KILLS
