"""watch.yaml into Settings, with every mistake at once."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from flows.domain import Problem, ThemeId
from flows.errors import ConfigurationError
from flows.options import (
    DeliveryOptions,
    OperationsOptions,
    PollingOptions,
    Prefer,
    RouteOptions,
    ScheduleOptions,
    ScoringOptions,
    SourceOptions,
    StoryOptions,
    TargetOptions,
)
from flows.settings import sections
from flows.settings.delivery import read_delivery
from flows.settings.operations import read_operations
from flows.settings.polling import read_polling
from flows.settings.route_lint import doubtful_outlets, useless_routes
from flows.settings.routes import read_routes
from flows.settings.schedule import read_schedule
from flows.settings.secrets import resolve
from rules.errors import Problem as FileProblem
from rules.yaml_reader import Block, did_you_mean, read_block

DEFAULT_STORAGE = "var/watch.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a run needs to know, read once."""

    path: Path
    """The watch.yaml that was read."""
    home: Path
    """Its folder; relative paths in it start here."""
    sources: tuple[SourceOptions, ...]
    targets: tuple[TargetOptions, ...]
    routes: tuple[RouteOptions, ...]
    scoring: ScoringOptions
    stories: StoryOptions
    delivery: DeliveryOptions
    schedule: ScheduleOptions
    """When `serve` makes a pass."""
    storage_url: str = field(repr=False)
    """SQLAlchemy address; may carry a password."""
    polling: PollingOptions = field(default_factory=PollingOptions)
    operations: OperationsOptions = field(default_factory=OperationsOptions)
    """What is told about the watch itself."""
    templates: Path | None = None
    """The user's templates of messages, laid over the shipped ones."""
    warnings: tuple[Problem, ...] = ()
    """What works but should be mended, such as a password in the clear."""
    lint: tuple[Problem, ...] = ()
    """What cannot be meant, though a pass works with it, such as a route that never adds anybody."""
    theme_mentions: tuple[tuple[ThemeId, int], ...] = ()
    """Themes named in the file, with their lines."""

    @property
    def state_folder(self) -> Path:
        """Where run-time files other than the database live."""
        return self.home / "var"

    @property
    def kept_rules(self) -> Path:
        """Where copies of the rules that passes were made with stand."""
        return self.state_folder / "rules"

    @property
    def kept_lists(self) -> Path:
        """Where lists of names stand that were taken over."""
        return self.state_folder / "lists"

    def check_themes(self, known: Iterable[ThemeId]) -> None:
        """Refuse themes that no loaded pack knows.

        Raises:
            ConfigurationError: with file and line of every unknown theme.
        """
        known = tuple(known)
        unknown = [
            FileProblem(self.path, line, f"'{theme}' is no theme of the loaded rules", did_you_mean(theme, known))
            for theme, line in self.theme_mentions
            if theme not in known
        ]
        if unknown:
            raise ConfigurationError("\n".join(map(str, unknown)))


def usual_settings(home: Path) -> Settings:
    """What holds without any watch.yaml: no source, no target, the shipped rules, a storage in memory."""
    return Settings(
        path=home / "watch.yaml",
        home=home,
        sources=(),
        targets=(),
        routes=(),
        scoring=ScoringOptions(),
        stories=StoryOptions(),
        delivery=DeliveryOptions(),
        schedule=ScheduleOptions(),
        storage_url="sqlite://",
    )


def load_settings(path: Path, environment: Mapping[str, str] | None = None) -> Settings:
    """Read watch.yaml.

    Args:
        path: the file.
        environment: where `${NAME}` is looked up; the process environment when left out.

    Raises:
        ConfigurationError: with every mistake, each with its file and line.
    """
    if not path.is_file():
        raise ConfigurationError(f"{path}: no such file (write one with 'sanctions-watch init', or name it: --config)")
    environment = os.environ if environment is None else environment
    problems: list[FileProblem] = []
    root = read_block(path, problems)
    settings = _read(root, path, environment) if root is not None else None
    if problems or settings is None:
        raise ConfigurationError("\n".join(map(str, sorted(problems))))
    return settings


def _read(root: Block, path: Path, environment: Mapping[str, str]) -> Settings:
    home = path.resolve().parent
    mentions = sections.Mentions()
    targets = sections.read_targets(root, environment, home)
    schedule = read_schedule(root)
    sources = sections.read_sources(root, home)
    routes = read_routes(root, targets, sources, mentions, schedule.timezone)
    settings = Settings(
        path=path,
        home=home,
        sources=sources,
        targets=tuple(targets.values()),
        routes=routes,
        scoring=_read_scoring(root, home, mentions),
        stories=_read_stories(root),
        delivery=read_delivery(root, targets),
        polling=read_polling(root),
        schedule=schedule,
        operations=read_operations(root, targets, schedule.timezone),
        templates=_read_templates(root, home),
        storage_url=_read_storage(root, home, environment),
        warnings=tuple(
            Problem(f"{path}:{line}", message)
            for line, message in (*sections.plain_secrets(root), *doubtful_outlets(routes, sources))
        ),
        lint=tuple(Problem(f"{path}:{line}", message) for line, message in useless_routes(routes)),
        theme_mentions=tuple(mentions.found),
    )
    root.done()
    return settings


def _read_scoring(root: Block, home: Path, mentions: sections.Mentions) -> ScoringOptions:
    folders = []
    for word, line in root.lined_texts("rules"):
        folder = home / word
        if folder.is_dir():
            folders.append(folder)
        else:
            root.problem(line, f"the rules folder {folder} does not exist")
    model = root.text("model", "shipped")
    model_folder = None if model in {"shipped", "none"} else home / model
    if model_folder is not None and not model_folder.is_dir():
        root.problem(root.line("model"), f"'{model}' is no model", "write 'shipped', 'none', or a folder")
    return ScoringOptions(
        prefer=Prefer(root.choice("prefer", list(Prefer), Prefer.BALANCE)),
        thresholds=sections.read_thresholds(root, mentions),
        severity=sections.read_severity(root, mentions),
        rule_folders=tuple(folders),
        use_model=model != "none",
        model_folder=model_folder,
    )


def _read_stories(root: Block) -> StoryOptions:
    block = root.block("stories")
    if block is None:
        return StoryOptions()
    window = sections.read_duration(block, "window", StoryOptions().window) or StoryOptions().window
    remember = sections.read_duration(block, "remember", StoryOptions().remember)
    block.done()
    return StoryOptions(window=window, remember=remember)


def _read_templates(root: Block, home: Path) -> Path | None:
    word = root.text("templates")
    if not word:
        return None
    folder = home / word
    if not folder.is_dir():
        root.problem(root.line("templates"), f"the folder of templates {folder} does not exist")
    return folder


def _read_storage(root: Block, home: Path, environment: Mapping[str, str]) -> str:
    line = root.line("storage")
    text = resolve(root.text("storage", DEFAULT_STORAGE), environment, lambda m, h: root.problem(line, m, h))
    return text if "://" in text else f"sqlite:///{home / text}"
