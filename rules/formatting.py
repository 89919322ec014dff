"""One way to write a file of rules: the order of keys, indents, quotes. What it says, and its comments, stay.

ruamel.yaml reads and writes with comments. It ties a comment to what stands before it, while people write comments
above what they mean: keys at the margin are therefore moved as text, with the comments above them, and keys further in
only where no comment stands among them.
"""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString
from ruamel.yaml.tag import Tag
from ruamel.yaml.tokens import CommentToken

from rules.errors import Problem, RuleError
from rules.loading.parse import parse_file
from rules.schema import schemas
from rules.yaml_reader import read_block

_NO_TEXT = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|~|[-+.]?\d[\d_.:]*(?:e[-+]?\d+)?|0[xo][\da-f]+|[-+]?\.(?:inf|nan)"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?)$",
    re.IGNORECASE,
)
"""Words that one version of YAML or another takes for a number, a date, true, false or nothing."""
_COMMENT = re.compile(r"#.*$", re.MULTILINE)


def formatted(path: Path) -> str:
    """The text of a file, written in the one way.

    Raises:
        RuleError: the file is no part of a pack, or would not say the same afterwards, so that it is left alone.
    """
    problems: list[Problem] = []
    before = parse_file(path, problems)
    if before is None or problems:
        raise RuleError(problems)
    text = path.read_text(encoding="utf-8-sig")
    schema = schemas()[before.kind]
    result = _written(_in_order(text, schema), schema)
    if _meaning(text, path) != _meaning(result, path) or Counter(_comments(text)) != Counter(_comments(result)):
        message = (
            "cannot be written otherwise without a change of what it says, or of its comments; it is left as it is"
        )
        raise RuleError([Problem(path, 0, message)])
    return result


def unquoted(path: Path) -> Iterator[tuple[str, int]]:
    """Words of lists that other readers of YAML take for a number, a date or a truth value, each with its line."""
    block_problems: list[Problem] = []
    if read_block(path, block_problems) is not None:
        yield from _unquoted(YAML(typ="safe").compose(path.read_text(encoding="utf-8-sig")))


def _unquoted(node: Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, MappingNode):
        for _, value in node.value:
            yield from _unquoted(value)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            if isinstance(item, ScalarNode) and not item.style and _NO_TEXT.match(item.value):
                yield str(item.value), int(item.start_mark.line) + 1
            else:
                yield from _unquoted(item)


def _meaning(text: str, path: Path) -> object:
    node = YAML(typ="safe").compose(text)
    return path, _plain(node)


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)


def _comments(text: str) -> Iterator[str]:
    """Comments of a text. What looks like one inside of a value stays the same too, and does no harm here."""
    yield from (found.rstrip() for found in _COMMENT.findall(text))


def _in_order(text: str, schema: Mapping[str, Any]) -> str:
    """The text with the keys at its margin in the order of the schema, each with the comments above it."""
    root = YAML(typ="safe").compose(text)
    lines = text.splitlines(keepends=True)
    if not isinstance(root, MappingNode) or root.flow_style:
        return text
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    starts = [int(key.start_mark.line) for key, _ in root.value]
    first = starts[0]
    for number in range(1, len(starts)):
        while starts[number] - 1 > starts[number - 1] and lines[starts[number] - 1].startswith("#"):
            starts[number] -= 1
    chunks = {
        str(key.value): "".join(lines[start:end])
        for (key, _), start, end in zip(root.value, starts, [*starts[1:], len(lines)], strict=True)
    }
    return "".join(lines[:first]) + "".join(chunks[key] for key in _ordered(chunks, schema))


def _ordered(keys: Mapping[str, object], schema: Mapping[str, Any]) -> list[str]:
    known = list(schema.get("properties", ()))
    return sorted(keys, key=lambda key: known.index(key) if key in known else len(known))


class _WordsOnly(VersionedResolver):
    """Takes every plain value for a word, as our loader does: nothing is read as a number and written otherwise."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node without one."""
        if kind is ScalarNode and value is not None:
            return Tag(suffix="tag:yaml.org,2002:str")
        return super().resolve(kind, value, implicit)


def _written(text: str, schema: Mapping[str, Any]) -> str:
    yaml = YAML()
    yaml.Resolver = _WordsOnly
    yaml.preserve_quotes = True
    yaml.width = 10**9
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    try:
        data = yaml.load(text)
        _arrange(data, schema)
        yaml.dump(data, out)
    except (YAMLError, ValueError):
        # What only the round trip stumbles over is compared with the original and found wanting.
        return ""
    return out.getvalue()


def _arrange(value: object, schema: Mapping[str, Any]) -> None:
    if isinstance(value, CommentedMap):
        order = _ordered(value, schema)
        if order != list(value) and not _has_comments(value):
            for key in order:
                value.move_to_end(key)
        for key, inner in value.items():
            below = schema.get("properties", {}).get(key) or schema.get("additionalProperties") or {}
            if isinstance(inner, SingleQuotedScalarString):
                value[key] = _double(inner)
            _arrange(inner, below if isinstance(below, Mapping) else {})
    elif isinstance(value, CommentedSeq):
        for index, inner in enumerate(value):
            if isinstance(inner, SingleQuotedScalarString):
                value[index] = _double(inner)
            elif isinstance(inner, str) and type(inner) is str and _NO_TEXT.match(inner):
                value[index] = DoubleQuotedScalarString(inner)
            _arrange(inner, schema.get("items", {}))


def _double(text: str) -> str:
    """The same in double quotes, unless it would need escapes there."""
    return text if '"' in text or "\\" in text else DoubleQuotedScalarString(text)


def _has_comments(value: object) -> bool:
    if not isinstance(value, CommentedMap | CommentedSeq):
        return False
    tied = [value.ca.comment, *value.ca.items.values(), value.ca.end]
    inner = value.values() if isinstance(value, CommentedMap) else value
    return any(map(_holds_token, tied)) or any(map(_has_comments, inner))


def _holds_token(tied: object) -> bool:
    if isinstance(tied, CommentToken):
        return True
    return isinstance(tied, list | tuple) and any(map(_holds_token, tied))
