"""Read YAML as its author meant it: every value with its line, every mistake collected, nothing guessed.

The reader works on the node graph, before YAML guesses types: `NO` is Norway, `on` is a word, `2026-11-22` is text.
What a value is, the caller says by asking for it (`text`, `number`, `flag`). Keys that nobody asked for are mistakes.
Aliases and duplicate keys are refused: the first can explode, the second silently lose words.
"""

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from rules.errors import Problem
from rules.yaml_tree import NotATree, read_tree

MAX_BYTES = 1_000_000
"""A hand-written file is never this long; a hostile one may be."""
MAX_MESSAGE = 300
"""Characters of one message."""
LISTED = 20
"""Known words that a hint lists at most; nobody reads more."""

_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt word: the nearest known one, else the list of them."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known here: {', '.join(known)}" if 0 < len(known) <= LISTED else ""


def read_block(path: Path, problems: list[Problem]) -> "Block | None":
    """The mapping that a file holds, or None with the reason added to `problems`."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        problems.append(Problem(path, 0, f"cannot be read: {error.strerror or error}"))
        return None
    if len(raw) > MAX_BYTES:
        problems.append(Problem(path, 0, f"is larger than {MAX_BYTES:,} bytes", "split it into several files"))
        return None
    try:
        node = read_tree(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problems.append(Problem(path, raw[: error.start].count(b"\n") + 1, "is not UTF-8 text", "save it as UTF-8"))
        return None
    except NotATree as error:
        problems.append(Problem(path, error.line, error.message, error.hint))
        return None
    if not isinstance(node, MappingNode):
        problems.append(Problem(path, 1, "must hold 'key: value' lines"))
        return None
    return Block(node, path, problems)


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


class Block:
    """A mapping of a YAML file. Ask for keys; what is wrong is added to the list of problems."""

    def __init__(self, node: MappingNode, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.start_line = _line(node)
        self._problems = problems
        self._asked: set[str] = set()
        self._nodes: dict[str, Node] = {}
        self._key_lines: dict[str, int] = {}
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            if not name:
                self.problem(_line(key), "has a key that is no word")
            elif name in self._nodes:
                self.problem(_line(key), f"says '{name}' twice", "merge the two; YAML would drop the first in silence")
            else:
                self._nodes[name] = value
                self._key_lines[name] = _line(key)

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def keys(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._nodes)

    def line(self, key: str) -> int:
        """Line of a key, or of the block where the key is missing."""
        return self._key_lines.get(key, self.start_line)

    def problem(self, line: int, message: str, hint: str = "") -> None:
        """Report a mistake in this file; a message that repeats a huge value is cut."""
        shown = message if len(message) <= MAX_MESSAGE else f"{message[:MAX_MESSAGE]} ..."
        self._problems.append(Problem(self.path, line, shown, hint))

    def _take(self, key: str, required: bool) -> Node | None:
        self._asked.add(key)
        node = self._nodes.get(key)
        if node is None and required:
            near = difflib.get_close_matches(key, [k for k in self._nodes if k not in self._asked], n=1)
            self.problem(self.start_line, f"'{key}' is missing", f"is '{near[0]}' meant?" if near else "")
        return node

    def _scalar(self, node: Node | None, key: str) -> str | None:
        if node is None:
            return None
        if isinstance(node, ScalarNode):
            return str(node.value)
        self.problem(_line(node), f"'{key}' must be a single value")
        return None

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A word or sentence, as written."""
        value = self._scalar(self._take(key, required), key)
        if required and value == "":
            self.problem(self.line(key), f"'{key}' is empty")
        return default if value is None else value

    def number(
        self, key: str, default: float = 0.0, *, required: bool = False, low: float = 0.0, high: float = 1e9
    ) -> float:
        """A number between `low` and `high`."""
        value = self._scalar(self._take(key, required), key)
        if value is None:
            return default
        try:
            number = float(value)
        except ValueError:
            self.problem(self.line(key), f"'{key}' must be a number, not '{value}'")
            return default
        if not low <= number <= high:
            self.problem(self.line(key), f"'{key}' must lie between {low:g} and {high:g}, not {number:g}")
            return default
        return number

    def integer(self, key: str, default: int = 0, *, required: bool = False, low: int = 0, high: int = 10**9) -> int:
        """A whole number between `low` and `high`."""
        number = self.number(key, float(default), required=required, low=low, high=high)
        if number != int(number):
            self.problem(self.line(key), f"'{key}' must be a whole number, not {number:g}")
        return int(number)

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self._scalar(self._take(key, False), key)
        if value is None:
            return default
        if value.lower() in _TRUE | _FALSE:
            return value.lower() in _TRUE
        self.problem(self.line(key), f"'{key}' must be true or false, not '{value}'")
        return default

    def choice(self, key: str, known: Iterable[str], default: str = "", *, required: bool = False) -> str:
        """One of the known words."""
        known = tuple(known)
        value = self.text(key, default, required=required)
        if key in self._nodes and value not in known:
            self.problem(self.line(key), f"'{key}' cannot be '{value}'", did_you_mean(value, known))
            return default
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of words; a single word counts as a list of one."""
        return tuple(value for value, _ in self.lined_texts(key, required=required))

    def lined_texts(self, key: str, *, required: bool = False) -> tuple[tuple[str, int], ...]:
        """A list of words with the line of each."""
        node = self._take(key, required)
        if node is None:
            return ()
        if isinstance(node, ScalarNode):
            return ((str(node.value), _line(node)),) if node.value != "" else ()
        if not isinstance(node, SequenceNode):
            self.problem(_line(node), f"'{key}' must be a list")
            return ()
        values = []
        for item in node.value:
            if isinstance(item, ScalarNode) and item.value != "":
                values.append((str(item.value), _line(item)))
            else:
                self.problem(_line(item), f"'{key}' must hold words only", "quote a text that holds ': ' or ', '")
        return tuple(values)

    def choices(self, key: str, known: Iterable[str]) -> tuple[str, ...]:
        """A list of known words; others are mistakes and left out."""
        known = tuple(known)
        words = []
        for word, line in self.lined_texts(key):
            if word in known:
                words.append(word)
            else:
                self.problem(line, f"'{word}' does not belong under '{key}'", did_you_mean(word, known))
        return tuple(words)

    def block(self, key: str, *, required: bool = False) -> "Block | None":
        """A mapping inside this one."""
        node = self._take(key, required)
        if node is None:
            return None
        if isinstance(node, MappingNode):
            return Block(node, self.path, self._problems)
        self.problem(_line(node), f"'{key}' must hold 'key: value' lines")
        return None

    def blocks(self, key: str, *, required: bool = False) -> tuple["Block", ...]:
        """A list of mappings."""
        node = self._take(key, required)
        if node is None:
            return ()
        if not isinstance(node, SequenceNode):
            self.problem(_line(node), f"'{key}' must be a list of '- key: value' entries")
            return ()
        blocks = []
        for item in node.value:
            if isinstance(item, MappingNode):
                blocks.append(Block(item, self.path, self._problems))
            else:
                self.problem(_line(item), f"an entry of '{key}' must hold 'key: value' lines")
        return tuple(blocks)

    def named_blocks(self) -> Iterator[tuple[str, "Block"]]:
        """Every key whose value is a mapping; other values are mistakes. For mappings with free keys."""
        for key in self._nodes:
            inner = self.block(key)
            if inner is not None:
                yield key, inner

    def texts_by_key(self) -> dict[str, str]:
        """Every key with its word. For mappings with free keys."""
        return {key: self.text(key, required=True) for key in self._nodes}

    def done(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._nodes:
            if key not in self._asked:
                hint = did_you_mean(key, self._asked)
                value = self._nodes[key]
                if isinstance(value, ScalarNode) and not value.value and not value.style and "did you" not in hint:
                    hint = "inside '{...}' a text that holds a comma must stand in quotes"
                self.problem(self._key_lines[key], f"unknown key '{key}'", hint)

    def plain(self) -> dict[str, object]:
        """All that the block says, as mappings, lists and words; the same for files that differ in comments only."""
        return {key: _plain(value) for key, value in self._nodes.items()}


def _plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {str(key.value): _plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_plain(item) for item in node.value]
    return str(node.value)
