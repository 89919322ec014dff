"""Lay folders of rules over each other: the same id replaces, a new id adds, a short file gives another status."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rules.errors import Problem
from rules.language.definition import CueList, Filter, Origin, Rule, TermList
from rules.loading.parse import DISABLED, Content, Header, Part, Register, Restated, ThemePart
from rules.rule import ListId, Measure, RuleStatus
from rules.yaml_reader import did_you_mean

Key = tuple[str, str]
"""Kind and id. Terms and cues share one name space, under the kind `terms`."""
_WHAT = {DISABLED: "switch off", str(RuleStatus.SHADOW): "put on trial"}
"""What a short file does, by the status in it."""


@dataclass(slots=True)
class Merged:
    """What is in force after all layers."""

    header: Header
    legal: dict[str, Measure] = field(default_factory=dict)
    themes: dict[str, ThemePart] = field(default_factory=dict)
    lists: dict[ListId, TermList] = field(default_factory=dict)
    cues: dict[ListId, CueList] = field(default_factory=dict)
    filters: dict[str, Filter] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    plain: dict[Key, object] = field(default_factory=dict)
    off: dict[Key, Origin] = field(default_factory=dict)
    """What was switched off, and where."""
    doubts: list[Problem] = field(default_factory=list)
    """What lies strangely over another layer, though it may be meant."""


def merge(layers: Sequence[Sequence[Part]], folder: Path, problems: list[Problem]) -> Merged | None:
    """The layers as one, or None when no layer holds a `pack.yaml`."""
    in_force: dict[Key, Part] = {}
    legal: dict[str, tuple[Measure, object]] = {}
    off: dict[Key, Origin] = {}
    doubts: list[Problem] = []
    for layer in layers:
        here = _read_layer(layer, legal, problems)
        doubts.extend(_doubts(in_force, here, layer))
        in_force.update(here)
        for key in here:
            off.pop(key, None)
        for part in layer:
            if isinstance(part.content, Restated):
                _restate(part.content, in_force, off, problems)
    header = next((part.content for part in in_force.values() if isinstance(part.content, Header)), None)
    if header is None:
        if not any(problem.path.name == "pack.yaml" or problem.path == folder for problem in problems):
            problems.append(Problem(folder, 0, "holds no pack.yaml", "a file with 'kind: pack'"))
        return None
    merged = Merged(header, off=off, doubts=doubts)
    merged.legal = {name: measure for name, (measure, _) in legal.items()}
    merged.plain = {("measure", name): plain for name, (_, plain) in legal.items()}
    for key, part in in_force.items():
        merged.plain[key] = part.plain
        _sort_in(part.content, merged)
    return merged


def _doubts(below: Mapping[Key, Part], here: Mapping[Key, Part], layer: Sequence[Part]) -> Iterator[Problem]:
    """Rules of a layer that replace, or switch off, what their author can hardly mean."""
    for key, part in here.items():
        old, new = below[key].content if key in below else None, part.content
        if not isinstance(old, Rule) or not isinstance(new, Rule):
            continue
        if old.name != new.name:
            hint = f"a rule of its own needs an id of its own; a fresh one: {uuid.uuid4()}"
            message = f"'{new.name}' replaces '{old.name}', whose id it has"
            yield Problem(new.origin.path, new.at("id").line, message, hint)
        elif old.status is RuleStatus.RETIRED:
            message = f"'{new.name}' replaces a rule that is retired"
            yield Problem(new.origin.path, new.at("id").line, message, "a new rule needs a new id")
    retired = {
        word
        for part in below.values()
        if isinstance(part.content, Rule) and part.content.status is RuleStatus.RETIRED
        for word in (part.content.id, part.content.name)
    }
    for part in layer:
        wish = part.content
        if isinstance(wish, Restated) and wish.kind == "rule" and (wish.id or wish.name) in retired:
            message = f"the rule '{wish.id or wish.name}' is retired: it never fires"
            yield Problem(wish.origin.path, wish.origin.line, message, "this file can be deleted")


def _read_layer(
    layer: Sequence[Part], legal: dict[str, tuple[Measure, object]], problems: list[Problem]
) -> dict[Key, Part]:
    here: dict[Key, Part] = {}
    measures: set[str] = set()
    for part in layer:
        if isinstance(part.content, Register):
            _add_register(part, part.content, legal, measures, problems)
        elif not isinstance(part.content, Restated):
            _add(part, here, problems)
    return here


def _sort_in(content: Content, merged: Merged) -> None:
    match content:
        case ThemePart():
            merged.themes[content.theme.id] = content
        case CueList():
            merged.cues[content.id] = content
        case TermList():
            merged.lists[content.id] = content
        case Filter():
            merged.filters[content.id] = content
        case Rule():
            merged.rules[content.id] = content
        case _:
            pass


def _key(part: Part) -> Key:
    content = part.content
    if isinstance(content, Header):
        return "pack", ""
    if isinstance(content, ThemePart):
        return "theme", content.theme.id
    return _space(part.kind), getattr(content, "id", "")


def _space(kind: str) -> str:
    return "terms" if kind == "cues" else kind


def _origin(part: Part) -> Origin:
    origin = getattr(part.content, "origin", None)
    if not isinstance(origin, Origin):
        raise TypeError(f"a part of kind '{part.kind}' has no origin")
    return origin


def _add(part: Part, here: dict[Key, Part], problems: list[Problem]) -> None:
    key = _key(part)
    origin = _origin(part)
    twin = here.get(key)
    if twin is not None:
        what = f"a second {part.kind} '{key[1]}'" if key[1] else "a second pack.yaml"
        place = _origin(twin)
        problems.append(Problem(origin.path, origin.line, what, f"the first stands in {place.path}:{place.line}"))
        return
    here[key] = part


def _add_register(
    part: Part,
    register: Register,
    legal: dict[str, tuple[Measure, object]],
    measures: set[str],
    problems: list[Problem],
) -> None:
    plain = part.plain.get("measures") if isinstance(part.plain, dict) else None
    for name, measure in register.measures.items():
        if name in measures:
            problems.append(Problem(register.origin.path, register.lines[name], f"a second measure '{name}'"))
        measures.add(name)
        legal[name] = (measure, plain.get(name) if isinstance(plain, dict) else None)


def _restate(wish: Restated, in_force: dict[Key, Part], off: dict[Key, Origin], problems: list[Problem]) -> None:
    space = _space(wish.kind)
    for key, part in in_force.items():
        named = isinstance(part.content, Rule) and part.content.name == wish.name
        if key[0] == space and ((wish.id and key[1] == wish.id) or (not wish.id and named)):
            if wish.status == DISABLED:
                del in_force[key]
                off[key] = wish.origin
            elif isinstance(part.content, Rule) and part.content.status is not RuleStatus.RETIRED:
                in_force[key] = _on_trial(part, part.content)
            return
    known = [key[1] for key in in_force if key[0] == space]
    known += [part.content.name for part in in_force.values() if isinstance(part.content, Rule) and space == "rule"]
    near = did_you_mean(wish.id or wish.name, known)
    problems.append(
        Problem(
            wish.origin.path,
            wish.origin.line,
            f"there is no {wish.kind} '{wish.id or wish.name}' to {_WHAT[wish.status]}",
            near if near.startswith("did you") else "",
        )
    )


def _on_trial(part: Part, rule: Rule) -> Part:
    """The same rule, which alerts nobody."""
    plain = dict(part.plain) if isinstance(part.plain, dict) else {}
    shadow = RuleStatus.SHADOW
    return replace(part, content=replace(rule, status=shadow), plain={**plain, "status": str(shadow)})
