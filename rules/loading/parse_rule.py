"""Rules and filters from YAML."""

import re
import uuid
from datetime import date

from rules.language.definition import (
    LANGUAGES,
    AnySignal,
    Exclusion,
    Filter,
    Origin,
    RoleLimit,
    Rule,
    ShapeSignal,
    Signal,
    TogetherSignal,
)
from rules.language.shapes import Shape, ShapeSyntaxError, parse_shape
from rules.loading.parse_case import parse_cases
from rules.loading.parse_terms import read_id, read_terms, read_window
from rules.rule import ListId, RuleName, RuleStatus, ThemeId
from rules.yaml_reader import Block

_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*$")
_FORMS = ("shape", "together", "any")
_MIN_TOGETHER = 2


def parse_rule(block: Block) -> Rule:
    """A file of kind `rule`."""
    name = block.text("name", required=True)
    if name and not _NAME.match(name):
        block.problem(block.line("name"), f"'{name}' is no name", "small letters and digits, joined by '-' or '.'")
    inner_blocks = block.blocks("signals", required=True)
    signals = tuple(signal for inner in inner_blocks if (signal := _signal(inner)))
    if "signals" in block and not inner_blocks:
        block.problem(block.line("signals"), "'signals' is empty")
    _no_twins(block, [signal.name for signal in signals])
    return Rule(
        id=_uuid(block),
        name=RuleName(name),
        title=block.text("title", required=True),
        theme=ThemeId(block.text("theme", required=True)),
        status=RuleStatus(
            block.choice("status", [s.value for s in RuleStatus], RuleStatus.EXPERIMENTAL.value, required=True)
        ),
        author=block.text("author", required=True),
        created=read_date(block, "created", required=True),
        legal_basis=_some(block, "legal_basis"),
        signals=signals,
        false_positives=_false_positives(block),
        tests=parse_cases(block),
        origin=Origin(block.path, block.line("name")),
        description=block.text("description"),
        requires_points=block.integer("requires_points", 1, low=1, high=100),
        exclusions=read_exclusions(block),
        filters=block.texts("filters"),
        roles=_roles(block),
        lines={key: block.line(key) for key in block.keys()},  # noqa: SIM118 - a block is no dict
    )


def parse_filter(block: Block) -> Filter:
    """A file of kind `filter`."""
    return Filter(
        id=read_id(block),
        title=block.text("title", required=True),
        themes=tuple(map(ThemeId, block.texts("themes"))),
        exclusions=read_exclusions(block, required=True),
        origin=Origin(block.path, block.line("id")),
    )


def read_date(block: Block, key: str, *, required: bool = False) -> str:
    """An ISO date."""
    value = block.text(key, required=required)
    if value:
        try:
            date.fromisoformat(value)
        except ValueError:
            block.problem(block.line(key), f"'{key}' must be a date such as 2026-11-22, not '{value}'")
    return value


def _uuid(block: Block) -> str:
    value = block.text("id", required=True)
    if value:
        try:
            return str(uuid.UUID(value))
        except ValueError:
            block.problem(
                block.line("id"), f"the id '{value}' is no UUID", f"a fresh one: {uuid.uuid4()}; it never changes again"
            )
    return value


def _some(block: Block, key: str) -> tuple[str, ...]:
    values = block.texts(key, required=True)
    if key in block and not values:
        block.problem(block.line(key), f"'{key}' is empty")
    return values


def _false_positives(block: Block) -> tuple[str, ...]:
    values = _some(block, "false_positives")
    for value in values:
        if value.strip(" .").lower() in {"none", "no", "unknown", "n/a", "-"}:
            block.problem(
                block.line("false_positives"),
                f"'{value}' is no entry of 'false_positives'",
                "every rule fires wrongly somewhere: say where",
            )
    return values


def _roles(block: Block) -> dict[str, RoleLimit]:
    inner = block.block("roles")
    limits = {}
    for role, limit in inner.named_blocks() if inner else ():
        limits[role] = RoleLimit(limit.texts("not"), limit.texts("only"))
        limit.done()
    return limits


def _no_twins(block: Block, names: list[str]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        block.problem(block.line("signals"), f"two signals are named '{name}'")


def _signal(block: Block) -> Signal | None:
    name = block.text("name", required=True)
    points = block.integer("points", 1, required=True, low=1, high=100)
    forms = [form for form in _FORMS if form in block]
    if len(forms) != 1:
        block.problem(
            block.start_line,
            f"the signal '{name}' must have one of {', '.join(_FORMS)}, not {' and '.join(forms) or 'none'}",
        )
        return None
    if forms == ["shape"]:
        signal: Signal = ShapeSignal(name, points, _shapes_by_language(block), block.line("shape"))
    elif forms == ["together"]:
        signal = _together(block, name, points)
    else:
        lists = _lists(block, "any")
        signal = AnySignal(name, points, lists, block.line("any"), block.integer("at_least", 1, low=1, high=100))
    block.done()
    return signal


def _together(block: Block, name: str, points: int) -> TogetherSignal:
    lists = _lists(block, "together")
    if len(lists) < _MIN_TOGETHER:
        block.problem(block.line("together"), "'together' needs two lists or more", "a single list goes under 'any'")
    reach, words = read_window(block, "within", ("sentence", "paragraph"))
    needs_here = _lists(block, "needs_here")
    for missing in sorted(set(needs_here) - set(lists)):
        block.problem(block.line("needs_here"), f"'{missing}' stands in 'needs_here' but not in 'together'")
    if needs_here and reach != "paragraph":
        block.problem(block.line("needs_here"), "'needs_here' has a meaning with 'within: paragraph' only")
    return TogetherSignal(name, points, lists, block.line("together"), reach == "paragraph", words, needs_here)


def _lists(block: Block, key: str) -> tuple[ListId, ...]:
    return tuple(dict.fromkeys(map(ListId, block.texts(key))))


def _shapes_by_language(block: Block) -> tuple[tuple[str, Shape], ...]:
    inner = block.block("shape")
    if inner is None:
        return ()
    shapes = tuple((language, shape) for language in ("any", *LANGUAGES) for shape in _shapes(inner, language))
    if not inner.keys():
        block.problem(block.line("shape"), "'shape' is empty", "write shapes under any, en, ko, ru, zh or ja")
    inner.done()
    return shapes


def _shapes(block: Block, key: str) -> tuple[Shape, ...]:
    shapes = []
    for written, line in block.lined_texts(key):
        try:
            shapes.append(parse_shape(written))
        except ShapeSyntaxError as error:
            block.problem(line, f"the shape '{written[:80]}' {error}")
    return tuple(shapes)


def read_exclusions(block: Block, *, required: bool = False) -> tuple[Exclusion, ...]:
    """The entries of `exclude:`."""
    exclusions = []
    for inner in block.blocks("exclude", required=required):
        exclusion = Exclusion(
            phrases=read_terms(inner, "phrases", "any"),
            lists=_lists(inner, "lists"),
            shapes=_shapes(inner, "shape"),
            unless=_lists(inner, "unless"),
            line=inner.start_line,
        )
        if not (exclusion.phrases or exclusion.lists or exclusion.shapes):
            inner.problem(inner.start_line, "an entry of 'exclude' needs phrases, lists or shape")
        inner.done()
        exclusions.append(exclusion)
    return tuple(exclusions)
