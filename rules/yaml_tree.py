"""The nodes of a YAML text, read so that no text can do harm: event by event, without recursion, to a bounded depth.

What makes YAML say something else than its author sees is refused: aliases (they can explode), tags, half characters.
"""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

MAX_DEPTH = 20
"""Lists in mappings in lists: nothing written by hand goes deeper."""
_SHOWN = 40


class NotATree(Exception):  # noqa: N818 - it says what is wrong
    """A text that is no plain tree of values."""

    def __init__(self, line: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def read_tree(text: str) -> Node | None:
    """The root of the only document, None for an empty one. Raises `NotATree`."""
    try:
        return _tree(YAML(typ="safe").parse(text))
    except YAMLError as error:
        raise _unreadable(error, text) from error


def _tree(events: Iterator[Event]) -> Node | None:
    root: Node | None = None
    documents = 0
    # The collections that are open, from the outermost in, with their children in the order of the text.
    open_nodes: list[tuple[Event, list[Node]]] = []
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise NotATree(_line(event), "holds a second document behind '---'", "put it into a file of its own")
        elif isinstance(event, CollectionEndEvent):
            start, children = open_nodes.pop()
            root = _collection(start, event, children)
            _keep(root, open_nodes)
        elif isinstance(event, NodeEvent):
            _check(event)
            if isinstance(event, CollectionStartEvent):
                if len(open_nodes) >= MAX_DEPTH:
                    raise NotATree(_line(event), "is nested too deeply", f"at most {MAX_DEPTH} levels")
                open_nodes.append((event, []))
            elif isinstance(event, ScalarEvent):
                root = ScalarNode(None, event.value, event.start_mark, event.end_mark, event.style)
                _keep(root, open_nodes)
    return root


def _keep(node: Node, open_nodes: list[tuple[Event, list[Node]]]) -> None:
    if open_nodes:
        open_nodes[-1][1].append(node)


def _collection(start: Event, end: Event, children: list[Node]) -> Node:
    if isinstance(start, MappingStartEvent):
        pairs = list(zip(children[::2], children[1::2], strict=True))
        return MappingNode(None, pairs, start.start_mark, end.end_mark)
    return SequenceNode(None, children, start.start_mark, end.end_mark)


def _check(event: NodeEvent) -> None:
    if isinstance(event, AliasEvent):
        raise NotATree(_line(event), "uses an alias (*name)", "write the value out where it is used, or quote the text")
    if isinstance(event, ScalarEvent | CollectionStartEvent) and event.ctag:
        raise NotATree(_line(event), f"uses a tag ({str(event.ctag)[:_SHOWN]})", "quote a text that begins with '!'")
    if isinstance(event, ScalarEvent) and not event.value.isascii():
        try:
            # The parser in C refuses them itself; the one in Python, where C is missing, does not.
            event.value.encode()
        except UnicodeEncodeError as error:
            half = f"\\u{ord(event.value[error.start]):04x}"
            hint = "write the character itself"
            raise NotATree(_line(event), f"holds half a character ({half})", hint) from error


def _unreadable(error: YAMLError, text: str) -> NotATree:
    mark = getattr(error, "problem_mark", None)
    reason, hint = getattr(error, "problem", None) or "does not parse", "check indentation and quotes"
    line = mark.line + 1 if mark else 0
    for number, one in enumerate(text.splitlines(), start=1) if not mark else ():
        odd = next((char for char in one if not char.isprintable() and char != "\t"), "")
        if odd:
            line, reason, hint = number, f"the character U+{ord(odd):04X} stands in this line", "delete it"
            break
    if "\t" in "".join(text.splitlines()[max(line - 1, 0) : line]):
        reason, hint = "a tab stands in this line", "indent with blanks"
    return NotATree(line, f"is not valid YAML: {reason}", hint)


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1
