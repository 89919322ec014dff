"""The sections of watch.yaml, each turned into frozen options. Mistakes are collected, not raised."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flows.domain import Severity, SourceType, Status, ThemeId
from flows.options import SeverityRule, SourceOptions, TargetOptions
from flows.settings.durations import parse_duration
from flows.settings.secrets import is_plain_secret, resolve
from rules.yaml_reader import Block

MAX_AGE = timedelta(days=3)
FOLDER_SCHEME = "eml://"


class Mentions:
    """Themes named in watch.yaml with their lines, to be checked once the rules are loaded."""

    def __init__(self) -> None:
        self.found: list[tuple[ThemeId, int]] = []

    def themes(self, block: Block, key: str) -> tuple[ThemeId, ...]:
        """The themes under a key, remembered with their lines."""
        lined = [(ThemeId(word), line) for word, line in block.lined_texts(key)]
        self.found.extend(lined)
        return tuple(theme for theme, _ in lined)


def read_duration(block: Block, key: str, default: timedelta | None) -> timedelta | None:
    """A span of time; `none` for no limit."""
    text = block.text(key)
    if not text:
        return default
    if text.lower() == "none":
        return None
    span = parse_duration(text)
    if span is None:
        block.problem(block.line(key), f"'{key}' must be a span of time, not '{text}'", "such as 30 minutes, 3 days")
    return span if span is not None else default


def read_sources(root: Block, home: Path) -> tuple[SourceOptions, ...]:
    """`sources:`, with paths made absolute from the folder of watch.yaml."""
    found: dict[str, SourceOptions] = {}
    for block in root.blocks("sources"):
        name = block.text("name", required=True)
        kind = block.choice("kind", ("feed", "files"), required=True)
        key = "url" if "url" in block else "path"
        location = block.text(key, required=True)
        scheme = urlsplit(location).scheme
        if kind == "files" and key == "url":
            block.problem(block.line(key), "a 'files' source has a path, not an address", "write 'path: ...'")
        elif key == "url" and scheme not in {"http", "https"}:
            block.problem(block.line(key), f"'{location}' is no http or https address", "write 'path: ...' for a file")
        elif key == "path" and location:
            location = str(home / location)
        if name in found:
            block.problem(block.line("name"), f"a second source is named '{name}'", "give each source its own name")
        found[name] = SourceOptions(
            name=name,
            kind=kind,
            location=location,
            outlet=block.text("outlet"),
            language=block.text("language"),
            max_age=read_duration(block, "max_age", MAX_AGE),
            allow_private=block.flag("allow_private"),
            full_text=kind == "feed" and block.flag("full_text"),
            silent_after=_silent_after(block),
        )
        block.done()
    return tuple(found.values())


def _silent_after(block: Block) -> timedelta | None:
    if block.text("silent_after").lower() == "none":
        return timedelta.max
    return read_duration(block, "silent_after", None)


def read_targets(root: Block, environment: Mapping[str, str], home: Path) -> dict[str, TargetOptions]:
    """`targets:`, a name for each Apprise address, with the secrets filled in."""
    block = root.block("targets")
    if block is None:
        return {}
    targets: dict[str, TargetOptions] = {}
    for name in block.keys():  # noqa: SIM118 - a Block is no dict
        line = block.line(name)

        def report(message: str, hint: str, line: int = line, block: Block = block) -> None:
            block.problem(line, message, hint)

        targets[name] = TargetOptions(
            name, _from_home(resolve(block.text(name, required=True), environment, report), home)
        )
    return targets


def _from_home(url: str, home: Path) -> str:
    """A folder for e-mail files counts from watch.yaml, as all paths in it do."""
    folder = url.removeprefix(FOLDER_SCHEME)
    if folder == url or folder.startswith("/"):
        return url
    return FOLDER_SCHEME + str(home / folder)


def plain_secrets(root: Block) -> list[tuple[int, str]]:
    """Lines of `targets:` and `storage:` that carry a secret in the clear, with what is wrong with it."""
    found = []
    for holder, keys in ((root.block("targets"), None), (root, ("storage",))):
        if holder is not None:
            found += [
                (holder.line(key), f"'{key}' carries a secret in the clear: write ${{NAME}} and set it outside")
                for key in keys or holder.keys()
                if key in holder and is_plain_secret(holder.text(key))
            ]
    return found


def read_thresholds(root: Block, mentions: Mentions) -> dict[ThemeId, float]:
    """`thresholds:`, a score from which a theme is flagged."""
    block = root.block("thresholds")
    if block is None:
        return {}
    mentions.found += [(ThemeId(key), block.line(key)) for key in block.keys()]  # noqa: SIM118 - a Block is no dict
    return {ThemeId(key): block.number(key, 0.5, low=0.0, high=1.0) for key in block.keys()}  # noqa: SIM118 - ditto


def read_severity(root: Block, mentions: Mentions) -> tuple[SeverityRule, ...]:
    """`severity:`, rows that stand before the shipped table; the first that fits decides."""
    rows = []
    for block in root.blocks("severity"):
        severity = block.choice("severity", list(Severity), Severity.MEDIUM, required=True)
        rows.append(
            SeverityRule(
                severity=Severity(severity),
                themes=mentions.themes(block, "themes"),
                statuses=tuple(Status(word) for word in block.choices("statuses", Status)),
                sources=tuple(SourceType(word) for word in block.choices("sources", SourceType)),
                min_score=block.number("min_score", 0.0, high=1.0),
            )
        )
        block.done()
    return tuple(rows)
