"""One YAML file to one part of a pack. Every mistake is collected with its line; nothing is guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rules.errors import Problem
from rules.language.definition import CueList, Filter, Origin, Rule, TermList
from rules.loading.parse_case import DIRECTIONS
from rules.loading.parse_rule import parse_filter, parse_rule, read_date
from rules.loading.parse_terms import parse_cues, parse_terms, read_id
from rules.rule import ListId, Measure, RuleStatus, Theme, ThemeId
from rules.yaml_reader import Block, read_block

SEVERITIES = ("low", "medium", "high", "critical")
CHECKED = ("text", "content", "memory")
DISABLED = "disabled"
OF_A_RULE = ("theme", "signals", "tests")
"""Keys of which a whole rule has at least one, however unfinished."""
_MEASURE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")


@dataclass(frozen=True, slots=True)
class Header:
    """What `pack.yaml` says."""

    id: str
    title: str
    version: str
    subject: tuple[ListId, ...]
    themes: tuple[ThemeId, ...]
    """In the order they are shown."""
    origin: Origin


@dataclass(frozen=True, slots=True)
class Register:
    """The entries of one legal register file."""

    measures: Mapping[str, Measure]
    lines: Mapping[str, int]
    origin: Origin


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme and where it is written."""

    theme: Theme
    origin: Origin


@dataclass(frozen=True, slots=True)
class Restated:
    """A short file: an overlay's wish to switch something off, or to put a rule on trial, that stands below it."""

    kind: str
    id: str
    """May be empty for a rule that is named."""
    name: str
    status: str
    """`disabled`, or for a rule `shadow`."""
    origin: Origin


Content = Header | Register | ThemePart | TermList | CueList | Filter | Rule | Restated


@dataclass(frozen=True, slots=True)
class Part:
    """A parsed file."""

    kind: str
    content: Content
    plain: object
    """What the file says, without comments, as lists, mappings and words: the base of the digest."""


def parse_file(path: Path, problems: list[Problem]) -> Part | None:
    """The part of a pack that a file holds, or None with the reasons added to `problems`."""
    block = read_block(path, problems)
    if block is None:
        return None
    kind = block.choice("kind", _KINDS, required=True)
    if kind not in _KINDS:
        return None
    count = len(problems)
    if _is_short(block, kind):
        content: Content = _restated(block, kind)
    else:
        content = _KINDS[kind](block)
        block.done()
    return Part(kind, content, block.plain()) if len(problems) == count else None


def _is_short(block: Block, kind: str) -> bool:
    """Whether a file only gives another status to something below it."""
    if "status" not in block:
        return False
    return block.text("status") == DISABLED or (kind == "rule" and not any(key in block for key in OF_A_RULE))


def _restated(block: Block, kind: str) -> Restated:
    status, line = block.text("status"), block.line("status")
    part = Restated(kind, block.text("id"), block.text("name"), status, Origin(block.path, line))
    if not part.id and not (part.name and kind == "rule"):
        block.problem(block.start_line, "'id' is missing", f"say what is to be {status}")
    if status == DISABLED:
        # A whole file that is switched off may stand as it was.
        return part
    if status != RuleStatus.SHADOW:
        hint = "to change more, copy the whole rule; 'sanctions-watch rules list' says where it stands"
        message = f"a file without signals can say 'status: disabled' or 'status: shadow' of a rule, not '{status}'"
        block.problem(line, message, hint)
    block.done()
    return part


def _header(block: Block) -> Header:
    block.text("description")
    return Header(
        id=read_id(block),
        title=block.text("title", required=True),
        version=block.text("version", required=True),
        subject=tuple(map(ListId, block.texts("subject", required=True))),
        themes=tuple(map(ThemeId, block.texts("themes", required=True))),
        origin=Origin(block.path, block.start_line),
    )


def _register(block: Block) -> Register:
    measures = {}
    inner = block.block("measures", required=True)
    names = inner.keys() if inner else ()
    lines = {name: inner.line(name) for name in names} if inner else {}
    for name, entry in inner.named_blocks() if inner else ():
        if not _MEASURE_ID.match(name):
            entry.problem(lines[name], f"'{name}' is no id of a measure", "such as unscr-2397-8")
        measures[name] = Measure(
            id=name,
            resolution=entry.text("resolution", required=True),
            paragraph=entry.text("paragraph"),
            requires=entry.text("requires", required=True),
            exemptions=entry.texts("exemptions"),
            checked=entry.choice("checked", CHECKED, "memory", required=True),
            checked_on=read_date(entry, "checked_on"),
        )
        entry.done()
    return Register(measures, lines, Origin(block.path, block.start_line))


def _theme(block: Block) -> ThemePart:
    theme = Theme(
        id=ThemeId(read_id(block)),
        title=block.text("title", required=True),
        definition=block.text("definition", required=True),
        legal_basis=block.texts("legal_basis", required=True),
        severity=block.choice("severity", SEVERITIES, "medium", required=True),
        threshold=block.number("threshold", 0.5, required=True, low=0, high=1),
        directed=block.flag("directed", True),
        usual_direction=block.choice("usual_direction", DIRECTIONS, ""),
    )
    return ThemePart(theme, Origin(block.path, block.line("id")))


_KINDS: Mapping[str, Callable[[Block], Content]] = {
    "pack": _header,
    "legal": _register,
    "theme": _theme,
    "terms": parse_terms,
    "cues": parse_cues,
    "filter": parse_filter,
    "rule": parse_rule,
}
"""Kind of file to its reader."""

KINDS = tuple(_KINDS)
"""Every kind of file."""
