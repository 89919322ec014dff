"""`sanctions-watch group`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import RAIN, Shell, article, write_lines
from tests.seeds import FOLDER

REPORT = (
    "North Korea sent 1,000 construction workers to Vladivostok last month, the regional governor said. "
    "They build flats near the harbour and live in barracks that a local firm rents out. "
    "The governor said more of them were expected in spring, once the contracts are signed."
)


def test_articles_of_one_event_get_the_id_of_the_earliest_in_input_order(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "articles.jsonl",
        article("late", REPORT + " The ministry did not comment.", "Workers in Vladivostok", published="2026-11-21"),
        article("other", RAIN, "Weather", published="2026-11-21"),
        article("early", REPORT, "Workers in Vladivostok", published="2026-11-20"),
    )
    answer = shell("group", str(path))
    assert answer.code == 0
    assert [json.loads(line) for line in answer.out.splitlines()] == [
        {"id": "late", "story": "early"},
        {"id": "other", "story": "other"},
        {"id": "early", "story": "early"},
    ]


def test_the_seeds_are_two_stories(shell: Shell) -> None:
    answer = shell("group", str(FOLDER))
    assert answer.code == 0
    assert len({json.loads(line)["story"] for line in answer.out.splitlines()}) == 2


def test_a_broken_line_is_an_error_in_its_place(shell: Shell, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", article("x", REPORT), "{", article("y", RAIN))
    answer = shell("group", str(path), "--out", str(tmp_path / "stories.jsonl"))
    assert answer.code == 1
    found = [json.loads(line) for line in (tmp_path / "stories.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [sorted(one) for one in found] == [["id", "story"], ["error", "id"], ["id", "story"]]
