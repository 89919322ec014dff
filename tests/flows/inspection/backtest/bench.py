"""A tiny pack before and after an edit, some news, and a backtest of the two."""

import json
from collections.abc import Mapping
from pathlib import Path

from flows.inspection.backtest.running import Inputs, backtest
from flows.inspection.backtest.scoring import Order
from flows.inspection.backtest.values import Report, Side
from flows.options import ScoringOptions
from flows.wiring import silence
from tests.rules.tiny import RULE, SEND, WORKER, tiny_pack

SENT = "North Korea sent 1,000 workers to Russia."
DIVERS = "North Korea sent twelve divers to Norway."
TALKS = "Officials of North Korea met guests from Norway."
RAIN = "It rained in Busan on Sunday."

NEWS = [
    {"id": "sent", "title": "Workers leave", "text": SENT, "url": "https://news.example/1", "outlet": "Example Wire"},
    {"id": "divers", "title": "Divers leave", "text": DIVERS},
    {"id": "talks", "title": "Talks", "text": TALKS},
    {"id": "rain", "title": "Weather", "text": RAIN},
]

EDITS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a word more": {"worker": WORKER.replace("en: [worker,", "en: [worker, diver,")},
    "a word less": {"worker": WORKER.replace("en: [worker, laborer/labourer,", "en: [laborer/labourer,")},
    "an exception more": {"worker": WORKER.replace("aid worker]", "aid worker, '000 workers']")},
    "another mask": {"send": SEND.replace("concept: true", "concept: false")},
    "fewer points": {"labour_sent_abroad": RULE.replace("points: 60", "points: 5").replace("points: 20", "points: 5")},
    "on trial": {"labour_sent_abroad": RULE.replace("status: experimental", "status: shadow")},
    "another shape": {"labour_sent_abroad": RULE.replace("{act=send} ... {what=worker}", "{act=send} {what=worker}")},
    "an exclusion": {"labour_sent_abroad": RULE.replace("[labor camp/camps]", "[labor camp/camps, on Sunday]")},
}
"""What an analyst may have changed: the files of the tiny pack that differ."""


def archive(path: Path, *articles: Mapping[str, object]) -> Path:
    """JSON lines, the news above unless others are given."""
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in articles or NEWS]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def order(folder: Path, edit: str, *, model: bool = False) -> Order:
    """The tiny pack against the tiny pack with an edit."""
    old = tiny_pack(folder / "old")
    new = tiny_pack(folder / "new", **EDITS[edit])
    return Order(Side("old", old), Side("new", new), ScoringOptions(use_model=model))


def tried(folder: Path, edit: str, *articles: dict[str, str], processes: int = 1, model: bool = False) -> Report:
    """The backtest of an edit over some articles."""
    files = (archive(folder / "news.jsonl", *articles),)
    return backtest(order(folder, edit, model=model), Inputs(files), folder / "cache", processes, silence)
