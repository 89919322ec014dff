"""Grouping documents without storage."""

import json
from pathlib import Path

from flows.stages.group import stories

CLAIM = "North Korea sent hundreds of workers to a sawmill near Khabarovsk, the spy agency said on Monday."


def test_values_come_in_input_order_with_the_id_of_the_earliest_member(tmp_path: Path) -> None:
    news = [
        {"id": "late", "title": "", "text": CLAIM + " They will stay.", "published": "2023-12-13T12:00:00Z"},
        {"id": "early", "title": "", "text": CLAIM, "published": "2023-12-13T08:00:00Z"},
        {"id": "other", "title": "Rain", "text": "It rained in Busan.", "published": "2023-12-13T09:00:00Z"},
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([*map(json.dumps, news), "{"]), encoding="utf-8")
    found = stories([str(path)])
    assert [(row["id"], row.get("story")) for row in found] == [
        ("late", "early"),
        ("early", "early"),
        ("other", "other"),
        ("news.jsonl:4", None),
    ]
    assert "no JSON" in found[3]["error"]
