"""No YAML text can do harm, and what would be read otherwise than it looks is refused with its line."""

import re

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode

from rules.yaml_tree import MAX_DEPTH, NotATree, _tree, read_tree

BOMB = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (BOMB, 2, "uses an alias"),
        ("a: &x [*x]\n", 1, "uses an alias"),
        ("m: &m {a: b}\nn:\n  <<: *m\n", 3, "uses an alias"),
        ("a: b\nc: *x\n", 2, "uses an alias"),
        ("a:\n  " + "[" * 400_000, 2, "is nested too deeply"),
        ("a: " + "{a: " * 200_000, 1, "is nested too deeply"),
        ("- " * 400_000, 1, "is nested too deeply"),
        ("".join(" " * n + "a:\n" for n in range(1_000)), MAX_DEPTH + 1, "is nested too deeply"),
        ("a: b\n---\nc: d\n", 2, "holds a second document"),
        ("a: !!python/object/apply:os.system ['true']\n", 1, "uses a tag"),
        ("a: b\nc: !Kung\n", 2, "uses a tag"),
        ("a: b\nc: d\x00e\n", 2, "U+0000 stands in this line"),
        ("a: b\nc: d\x1be\n", 2, "U+001B stands in this line"),
        ("a: b\n\tc: d\n", 2, "a tab stands in this line"),
        ('a: "\\ud800"\n', 1, "is not valid YAML"),
        ('a: "b\n', 2, "unexpected end"),
        ("%FOO\n", 1, "unknown directive"),
    ],
)
def test_what_does_harm_is_refused_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(NotATree, match=re.escape(message)) as caught:
        read_tree(text)
    assert caught.value.line == line
    assert caught.value.hint


def test_half_a_character_is_refused_by_the_parser_without_c_too() -> None:
    with pytest.raises(NotATree, match=r"half a character \(\\ud800\)"):
        _tree(YAML(typ="safe", pure=True).parse('a: "b\\ud800"\n'))


def test_both_parsers_give_the_same_tree() -> None:
    text = "a: {b: [1, 'x']}\nc: |\n  d\n  e\nf:\n"
    trees = [read_tree(text), _tree(YAML(typ="safe", pure=True).parse(text))]
    assert [_plain(tree) for tree in trees] == [{"a": {"b": ["1", "x"]}, "c": "d\ne\n", "f": ""}] * 2


def _plain(node: object) -> object:
    if isinstance(node, MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    return node.value if isinstance(node, ScalarNode) else [_plain(one) for one in node.value]  # type: ignore[attr-defined] # a sequence


def test_an_empty_text_has_no_tree() -> None:
    assert read_tree("# nothing\n") is None
