"""`sanctions-watch replay` in a shell."""

import json
from pathlib import Path

from tests.flows.cli.conftest import SHELLS, WORKERS, Shell, article, write_lines, write_watch


def an_archive(folder: Path) -> Path:
    return write_lines(
        folder / "news.jsonl",
        article("a", WORKERS, "Workers leave", published="2023-12-12T10:10:00Z"),
        article("b", WORKERS, "Workers leave again", published="2023-12-12T12:10:00Z"),
        article("c", SHELLS, "Trains", published="2023-12-14T12:00:00Z"),
        article("d", "It rained in Busan.", "Weather", published="2023-12-14T12:00:00Z"),
    )


def test_an_archive_is_replayed_without_any_watch(shell: Shell, tmp_path: Path) -> None:
    an_archive(tmp_path)
    answer = shell("replay", "news.jsonl", "--every", "1h", "--no-model")
    assert answer.code == 0, answer.all
    assert "4 documents, 3 name the subject, 3 days, a pass every 1 hour" in answer.out
    assert "2 alerts (2 first, 0 updates)" in answer.out
    assert "one alert an article would have been 3" in answer.out


def test_nothing_later_than_as_of_is_known(shell: Shell, tmp_path: Path) -> None:
    an_archive(tmp_path)
    answer = shell("replay", "news.jsonl", "--as-of", "2023-12-13", "--no-model", "--json")
    found = json.loads(answer.out)
    assert (found["alerts"]["all"], found["subjects"]) == (1, 2)
    assert [day["day"] for day in found["days"]] == ["2023-12-12"]


def test_the_page_is_written_beside_the_text(shell: Shell, tmp_path: Path) -> None:
    an_archive(tmp_path)
    assert shell("replay", "news.jsonl", "--no-model", "--html", "page.html").code == 0
    assert "<svg" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_storage_is_replayed_in_its_own_passes_and_gives_what_was_sent(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    assert shell("run", "--no-prefect").code == 0
    sent = {row["id"] for row in json.loads(shell("alerts", "list", "--json").out)}
    answer = shell("replay", "--json")
    found = json.loads(answer.out)
    assert {alert["id"] for alert in found["sent"]} == sent
    assert found["step"] == "in the passes that were made"


def test_a_span_and_a_time_that_are_none_are_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    an_archive(tmp_path)
    assert shell("replay", "news.jsonl", "--every", "often").code == 2
    answer = shell("replay", "news.jsonl", "--as-of", "yesterday")
    assert answer.code == 2
    assert "is no time; write it like 2023-12-13" in answer.err


def test_without_archive_and_watch_it_is_said_what_is_missing(shell: Shell) -> None:
    answer = shell("replay")
    assert answer.code == 2
    assert "watch.yaml" in answer.err
