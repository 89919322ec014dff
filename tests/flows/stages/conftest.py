"""A workshop in memory."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flows.scoring.compose import Reference
from flows.settings import load_settings
from flows.storage.store import Store
from flows.wiring import Bench, Workshop
from tests.builders import ARMS, LABOUR, NOON
from tests.flows.stages.shops import Assessing, Carrying
from tests.points import blend_by_hand


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    """Everything a pass works with: a real store in memory; its clock stands still, its parts are stand-ins."""
    path = tmp_path / "watch.yaml"
    path.write_text(
        "sources: [{name: wire, kind: files, path: inbox}]\n"
        "targets: {desk: 'console://', chat: 'console://'}\n"
        "routes: [{name: all, to: [desk, chat]}]\n"
        "delivery: {max_attempts: 3}\n",
        encoding="utf-8",
    )
    rules: Any = SimpleNamespace(digest="d" * 64)  # nothing here asks for more of them
    assessor: Any = Assessing()
    courier: Any = Carrying()
    titles = {LABOUR: "Labour dispatch", ARMS: "Arms transfer"}
    bench = Bench(rules, assessor, blend_by_hand(), Reference(titles, {}, {}), "")
    with Store.open("sqlite://") as store:
        made = Workshop(load_settings(path, {}), store, bench)
        made.clock, made.courier = lambda: NOON, courier
        yield made
