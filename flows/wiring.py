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
from flows.alerts.troubles import rules_notice
from flows.domain import Citation, NoticeKind, Progress, Severity, StageReport, ThemeId
from flows.errors import ConfigurationError
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
from flows.storage.kept_rules import keep_rules, kept_rules
from flows.storage.lock import RunLock
from flows.storage.store import Store
from models.artifacts import load, shipped_model
from rules.claims import ClaimReader
from rules.engine import Engine
from rules.errors import RuleError
from rules.packs import RuleSet, load_pack, shipped_pack

logger = logging.getLogger(__name__)

LAST_GOOD = "what is written now cannot be used, the last good version (rules %s) stays in force:\n%s"
"""What the log says of a pass that falls back: which rules it works with, and why not the newest."""
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


def open_last_good(settings: Settings) -> Bench | None:
    """The rules of the last pass that had good ones, from the copy it kept; None where no copy can be used.

    A copy that was touched, or that this version or this watch.yaml cannot use, is passed over for the one before it.

    Raises:
        ArtifactError: when the model does not fit.
    """
    for kept in kept_rules(settings.kept_rules):
        try:
            bench = open_bench(replace(settings.scoring, rule_folders=kept.overlays), kept.pack)
            settings.check_themes(bench.themes)
        except (RuleError, ConfigurationError) as error:
            logger.debug("%s cannot be used: %s", kept.pack.parent, error)
            continue
        if bench.rules.digest == kept.digest:
            return bench
        logger.debug("%s is not as it was kept", kept.pack.parent)
    return None


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

    def fall_back(self, trouble: str) -> None:
        """Note that what is written now does not load, and that this pass works with the last good rules instead."""
        told = [one.since for one in self.store.troubles() if one.kind is NoticeKind.RULES_BROKEN]
        self.rules_trouble = trouble
        self.notices = (rules_notice(trouble, min([*told, self.clock()])),)

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
    settings: Settings, *, progress: Progress = silence, bench: Bench | None = None, last_good: bool = False
) -> Iterator[Workshop]:
    """Open storage, rules and model for a pass; what runs inside finds them with `using_workshop`.

    Args:
        settings: the watch.
        progress: hears how far long work has come.
        bench: rules and model that are open already.
        last_good: where the rules do not load, take those of the last pass; `Workshop.rules_trouble` says so then.

    Raises:
        StorageError, RuleError, ArtifactError, ConfigurationError: with what is wrong and where.
    """
    trouble = ""
    if bench is None:
        try:
            bench = open_bench(settings.scoring)
            settings.check_themes(bench.themes)
        except RuleError as error:
            bench = open_last_good(settings) if last_good else None
            if bench is None:
                raise
            trouble = str(error)
    with Store.open(settings.storage_url) as store:
        shop = Workshop(settings, store, bench, progress=progress)
        if trouble:
            shop.fall_back(trouble)
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
        with open_workshop(load_settings(Path(config)), last_good=True) as shop:
            if shop.rules_trouble:
                logger.error(LAST_GOOD, shop.bench.rules.digest[:12], shop.rules_trouble)
            yield shop


def with_files(settings: Settings, files: Sequence[Path]) -> Settings:
    """The same watch reading these files instead of its sources; their age does not matter."""
    sources = tuple(
        SourceOptions(name=f"{COMMAND_LINE}: {path}", kind="files", location=str(path), max_age=None) for path in files
    )
    return replace(settings, sources=sources)
