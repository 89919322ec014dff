"""Writes docs/reference.md from the commands and tables of the code: `python docs/reference.py`."""

import inspect
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import click

from flows.cli.main import EXIT_CODES, cli
from flows.domain import Action, DeliveryState, Direction, Severity, SourceType, Status
from flows.inspection.doctor import Verdict
from flows.options import Prefer
from flows.scoring.blend import DEFAULT, load_blend
from flows.scoring.severity import load_severity_table
from flows.sources.files import LINES
from flows.sources.pages import READERS
from flows.stages.summary import ROWS
from rules.loading.parse import KINDS
from rules.packs import load_pack, shipped_pack
from rules.rule import RuleStatus

PAGE = Path(__file__).with_name("reference.md")
PROGRAM = "sanctions-watch"
POINTS = (0, 20, 40, 60, 80, 100)
PROBABILITIES = (0.05, 0.25, 0.5, 0.75, 0.95)
INTRODUCTION = """\
# Reference

Every command and every word of its output. Written by `python docs/reference.py` from the code; change it there.
"""
WORDS: Sequence[tuple[str, type[StrEnum]]] = (
    ("Status of a claim", Status),
    ("Source of a claim", SourceType),
    ("Direction", Direction),
    ("Severity", Severity),
    ("What is decided about a story", Action),
    ("A copy of an alert", DeliveryState),
    ("Status of a rule", RuleStatus),
    ("Verdict of `doctor`", Verdict),
)


def reference() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Commands\n", *commands(), *tables()]
    return "\n".join(parts).rstrip() + "\n"


def commands() -> Iterator[str]:
    """A section for every command, groups before what is in them."""
    context = click.Context(cli, info_name=PROGRAM, **cli.context_settings)
    yield f"`{PROGRAM} --version` prints the version. `-h` or `--help` after any command prints its help.\n"
    for path, command, inner in walk(context):
        if not isinstance(command, click.Group):
            yield from section(path, command, inner)


def walk(context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command below a group with its full name, in the order of the help."""
    group = context.command
    if not isinstance(group, click.Group):
        return
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, info_name=name, parent=context)
        yield f"{context.command_path} {name}", command, inner
        yield from walk(inner)


def section(path: str, command: click.Command, context: click.Context) -> Iterator[str]:
    """Usage, help and options of one command."""
    yield f"### {path}\n"
    yield f"```\n{path} {' '.join(command.collect_usage_pieces(context))}\n```\n"
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(paragraph.split()) + "\n"
    options = [one for one in command.params if isinstance(one, click.Option)]
    if options:
        yield from table(("option", "meaning", "default"), (row(option, context) for option in options))


def row(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    """An option as a row of its table."""
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else f" {option.make_metavar(context)}"
    default = f"`{option.default}`" if option.show_default else ""
    return f"{names}{value}", option.help or "", default


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    yield "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def tables() -> Iterator[str]:
    """What the code holds as tables."""
    yield "## Exit codes\n"
    yield from table(("code", "meaning"), [(str(code), meaning) for code, meaning in EXIT_CODES.items()])
    yield "## Words of the output\n"
    yield "What they mean stands in [vocabulary.md](vocabulary.md).\n"
    yield from table(
        ("what", "words"), [(what, ", ".join(f"`{word.value}`" for word in words)) for what, words in WORDS]
    )
    yield "## Figures of a pass\n"
    yield from table(("in the database and in Prefect", "meaning"), [(f"`{name}`", what) for name, what in ROWS])
    yield "## Files that are read as articles\n"
    yield from table(
        ("ends in", "is read as"),
        [
            (", ".join(f"`{end}`" for end in sorted(LINES)), "JSON lines, one article a line"),
            (", ".join(f"`{end}`" for end in sorted(READERS)), "one article a file"),
        ],
    )
    yield "## Kinds of rule files\n"
    yield ", ".join(f"`{kind}`" for kind in KINDS) + ". Their keys stand in [rules.md](rules.md).\n"
    yield from severities()
    yield from scores()


def severities() -> Iterator[str]:
    """The shipped severity table, as it is asked: from above, the first row that fits decides."""
    rows = load_severity_table().shipped
    yield "## Severity table\n"
    yield (
        "How loudly an alert speaks. Rows of `severity:` in `watch.yaml` are asked before these; the first that fits "
        "decides, and the alert names it. Where none fits, the severity of the theme holds: "
        + ", ".join(f"`{theme.id}` {theme.severity}" for theme in load_pack(shipped_pack()).themes)
        + ".\n"
    )
    yield from table(
        ("row", "severity", "theme", "status", "said by", "score from"),
        [
            (
                str(number),
                f"`{row.severity}`",
                any_of(row.themes),
                any_of(row.statuses),
                any_of(row.sources),
                f"{row.min_score:g}" if row.min_score else "any",
            )
            for number, row in enumerate(rows, start=1)
        ],
    )


def any_of(words: Sequence[str]) -> str:
    """What a row asks for, or that it asks for nothing."""
    return ", ".join(f"`{word}`" for word in words) or "any"


def scores() -> Iterator[str]:
    """The blend of points and probability, as figures."""
    blend = load_blend()
    yield "## Scores\n"
    yield (
        "The score of a sentence, from its rule points and the classifier's probability. Fitted on: "
        f"{blend.fitted_on}.\n"
    )
    head = ("rule points", *(f"probability {p:g}" for p in PROBABILITIES), "rules alone")
    for theme, point in blend.points.items():
        if theme == DEFAULT:
            continue
        yield f"`{theme}`: a sentence of a flagged article is evidence from {point.evidence:g}. Flagged from:\n"
        chosen = [(prefer, load_blend(prefer=prefer).point(theme)) for prefer in Prefer]
        yield from table(
            ("`prefer:`", "score", "expected, on labelled articles that played no part in choosing it"),
            [(f"`{prefer}`", f"{one.threshold:g}", str(one.expected or "-")) for prefer, one in chosen],
        )
        yield from table(
            head,
            [(str(points), *(f"{point.score(points, p):.2f}" for p in (*PROBABILITIES, None))) for points in POINTS],
        )


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    click.echo(f"wrote {PAGE}")
