"""What the documents say is so: commands, options, keys, links, examples and the syntax of terms."""

import ast
import json
import re
import runpy
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from flows.cli.main import EXIT_CODES, cli
from flows.errors import ConfigurationError
from flows.scoring.severity import load_severity_table
from flows.settings import load_settings
from rules.cases import run_cases
from rules.packs import load_pack, shipped_pack
from tests.rules.tiny import scan as scan_tiny
from tests.rules.tiny import tiny_rules

ROOT = Path(__file__).parent.parent
SKIPPED = {".venv", "build", "node_modules", "demo-output", "var"}
DOCUMENTS = sorted(
    path for path in ROOT.rglob("*.md") if not SKIPPED.intersection(part for part in path.relative_to(ROOT).parts)
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`]+)`")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def prose_of(name: str) -> str:
    """A document without its fenced blocks."""
    return FENCE.sub("", text_of(name))


def rows(text: str) -> Iterator[list[str]]:
    """The cells of every row of every table, headings included."""
    for line in text.splitlines():
        if line.startswith("|") and not set(line) <= set("|- "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


# Commands


def commands() -> Iterator[tuple[list[str], click.Command]]:
    def below(group: click.Group, path: list[str]) -> Iterator[tuple[list[str], click.Command]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield [*path, name], command
            if isinstance(command, click.Group):
                yield from below(command, [*path, name])

    return below(cli, [])


COMMANDS = {" ".join(path): command for path, command in commands()}


def options_of(command: click.Command) -> set[str]:
    return {name for one in command.params if isinstance(one, click.Option) for name in one.opts} | {"-h", "--help"}


def test_the_reference_is_what_the_script_writes() -> None:
    written = runpy.run_path(str(ROOT / "docs" / "reference.py"))["reference"]()
    assert text_of("docs/reference.md") == written, "run: python docs/reference.py"


def test_the_reference_holds_every_command_with_every_option() -> None:
    text = text_of("docs/reference.md")
    for name, command in COMMANDS.items():
        if isinstance(command, click.Group):
            continue
        section = text.partition(f"### sanctions-watch {name}\n")[2].partition("\n### ")[0]
        assert section, f"no section for {name}"
        missing = [option for option in options_of(command) - {"-h", "--help"} if f"`{option}`" not in section]
        assert not missing, f"{name}: {missing}"


@pytest.mark.parametrize("document", ["docs/reference.md", "docs/operating.md"])
def test_the_exit_codes_are_told_completely(document: str) -> None:
    told = {row[0] for row in rows(text_of(document)) if row[0].isdigit()}
    assert told >= {str(code) for code in EXIT_CODES}


def shell_lines() -> Iterator[tuple[str, str]]:
    for path in DOCUMENTS:
        for _, block in FENCE.findall(path.read_text(encoding="utf-8")):
            for line in block.splitlines():
                found = re.match(r"(?:[A-Z_]+=\S+ )*(?:\S*/)?(sanctions-watch .*)", line.strip())
                if found:
                    yield named(path), found[1]


@pytest.mark.parametrize(("document", "line"), sorted(set(shell_lines())))
def test_a_printed_command_exists_with_its_options(document: str, line: str) -> None:
    for part in re.split(r"&&|\|", line):
        words = shlex.split(part, comments=True)
        if words[:1] != ["sanctions-watch"] or "[OPTIONS]" in words or words[1:2] in (["COMMAND"], ["--version"]):
            continue
        name = next((n for n in (" ".join(words[1:4]), " ".join(words[1:3]), words[1]) if n in COMMANDS), None)
        assert name, f"{document}: no command in '{part}'"
        used = {word.split("=")[0] for word in words[1:] if word.startswith("-") and word != "-"}
        assert used <= options_of(COMMANDS[name]), f"{document}: {part}"


def test_there_are_printed_commands_to_check() -> None:
    assert len(set(shell_lines())) > 15


# Keys


def asked_keys(folder: Path, pattern: str) -> set[str]:
    """Keys that readers of a YAML file ask its blocks for."""
    readers = {"text", "texts", "lined_texts", "number", "integer", "flag", "choice", "choices", "block", "blocks"}
    found: set[str] = set()
    for path in folder.glob(pattern):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                function = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if function in readers and isinstance(node.func, ast.Attribute):
                    found.update(a.value for a in node.args[:1] if isinstance(a, ast.Constant))  # type: ignore[misc]  # a key is a text
                elif function.startswith(("read_", "_known", "themes", "_lists", "_some")):
                    found.update(
                        a.value for a in node.args[1:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)
                    )
    return found


def told_keys(text: str, headings: tuple[str, ...] = ("key",)) -> set[str]:
    """Keys in the first column of the tables whose first heading is one of these."""
    found: set[str] = set()
    inside = False
    for row in (*rows(text), [""]):
        if row[0] in headings:
            inside = True
        elif not CODE.search(row[0]):
            inside = False
        elif inside:
            found.update(name.rstrip(":") for name in CODE.findall(row[0]))
    return found


def test_every_key_of_watch_yaml_is_explained_and_none_besides() -> None:
    text = prose_of("docs/configuration.md")
    accepted = asked_keys(ROOT / "flows" / "settings", "*.py") | {"path", "url"}
    prose = {word.rstrip(":") for span in CODE.findall(text) for word in re.findall(r"[a-z_]+:?", span)}
    assert accepted - prose == set()
    assert told_keys(text) - accepted == set()


def test_the_keys_read_from_the_source_are_those_the_loader_offers(tmp_path: Path) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text("xxxxxxxx: 1\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_settings(path, {})
    offered = re.search(r"known here: ([^)]*)", str(error.value))
    assert offered
    assert set(offered[1].split(", ")) <= asked_keys(ROOT / "flows" / "settings", "*.py")


def schema_keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("properties"), dict):
            yield from value["properties"]
        for inner in value.values():
            yield from schema_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from schema_keys(inner)


def test_every_key_of_a_rule_file_is_explained_and_none_besides() -> None:
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "rules" / "schemas").glob("*.json")]
    accepted = {key for schema in schemas for key in schema_keys(schema)}
    text = prose_of("docs/rules.md")
    prose = {word for span in CODE.findall(text) for word in re.findall(r"[a-z_]+", span)}
    assert accepted - prose == set()
    assert told_keys(text) - accepted == set()
    assert told_keys(text, ("form",)) <= accepted
    assert told_keys(text, ("`kind:`",)) == {path.stem for path in (ROOT / "rules" / "schemas").glob("*.json")}


# Examples


def yaml_examples(document: str) -> list[str]:
    return [block for language, block in FENCE.findall(text_of(document)) if language == "yaml"]


def test_the_examples_of_the_guide_load_over_the_shipped_pack_and_their_tests_pass(tmp_path: Path) -> None:
    examples = yaml_examples("docs/rules.md")
    for number, example in enumerate(examples):
        (tmp_path / f"example-{number}.yaml").write_text(example, encoding="utf-8")
    rules = load_pack(shipped_pack(), [tmp_path])
    own = [one for one in run_cases(rules) if one.path.is_relative_to(tmp_path)]
    assert len(examples) > 6
    assert len(own) >= 4
    assert not [str(one) for one in own if not one.passed]


def test_the_examples_of_the_configuration_are_accepted(tmp_path: Path) -> None:
    for number, example in enumerate(yaml_examples("docs/configuration.md")):
        path = tmp_path / f"watch-{number}.yaml"
        path.write_text(example, encoding="utf-8")
        assert load_settings(path, {}).lint == ()


def test_the_severity_table_of_the_configuration_is_the_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text(yaml_examples("docs/configuration.md")[-1], encoding="utf-8")
    assert load_settings(path, {}).scoring.severity == load_severity_table().shipped


def term_rows() -> list[tuple[str, str, str, str]]:
    languages = {"en", "ko", "ru", "zh", "ja", "any"}
    found = []
    for row in rows(text_of("docs/rules.md")):
        cells = [cell.strip("`") for cell in row]
        if len(cells) == 4 and cells[1] in languages:
            found.append((cells[0], cells[1], cells[2], cells[3]))
    return found


@pytest.mark.parametrize(("term", "language", "finds", "leaves"), term_rows())
def test_a_term_of_the_guide_finds_and_leaves_what_its_row_says(
    tmp_path: Path, term: str, language: str, finds: str, leaves: str
) -> None:
    probe = f'kind: terms\nid: probe\ntitle: Probe\nmask: X\n{language}: ["{term}"]\n'
    rules = tiny_rules(tmp_path, probe=probe)

    def is_found(text: str) -> bool:
        sentences = scan_tiny(rules, text, title="North Korea").sentences
        return any(hit.list == "probe" for one in sentences for hit in one.terms)

    assert is_found(finds)
    assert not is_found(leaves)


def test_the_guide_shows_terms_in_five_languages() -> None:
    assert {row[1] for row in term_rows()} >= {"en", "ko", "ru", "zh", "ja"}


# Links and paths


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for link in LINK.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        target, _, anchor = link.partition("#")
        page = path.parent / target if target else path
        assert page.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert anchor in anchors, link


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_no_document_holds_a_path_of_somebodys_machine(path: Path) -> None:
    places = re.findall(r"/(?:home|root|Users|work|tmp|private|mnt)/\w+", path.read_text(encoding="utf-8"))
    assert not places


def test_the_quick_start_and_the_documents_name_targets_of_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of("Makefile"), re.MULTILINE))
    assert {"demo", "test"} <= targets
    for path in DOCUMENTS:
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"^make ([a-z-]+)", text, re.MULTILINE) + re.findall(r"`make ([a-z-]+)`", text)
        assert set(used) <= targets, named(path)
    assert re.search(r"^make demo$", text_of("README.md"), re.MULTILINE)
