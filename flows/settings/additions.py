"""New entries of `sources:` written into a watch.yaml by the program: every other byte of it stays."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from flows.errors import UsageError
from flows.options import SourceOptions


def entry_lines(sources: Iterable[SourceOptions], indent: str = "  ") -> list[str]:
    """One line for each source, as it stands under `sources:`."""
    lines = []
    for source in sources:
        facts = {"name": source.name, "kind": source.kind, "url": source.location}
        facts |= {"language": source.language} if source.language else {}
        # A JSON text is a YAML text in quotes: nothing in a name can be taken for anything else.
        words = ", ".join(f"{key}: {_word(value)}" for key, value in facts.items())
        lines.append(f"{indent}- {{{words}}}")
    return lines


def add_sources(path: Path, sources: Sequence[SourceOptions]) -> None:
    """Write the entries at the end of `sources:`; comments and all else stay as they are.

    Raises:
        UsageError: the section is written in a way that cannot be added to, or the file cannot be written.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        added = _added(text, sources)
        path.write_bytes(added.encode())
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise UsageError(f"{path} cannot be added to: {error}") from None


def _added(text: str, sources: Sequence[SourceOptions]) -> str:
    lines = text.splitlines(keepends=True)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += newline
    root = YAML(typ="safe").compose(text)
    if root is not None and not isinstance(root, MappingNode):
        raise UsageError("watch.yaml must hold 'key: value' lines")
    section = next((pair for pair in (root.value if root else ()) if pair[0].value == "sources"), None)
    if section is None:
        new = ["sources:", *entry_lines(sources)]
        return "".join([*lines, *(line + newline for line in new)])
    key, node = section
    if isinstance(node, ScalarNode) and node.value == "":
        at, indent = key.start_mark.line + 1, "  "
    elif isinstance(node, SequenceNode) and not node.flow_style and node.value:
        at, indent = _last_line(node) + 1, " " * node.start_mark.column
    else:
        raise UsageError("'sources:' must be a list with a line for each '- ' to be added to; use --print and paste")
    new = [line + newline for line in entry_lines(sources, indent)]
    return "".join(lines[:at] + new + lines[at:])


def _last_line(node: Node) -> int:
    """The line on which the last word of a node stands; the end of a block is only known where the next one begins."""
    if isinstance(node, SequenceNode | MappingNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(map(_last_line, last)) if isinstance(last, tuple) else _last_line(last)
    end = node.end_mark
    # A text over several lines ends where the next line begins.
    return int(end.line - 1 if end.column == 0 and end.line > node.start_mark.line else end.line)


def _word(value: str) -> str:
    plain = value.replace("-", "").replace("_", "").isalnum() and value.isascii() and not value[0].isdigit()
    is_word = plain and value.lower() not in {"yes", "no", "on", "off", "true", "false", "null"}
    return value if is_word else json.dumps(value, ensure_ascii=False)
