"""Scoring documents without storage: one value a document, in order."""

import json
from pathlib import Path

from flows.stages.score import score
from flows.wiring import Workshop

CLAIM = "North Korea sent hundreds of workers to a sawmill near Khabarovsk."


def test_values_come_in_input_order_and_a_broken_line_is_one_of_them(shop: Workshop, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "title": "", "text": CLAIM}), '{"id": "b", "text":', json.dumps({"text": "Rain."})]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    first, second, third = score(shop.bench, [str(path)])
    evidence = first["themes"]["labour_dispatch"]["evidence"][0]
    assert (first["id"], CLAIM[evidence["start"] : evidence["end"]]) == ("a", evidence["text"])
    assert (second["id"], "no JSON" in second["error"]) == ("b", True)
    assert (third["id"], third["themes"]) == ("news.jsonl:3", {})
