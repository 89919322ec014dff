"""YAML is read as its author meant it, and every mistake is told with its line."""

from pathlib import Path

import pytest

from rules.errors import Problem
from rules.yaml_reader import MAX_BYTES, Block, did_you_mean, read_block


def read(folder: Path, content: str | bytes) -> tuple[Block | None, list[str]]:
    path = folder / "a.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    problems: list[Problem] = []
    block = read_block(path, problems)
    return block, [f"{problem.line}: {problem.message}" for problem in problems]


def test_words_stay_words(tmp_path: Path) -> None:
    block, problems = read(tmp_path, "a:\n- NO\n- no\n- on\n- 0123\n- 2026-11-22\n- 12:30\n- null\n- 1e3\n")
    assert block is not None
    assert block.texts("a") == ("NO", "no", "on", "0123", "2026-11-22", "12:30", "null", "1e3")
    assert problems == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: &x [b]\nc: *x\n", "2: uses an alias (*name)"),
        ("a: b\na: c\n", "2: says 'a' twice"),
        ("- a\n", "1: must hold 'key: value' lines"),
        ("a: [b\n", "2: is not valid YAML: did not find expected ',' or ']'"),
        ("a: b\n\tc: d\n", "2: is not valid YAML: a tab stands in this line"),
        ("", "1: must hold 'key: value' lines"),
        (b"a: b\nc: \xff\n", "2: is not UTF-8 text"),
        (b"a" * (MAX_BYTES + 1), f"0: is larger than {MAX_BYTES:,} bytes"),
        ("a: " + "[" * 20_000 + "]" * 20_000, "1: is nested too deeply"),
        ("? [a]\n: b\n", "1: has a key that is no word"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: str | bytes, problem: str) -> None:
    _, problems = read(tmp_path, content)
    assert problems[0].startswith(problem)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_block(tmp_path / "none.yaml", problems) is None
    assert "cannot be read" in problems[0].message


def test_values_are_checked_for_what_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("n: x\ni: 1.5\nf: maybe\nc: rad\nt: [a]\nb: c\nl: {a: b}\ns: [[a]]\nmore: 1\n", encoding="utf-8")
    problems: list[Problem] = []
    block = read_block(path, problems)
    assert block is not None
    assert block.number("n", 7) == 7
    assert block.integer("i") == 1
    assert block.flag("f") is False
    assert block.choice("c", ("red", "blue"), "blue") == "blue"
    assert block.text("t") == ""
    assert block.block("b") is None
    assert block.texts("l") == ()
    assert block.blocks("s") == ()
    assert block.text("gone", required=True) == ""
    block.done()
    assert [problem.message for problem in sorted(problems)] == [
        "'gone' is missing",
        "'n' must be a number, not 'x'",
        "'i' must be a whole number, not 1.5",
        "'f' must be true or false, not 'maybe'",
        "'c' cannot be 'rad'",
        "'t' must be a single value",
        "'b' must hold 'key: value' lines",
        "'l' must be a list",
        "an entry of 's' must hold 'key: value' lines",
        "unknown key 'more'",
    ]


def test_plain_contents_do_not_depend_on_comments(tmp_path: Path) -> None:
    one, _ = read(tmp_path, "a: {b: [1, 'x']}\n")
    two, _ = read(tmp_path, "# why\na:\n  b:\n    - 1   # one\n    - x\n")
    assert one is not None
    assert two is not None
    assert one.plain() == two.plain() == {"a": {"b": ["1", "x"]}}


def test_the_nearest_word_is_offered() -> None:
    assert did_you_mean("wroker", ["worker", "send"]) == "did you mean 'worker'?"
    assert did_you_mean("xyz", ["worker", "send"]) == "known here: send, worker"
    assert did_you_mean("xyz", []) == ""


def test_a_comma_that_cut_a_text_in_two_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("outer: {text: Workers left, and came back, expect: none}\nlast:\n", encoding="utf-8")
    problems: list[Problem] = []
    block = read_block(path, problems)
    assert block is not None
    inner = block.block("outer")
    assert inner is not None
    inner.text("text")
    inner.text("expect")
    inner.done()
    (problem,) = problems
    assert problem.message == "unknown key 'and came back'"
    assert problem.hint == "inside '{...}' a text that holds a comma must stand in quotes"
