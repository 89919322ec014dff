"""`sanctions-watch rules explain`."""

import json
from pathlib import Path

from tests.flows.cli.conftest import RAIN, SHELLS, WORKERS, Shell, article, write_lines, write_watch

TEXT = f"{WORKERS} {RAIN} North Korea has many workers, and a novel about North Korean IT workers is out."


def test_an_article_is_explained_sentence_by_sentence(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", article("a", TEXT, "Workers leave"))
    answer = shell("rules", "explain", "a.jsonl")
    assert answer.code == 0
    assert "Workers leave  [a]" in answer.out
    assert "labour_dispatch: score " in answer.out
    assert "fired: labour.dispatch (" in answer.out
    assert "supplier KP, recipient RU" in answer.out
    assert "russia: the speaker is 'foreign ministry in Moscow'" in answer.out
    assert "occurred: no cue in the sentence says otherwise" in answer.out
    assert "nearest: " in answer.out
    assert "workers {worker}" in answer.out
    assert RAIN not in answer.out
    assert RAIN in shell("rules", "explain", "--all", "a.jsonl").out


def test_the_same_as_json_with_offsets_that_fit(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", article("a", TEXT, "Workers leave"))
    found = json.loads(shell("rules", "explain", "--json", "a.jsonl").out)
    assert found["subject"] is True
    assert found["themes"]["labour_dispatch"]["flagged"] is True
    body = [one for one in found["sentences"] if one["field"] == "text"]
    assert [TEXT[one["start"] : one["end"]] for one in body] == [one["text"] for one in body]
    first = body[0]
    assert any(one["rule"] == "labour.dispatch" for one in first["fired"])
    (read,) = first["read"]
    assert read["claim"]["source"] == "russia"
    assert first["nearest"]
    rain = next(one for one in body if one["text"] == RAIN)
    assert rain["nearest"] == []


def test_one_of_several_articles_is_named_by_its_id(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", article("a", WORKERS, "One"), article("b", SHELLS, "Two"))
    answer = shell("rules", "explain", "a.jsonl")
    assert answer.code == 2
    assert "name one with --id: a, b" in answer.err
    assert "Two  [b]" in shell("rules", "explain", "a.jsonl", "--id", "b").out
    assert "no article with the id 'c'" in shell("rules", "explain", "a.jsonl", "--id", "c").err


def test_a_stored_article_is_found_by_its_id_or_address(shell: Shell, tmp_path: Path) -> None:
    watch = write_watch(tmp_path)
    url = "https://news.example.org/shells"
    write_lines(tmp_path / "inbox" / "more.jsonl", article("more", SHELLS, "By rail", url=url))
    assert shell("run", "--no-prefect", "--config", str(watch)).code == 0
    by_url = json.loads(shell("rules", "explain", "--json", url).out)
    assert by_url["title"] == "By rail"
    assert json.loads(shell("rules", "explain", "--json", by_url["id"]).out) == by_url
    assert json.loads(shell("rules", "explain", "--json", by_url["id"][:10]).out) == by_url
    assert "is no file, and no id or address" in shell("rules", "explain", "nothing-like-that").err
    several = shell("rules", "explain", "")
    assert several.code == 2
    assert "several articles fit" in several.err


def test_an_article_without_the_subject_is_told_so(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", article("a", RAIN, "Weather"))
    assert "never names the subject" in shell("rules", "explain", "a.jsonl").out


def test_what_steers_a_terminal_is_taken_out(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", article("a", f"\x1b[2J{WORKERS}", "\x1b]0;x\x07 Title"))
    assert "\x1b" not in shell("rules", "explain", "a.jsonl").out


def test_a_file_that_cannot_be_read_is_told(shell: Shell, tmp_path: Path) -> None:
    write_watch(tmp_path)
    write_lines(tmp_path / "a.jsonl", "{")
    answer = shell("rules", "explain", "a.jsonl")
    assert answer.code == 2
    assert "a.jsonl:1: is no JSON" in answer.err
