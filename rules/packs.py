"""Find packs, load them with their overlays, and say by a digest what was loaded."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from rules.errors import Problem, RuleError
from rules.language.definition import CueList, Filter, Origin, Rule, TermList
from rules.language.vocabulary import Vocabulary
from rules.loading.grouping import compile_vocabulary
from rules.loading.linking import link_problems, near_miss_problems
from rules.loading.merging import Merged, merge
from rules.loading.parse import Part, parse_file
from rules.rule import ListId, Measure, Theme
from rules.yaml_reader import did_you_mean

MAX_FILES = 5_000
"""Files of one folder of rules."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A pack with its overlays, checked: every name that one part uses, another one has."""

    id: str
    title: str
    version: str
    subject: tuple[ListId, ...]
    """A document that hits none of these lists is no subject of the pack."""
    themes: tuple[Theme, ...]
    rules: tuple[Rule, ...]
    """By name."""
    lists: Mapping[ListId, TermList]
    cues: Mapping[ListId, CueList]
    filters: Mapping[str, Filter]
    legal: Mapping[str, Measure]
    digest: str
    """SHA-256 over the parsed contents: the same for files that differ in order, names and comments only."""
    vocabulary: Vocabulary = field(compare=False, repr=False)
    """All lists, cues and exclusion phrases, compiled."""
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    """SHA-256 over the parsed contents of each part, by its kind (`terms` for cues too) and id."""
    disabled: Mapping[tuple[str, str], Origin] = field(default_factory=dict, compare=False, repr=False)
    """What a short file has switched off, by its kind and id, with where."""
    doubts: tuple[Problem, ...] = field(default=(), compare=False, repr=False)
    """What is suspicious in how the layers lie over each other."""

    def theme(self, name: str) -> Theme:
        """The theme with this id. Raises `KeyError` with a hint."""
        for theme in self.themes:
            if theme.id == name:
                return theme
        raise KeyError(f"no theme '{name}'; {did_you_mean(name, [theme.id for theme in self.themes])}")

    def rule(self, name: str) -> Rule:
        """The rule with this name or id; its `origin` says file and line. Raises `KeyError` with a hint."""
        for rule in self.rules:
            if name in (rule.name, rule.id):
                return rule
        raise KeyError(f"no rule '{name}'; {did_you_mean(name, [rule.name for rule in self.rules])}")

    def filters_of(self, rule: Rule) -> tuple[Filter, ...]:
        """The filters that hold for a rule: those it names, then those of its theme."""
        by_theme = (name for name, one in self.filters.items() if rule.theme in one.themes)
        return tuple(self.filters[name] for name in dict.fromkeys((*rule.filters, *by_theme)))


def shipped_pack(name: str = "dprk") -> Path:
    """The folder of a pack that comes with the package. Raises `RuleError` when there is none of that name."""
    home = Path(__file__).parent / "packs"
    folder = home / name
    if not (folder / "pack.yaml").is_file():
        known = sorted(path.parent.name for path in home.glob("*/pack.yaml"))
        raise RuleError([Problem(folder, 0, f"there is no pack '{name}'", did_you_mean(name, known))])
    return folder


def load_pack(folder: Path, overlays: Sequence[Path] = ()) -> RuleSet:
    """A pack with folders laid over it: the same id replaces, a new id adds, `status: disabled` switches off.

    The set that was loaded last is given again while its files stay as they were: loading takes a second. Raises
    `RuleError` with all problems of all files at once.
    """
    layers = (folder, *overlays)
    return _load(layers, tuple(_state(path) for layer in layers for path in _rule_files(layer)))


@lru_cache(maxsize=1)
def _load(folders: tuple[Path, ...], _states: tuple[tuple[object, ...], ...]) -> RuleSet:
    folder = folders[0]
    problems: list[Problem] = []
    layers = [_read_folder(path, problems) for path in folders]
    # A mistake inside a file hides what it defines: links are checked only where every file could be read.
    merged = merge(layers, folder, problems)
    if merged is None:
        raise RuleError(problems)
    problems.extend(link_problems(merged, complete=not problems))
    if problems:
        raise RuleError(problems)
    ruleset = _assemble(merged)
    problems.extend(near_miss_problems(ruleset.rules, ruleset.vocabulary))
    if problems:
        raise RuleError(problems)
    return ruleset


def _rule_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())


def _state(path: Path) -> tuple[object, ...]:
    """What changes whenever somebody writes the file."""
    try:
        facts = path.stat()
    except OSError as error:
        return (path, error.errno)
    return (path, facts.st_ino, facts.st_size, facts.st_mtime_ns, facts.st_mode)


def _read_folder(folder: Path, problems: list[Problem]) -> list[Part]:
    if not folder.is_dir():
        problems.append(Problem(folder, 0, "is no folder"))
        return []
    paths = _rule_files(folder)
    if len(paths) > MAX_FILES:
        problems.append(Problem(folder, 0, f"holds {len(paths):,} files, at most {MAX_FILES:,} are allowed"))
        return []
    problems.extend(
        Problem(path, 0, "ends in .yml", "rename it to .yaml: other files are not read")
        for path in paths
        if path.suffix == ".yml"
    )
    parts = (parse_file(path, problems) for path in paths if path.suffix == ".yaml")
    return [part for part in parts if part is not None]


def _assemble(merged: Merged) -> RuleSet:
    header = merged.header
    first = {name: index for index, name in enumerate(header.themes)}
    themes = sorted(
        (part.theme for part in merged.themes.values()), key=lambda theme: (first.get(theme.id, len(first)), theme.id)
    )
    rules = tuple(sorted(merged.rules.values(), key=lambda rule: rule.name))
    return RuleSet(
        id=header.id,
        title=header.title,
        version=header.version,
        subject=header.subject,
        themes=tuple(themes),
        rules=rules,
        lists=dict(sorted(merged.lists.items())),
        cues=dict(sorted(merged.cues.items())),
        filters=dict(sorted(merged.filters.items())),
        legal=dict(sorted(merged.legal.items())),
        digest=_digest(merged.plain),
        vocabulary=compile_vocabulary(merged),
        parts={key: _sha256(what) for key, what in merged.plain.items()},
        disabled=dict(merged.off),
        doubts=tuple(merged.doubts),
    )


def _digest(plain: Mapping[tuple[str, str], object]) -> str:
    return _sha256([[kind, name, what] for (kind, name), what in sorted(plain.items())])


def _sha256(what: object) -> str:
    text = json.dumps(what, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
