"""Settings into a workshop: the only place that chooses implementations."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from flows.alerts.delivery import Courier
from flows.alerts.templating import Templates
from flows.domain import Citation, Progress, Severity, StageReport, ThemeId
from flows.listed.finding import Finder
from flows.options import ScoringOptions, SourceOptions
from flows.scoring.assessor import Assessor
from flows.scoring.blend import Blend, load_blend
from flows.scoring.compose import Reference
from flows.scoring.gloss import load_glossary
from flows.scoring.parts import Classifier
from flows.scoring.severity import SeverityTable, load_severity_table
from flows.settings import Settings, load_settings
from flows.sources.base import Source
from flows.sources.registry import open_sources
from flows.storage.kept_lists import kept_lists
from flows.storage.kept_rules import keep_rules
from flows.storage.lock import RunLock
from flows.storage.store import Store
from models.artifacts import load, shipped_model
from rules.claims import ClaimReader
from rules.engine import Engine
from rules.packs import RuleSet, load_pack, shipped_pack

logger = logging.getLogger(__name__)

COMMAND_LINE = "command line"
"""Name of the source that files named on the command line come from."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What scoring needs: rules, model and the numbers that join them."""

    rules: RuleSet
    assessor: Assessor
    blend: Blend
    reference: Reference
    """Titles of the themes and the legal register, as alerts show them."""
    model_digest: str
    """Names the model; empty without one."""
    classifier: Classifier | None = None
    """The model itself, for those who explain it; None without one."""

    @property
    def themes(self) -> tuple[ThemeId, ...]:
        """Themes in the order of the pack."""
        return tuple(ThemeId(theme.id) for theme in self.rules.themes)


def open_bench(options: ScoringOptions, pack: Path | None = None, classifier: Classifier | None = None) -> Bench:
    """Load rules and model.

    Args:
        options: how articles are scored.
        pack: folder of another pack than the shipped one.
        classifier: a model that is open already, for options that use one.

    Raises:
        RuleError: with every mistake of the rules.
        ArtifactError: when the model does not fit.
    """
    pack = pack or shipped_pack()
    rules = load_pack(pack, options.rule_folders)
    if not options.use_model:
        classifier = None
    elif classifier is None:
        classifier = load(options.model_folder or shipped_model())
    blend = load_blend(options.thresholds, prefer=options.prefer)
    own = [rule.name for rule in rules.rules if not rule.origin.path.is_relative_to(pack)]
    severity = load_severity_table(options.severity)
    assessor = Assessor(
        Engine(rules), ClaimReader(rules), classifier, blend, severity, own, load_glossary(rules.lists.values())
    )
    digest = classifier.digest if classifier else ""
    return Bench(rules, assessor, blend, _reference(rules, severity), digest, classifier)


def _reference(rules: RuleSet, table: SeverityTable) -> Reference:
    citations = {
        measure.id: Citation(
            id=measure.id,
            label=f"{measure.resolution} {measure.paragraph}".strip(),
            requires=measure.requires,
            exemptions=measure.exemptions,
            verified=measure.verified,
        )
        for measure in rules.legal.values()
    }
    return Reference(
        titles={ThemeId(theme.id): theme.title for theme in rules.themes},
        citations=citations,
        legal_basis={ThemeId(theme.id): theme.legal_basis for theme in rules.themes},
        severity=table,
        severities={ThemeId(theme.id): Severity(theme.severity) for theme in rules.themes},
    )


def silence(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
    del stage, done, total


class Workshop:
    """Everything a pass works with, open for its length."""

    def __init__(self, settings: Settings, store: Store, bench: Bench, *, progress: Progress = silence) -> None:
        self.settings = settings
        self.store = store
        self.bench = bench
        self.progress = progress
        self.sources: Sequence[Source] = open_sources(settings.sources, settings.polling)
        self.courier = Courier(settings.targets, Templates(settings.templates), delivery=settings.delivery)
        self.notices: tuple[str, ...] = ()
        """What readers of the next alerts must know about the watch itself."""
        self.rules_trouble = ""
        """Why the newest rules do not load, while the last good ones are in force; empty when they do."""
        self.clock: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.stopping: Callable[[], bool] = lambda: False
        """True once the pass shall end after the batch under way; what is left waits for the next pass."""
        self.run = "by hand"
        """Id of the pass under way."""
        self.polled: dict[str, StageReport] = {}
        """What sources gave to an attempt at their batch that is to be repeated: they are not asked again."""

    @cached_property
    def finder(self) -> Finder:
        """Finds names of the lists that were taken over; they are read when the first alert is written."""
        lists, problems = kept_lists(self.settings.kept_lists)
        for problem in problems:
            logger.warning("%s %s", problem.where, problem.message)
        return Finder(lists)

    @contextmanager
    def running(self) -> Iterator[Callable[[StageReport], None]]:
        """Hold the lock and note begin and end of a pass; call what is given with its final report.

        Raises:
            AlreadyRunningError: another process works on the same storage.
        """
        with RunLock(self.settings.storage_url):
            self.run = self.store.start_run(self.clock())
            self._keep_rules()

            def record(report: StageReport) -> None:
                self.store.finish_run(self.run, report, self.clock())

            yield record

    def _keep_rules(self) -> None:
        """Copy the rules of this pass for `rules backtest`; not while the files hold others, which do not load."""
        if not self.rules_trouble:
            folders, digest = self.settings.scoring.rule_folders, self.bench.rules.digest
            keep_rules(self.settings.kept_rules, shipped_pack(), folders, digest, self.clock())


_CURRENT: ContextVar[Workshop | None] = ContextVar("workshop", default=None)


@contextmanager
def open_workshop(
    settings: Settings, *, progress: Progress = silence, bench: Bench | None = None
) -> Iterator[Workshop]:
    """Open storage, rules and model for a pass; what runs inside finds them with `using_workshop`.

    Args:
        settings: the watch.
        progress: hears how far long work has come.
        bench: rules and model that are open already.

    Raises:
        StorageError, RuleError, ArtifactError, ConfigurationError: with what is wrong and where.
    """
    if bench is None:
        bench = open_bench(settings.scoring)
        settings.check_themes(bench.themes)
    with Store.open(settings.storage_url) as store:
        shop = Workshop(settings, store, bench, progress=progress)
        token = _CURRENT.set(shop)
        try:
            yield shop
        finally:
            _CURRENT.reset(token)


@contextmanager
def using_workshop(config: str) -> Iterator[Workshop]:
    """The workshop that is open here, or a new one for this configuration.

    A context variable carries it, never a parameter: Prefect stores and shows parameters.
    """
    current = _CURRENT.get()
    if current is not None:
        yield current
    else:
        with open_workshop(load_settings(Path(config))) as shop:
            yield shop


def with_files(settings: Settings, files: Sequence[Path]) -> Settings:
    """The same watch reading these files instead of its sources; their age does not matter."""
    sources = tuple(
        SourceOptions(name=f"{COMMAND_LINE}: {path}", kind="files", location=str(path), max_age=None) for path in files
    )
    return replace(settings, sources=sources)
