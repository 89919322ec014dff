"""One way to write a file: what it says and its comments stay, and a second time changes nothing."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.errors import RuleError
from rules.formatting import formatted, unquoted
from rules.packs import shipped_pack
from rules.yaml_reader import read_block
from tests.rules.tiny import FILES, WORKER


def written(folder: Path, text: str) -> str:
    path = folder / "a.yaml"
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    first = formatted(path)
    path.write_text(first, encoding="utf-8")
    assert formatted(path) == first
    return first


def says(path: Path) -> object:
    block = read_block(path, [])
    assert block is not None
    return block.plain()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_written_so_already_stays(tmp_path: Path, name: str) -> None:
    once = written(tmp_path, FILES[name])
    assert written(tmp_path, once) == once


def test_keys_come_in_their_order_with_the_comments_above_them(tmp_path: Path) -> None:
    text = """
        # yaml-language-server: $schema=schemas/terms.json
        # What this file is for.
        title: Divers
        # words people use
        # on the coast
        en: [diver, 'frogman']   # both
        id: diver
        kind: terms
        """
    assert written(tmp_path, text) == dedent(
        """\
        # yaml-language-server: $schema=schemas/terms.json
        # What this file is for.
        kind: terms
        id: diver
        title: Divers
        # words people use
        # on the coast
        en: [diver, "frogman"]   # both
        """
    )


def test_indents_and_quotes_are_made_alike(tmp_path: Path) -> None:
    text = """
        kind: terms
        id: port
        title: 'Ports'
        entries:
            NO:
                en:
                - 'Oslo'
                - 'the "old" port'
                - NO
                - 0123
        """
    assert written(tmp_path, text) == dedent(
        """\
        kind: terms
        id: port
        title: "Ports"
        entries:
          NO:
            en:
              - "Oslo"
              - 'the "old" port'
              - "NO"
              - "0123"
        """
    )


RULE = """\
kind: rule
id: 6f8f0b6e-2f0e-4d52-9f5c-7f7d1b1e0c55
name: my.divers
title: DPRK divers hired abroad
theme: labour_dispatch
status: experimental
author: Desk
created: 2026-11-22
legal_basis: [unscr-2397-8]
signals:
  - points: 90
    name: divers
    together: [dprk, diver, country]
  - points: 10
    # why so few
    name: few
    any: [diver]
false_positives: ["Divers on holiday"]
tests:
  - {expect: match, text: "A Russian firm hired twelve North Korean divers."}
  - {text: "North Korean divers mend a pier in Russia.", expect: match}
  - {text: "The divers are from Russia.", title: "A day in North Korea", expect: none}
  - {text: "North Korea has divers.", expect: none}
"""


def test_keys_further_in_are_ordered_where_no_comment_stands_among_them(tmp_path: Path) -> None:
    lines = written(tmp_path, RULE).splitlines()
    assert lines[10:14] == [
        "  - name: divers",
        "    points: 90",
        "    together: [dprk, diver, country]",
        "  - points: 10",
    ]
    assert '  - {text: "A Russian firm hired twelve North Korean divers.", expect: match}' in lines
    assert "    # why so few" in lines


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("kind: terms\nid: a\ntitel: t\nen: [x1]\n", "unknown key 'titel'"),
        ("kind: terms\nid: a\ntitle: t\nen: [x1\n", "is not valid YAML"),
        ("kind: terms\nid: a\ntitle: t\nen: [x1]\nen: [x2]\n", "says 'en' twice"),
        ("- a\n", "must hold 'key: value' lines"),
    ],
)
def test_a_file_that_does_not_load_is_left_alone(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        formatted(path)


def test_no_shipped_file_is_refused_or_says_something_else_afterwards(tmp_path: Path) -> None:
    for path in sorted(shipped_pack().rglob("*.yaml")):
        copy = tmp_path / "copy.yaml"
        copy.write_text(formatted(path), encoding="utf-8")
        assert says(copy) == says(path)
        assert formatted(copy) == copy.read_text(encoding="utf-8")


def test_words_that_yaml_may_misread_are_found_outside_of_quotes_only(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        WORKER.replace("[worker,", '[worker, Yes, "no", 12, 1e5, ~, nine, 2.5.1x, No. 5,'), encoding="utf-8"
    )
    assert [word for word, _ in unquoted(path)] == ["Yes", "12", "1e5", "~"]


LINES = ("kind: terms", "id: a", "title: 'it''s'", 'en: [x1, "y # z"]', "ko:\n  - 북한   # b", "code: NO")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.permutations(
        ["kind: terms", "id: a", "title: 'it''s'", 'en: [x1, "y # z"]', "ko:\n  - 북한   # b", "code: NO"]
    ),
    comments=st.lists(st.sampled_from(["# one", "# two: [", "", "#"]), min_size=6, max_size=6),
)
def test_whatever_the_order_and_the_comments_nothing_is_lost(
    tmp_path: Path, order: tuple[str, ...], comments: list[str]
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("".join(f"{c}\n{line}\n" for c, line in zip(comments, order, strict=True)), encoding="utf-8")
    before = says(path)
    text = formatted(path)
    path.write_text(text, encoding="utf-8")
    assert says(path) == before
    assert sorted(c for c in comments if c) == sorted(
        line.strip() for line in text.splitlines() if line.startswith("#")
    )
    assert formatted(path) == text
