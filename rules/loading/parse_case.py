"""The tests written inside a rule, from YAML."""

from rules.language.definition import LANGUAGES, Case
from rules.yaml_reader import Block

STATUSES = ("occurred", "planned", "possible", "denied")
SOURCES = ("dprk", "russia", "china", "government", "intelligence", "un", "expert", "media", "outlet")
DIRECTIONS = ("from_dprk", "to_dprk", "both", "unclear")
MIN_CASES = 4


def parse_cases(block: Block) -> tuple[Case, ...]:
    """The entries of `tests:`. What they must show together is asked for here, but for the near miss."""
    cases = tuple(_case(inner) for inner in block.blocks("tests", required=True))
    if "tests" in block:
        line = block.line("tests")
        if len(cases) < MIN_CASES:
            block.problem(line, f"has {len(cases)} tests, at least {MIN_CASES} are needed")
        if not any(case.fires for case in cases):
            block.problem(line, "has no test with 'expect: match'")
        if all(case.fires for case in cases):
            block.problem(line, "has no test with 'expect: none'")
    return cases


def _case(block: Block) -> Case:
    roles = block.block("roles")
    case = Case(
        text=block.text("text", required=True),
        fires=block.choice("expect", ("match", "none"), "match", required=True) == "match",
        line=block.start_line,
        title=block.text("title"),
        before=block.text("before"),
        after=block.text("after"),
        language=block.choice("lang", LANGUAGES),
        roles=roles.texts_by_key() if roles else {},
        status=block.choice("status", STATUSES),
        source=block.choice("source", SOURCES),
        direction=block.choice("direction", DIRECTIONS),
        known_gap=block.flag("known_gap"),
    )
    block.text("note")
    if not case.fires and (case.roles or case.status or case.source or case.direction):
        block.problem(block.start_line, "a test with 'expect: none' can expect no roles and no claim")
    block.done()
    return case
